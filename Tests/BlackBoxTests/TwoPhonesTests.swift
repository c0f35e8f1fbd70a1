import Foundation
import JSON
import Motion
import Simulation
import Testing

/// Two phones that one person steers.
struct TwoPhonesTests {
    private let server: RunningServer
    private let acme: Tenant
    private static let now = Date()

    init() async throws {
        server = try RunningServer()
        acme = try await Tenant(server)
        try await acme.addMember("e2")
    }

    /// What the second of two check-ins at one coordinate is told.
    private func codesOfSecond(
        _ change: (inout PhoneCheckIn, inout PhoneCheckIn) -> Void
    ) async throws -> [String] {
        func phone(_ seed: UInt64, _ member: String) -> PhoneCheckIn {
            let window = HonestPhone(.ordinary, .handling, seconds: 10).window(seed: seed)
            var phone = PhoneCheckIn(window, member: member)
            phone.hasFixes = false
            phone.endedAt = Self.now
            phone.more = #"""
                ,"location":{"fixes":[{"t":-500,"latitude":31.2951234567,
                "longitude":120.7251234567,"accuracy":8}]}
                """#
            return phone
        }
        var (first, second) = (phone(1, "e1"), phone(2, "e2"))
        change(&first, &second)
        _ = try await acme.post(first)
        return try await acme.post(second).codes
    }

    @Test func `identical coordinates of two moving phones are told`() async throws {
        let codes = try await codesOfSecond { $1.endedAt = Self.now.addingTimeInterval(-50) }

        #expect(codes.contains("identical-coordinates"))
    }

    @Test(arguments: [("tablet", "shared-device"), (nil, "identical-coordinates")])
    func `of two at once one is told of the other`(
        device: String?, code: String
    ) async throws {
        for round in 0..<20 {
            func body(_ member: String) -> String {
                Tenant.checkIn(
                    member: member, latitude: 31.2950001 + Double(round) / 10_000,
                    more: #","device":{"id":"\#(device ?? member)-\#(round)","platform":"ios"}"#)
            }
            async let one = acme.app.send("POST", "\(acme.path)/check-ins", body("e1"))
            async let other = acme.app.send("POST", "\(acme.path)/check-ins", body("e2"))
            let answers = try await [one, other]
            let codes = answers.flatMap { answer in
                answer.json["risk"]?["codes"]?.items.compactMap(\.text) ?? []
            }

            #expect(answers.allSatisfy { $0.status == 201 })
            #expect(codes.contains(code), "round \(round)")
        }
    }

    @Test func `so they are without motion sensors`() async throws {
        let codes = try await codesOfSecond {
            $0.hasSensors = false
            $1.hasSensors = false
        }

        #expect(codes.contains("identical-coordinates"))
    }

    @Test func `a minute later they are not`() async throws {
        let codes = try await codesOfSecond { first, _ in
            first.endedAt = Self.now.addingTimeInterval(-61)
        }

        #expect(!codes.contains("identical-coordinates"))
    }

    @Test func `nor while the phone lies still, whose system pins a coordinate`() async throws {
        let codes = try await codesOfSecond { _, second in
            second.window = HonestPhone(.ordinary, .table, seconds: 10).window(seed: 3)
        }

        #expect(!codes.contains("identical-coordinates"))
    }

    @Test func `nor for one phone, which is a shared device`() async throws {
        let codes = try await codesOfSecond { $1.device = $0.device }

        #expect(!codes.contains("identical-coordinates"))
        #expect(codes.contains("shared-device"))
    }

    @Test func `nor for one person with two phones`() async throws {
        let codes = try await codesOfSecond { $1.member = $0.member }

        #expect(!codes.contains("identical-coordinates"))
    }
}
