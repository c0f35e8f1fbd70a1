import Foundation
import JSON
import Material
import Motion
import Simulation
import Testing

/// What honest phones do that looks odd, and is not accused.
struct HonestPhonesTests {
    private let server: RunningServer
    private let acme: Tenant

    init() async throws {
        server = try RunningServer()
        acme = try await Tenant(server)
    }

    @Test func `fixes that repeat while the phone lies still are accepted`() async throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            var window = HonestPhone(.ordinary, .table, seconds: 20).window(seed: seed)
            let fixes = window.evidence.fixes.fixes
            let first = try #require(fixes.first)
            // What a chip does that pins one coordinate: times and accuracy go on.
            window.evidence.fixes = FixTrack(
                fixes.compactMap {
                    var fix = Fix(
                        time: $0.time, latitude: first.latitude, longitude: first.longitude,
                        accuracy: $0.accuracy)
                    fix?.speed = $0.speed
                    return fix
                })

            let posted = try await acme.post(PhoneCheckIn(window))

            #expect(posted.decision == "accepted", "\(posted.text)")
            #expect(posted.codes.isEmpty)
        }
    }

    @Test func `jumps of a receiver that has just started are accepted`() async throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            var phone = HonestPhone(.ordinary, .table, seconds: 20)
            phone.startsCold = true

            let posted = try await acme.post(PhoneCheckIn(phone.window(seed: seed)))

            #expect(posted.decision == "accepted", "\(posted.text)")
            #expect(posted.codes.isEmpty)
        }
    }

    @Test(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
    func `windows of real phones neither repeat nor resemble each other`() async throws {
        let folder = try #require(Material.recordings).appending(path: "motion/recordings")
        let phones = try RecordingLibrary.open(folder).filter { $0.origin != .refined }
        var (count, accused) = (0, [String]())
        for (index, phone) in phones.enumerated() {
            let member = "r\(index)"
            try await acme.addMember(member)
            for (turn, window) in phone.windows(seconds: 15, every: 15).prefix(12).enumerated() {
                var checkIn = PhoneCheckIn(window, member: member)
                checkIn.endedAt = Date().addingTimeInterval(Double(turn) * 15 - 600)
                let posted = try await acme.post(checkIn)
                #expect(posted.status == 201)
                count += 1
                let codes = Set(posted.codes).intersection([
                    "replayed-sensors", "carried-together", "identical-coordinates",
                ])
                if !codes.isEmpty { accused.append("\(phone.id) \(turn): \(codes)") }
            }
        }

        #expect(count > 40)
        #expect(accused.isEmpty, "\(accused)")
    }
}
