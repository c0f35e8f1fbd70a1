import Attendance
import Foundation
import HTTPTypes
import Screening
import Sealing
import Storage
import Testing
import Timekeeping
import Yams

@testable import Web

/// The router and the contract are one.
struct ContractTests {
    @Test func `every endpoint stands in the contract, and nothing else does`() async throws {
        let document = try Yams.load(yaml: ContractPage.contract) as? [String: Any]
        let paths = try #require(document?["paths"] as? [String: [String: Any]])
        let methods = ["get", "put", "post", "patch", "delete"]
        let written = Set(
            paths.flatMap { path, operations in
                methods.filter { operations[$0] != nil }.map { "\($0.uppercased()) \(path)" }
            })

        let routed = Set(
            try await Self.endpoints().map { "\($0.method.rawValue) \($0.path.text)" })

        #expect(routed.subtracting(written).isEmpty)
        #expect(written.subtracting(routed).isEmpty)
    }

    @Test func `the contract names the roles that the router lets in`() async throws {
        let document = try Yams.load(yaml: ContractPage.contract) as? [String: Any]
        let paths = try #require(document?["paths"] as? [String: [String: Any]])

        for endpoint in try await Self.endpoints() {
            guard case .organization(let roles, _) = endpoint.access else { continue }
            let operation =
                paths[endpoint.path.text]?[endpoint.method.rawValue.lowercased()] as? [String: Any]
            let told = operation?["description"] as? String ?? ""
            let named = Set(
                told.dropFirst("Roles: ".count).split { ", .".contains($0) }.map(String.init))
            #expect(named == Set(roles.map(\.rawValue)), "\(endpoint.path.text)")
        }
    }

    @Test func `an operation with a body or a query tells how either is refused`() throws {
        let document = try Yams.load(yaml: ContractPage.contract) as? [String: Any]
        let paths = try #require(document?["paths"] as? [String: [String: Any]])

        for (path, item) in paths where path.hasPrefix("/v1") {
            for (method, operation) in item {
                guard let operation = operation as? [String: Any],
                    let responses = operation["responses"] as? [String: Any]
                else { continue }
                if operation["requestBody"] != nil {
                    #expect(responses["413"] != nil && responses["415"] != nil, "\(method) \(path)")
                }
                if operation["parameters"] != nil {
                    #expect(responses["400"] != nil, "\(method) \(path)")
                }
            }
        }
    }

    @Test func `every code of a problem and of a risk stands in the contract`() throws {
        for code in ProblemCode.allCases.map(\.rawValue) + RiskCode.allCases.map(\.rawValue) {
            #expect(ContractPage.contract.contains("        - \(code)\n"), "\(code)")
        }
    }

    /// The endpoints of a server upon a store in memory.
    private static func endpoints() async throws -> [Endpoint] {
        let clock: @Sendable () -> Instant = { Instant(milliseconds: 0) }
        let store = try await AttendanceStore.inMemory(
            options: StoreOptions(clock: clock))
        let screener = Screener(sources: store)
        let parts = WebService.Parts(
            store: store, desk: CheckInDesk(ledger: store, rulebooks: screener, clock: clock),
            surveyor: GeofenceSurveyor(sources: store, screener: screener, clock: clock),
            blocklists: screener,
            deviceLists: DeviceListKeys(
                signing: try Ed25519PrivateKey(
                    seed: Secret(copying: [UInt8](repeating: 7, count: 32))),
                salts: AuthenticationKey(Secret(copying: [4, 5, 6]))),
            galleries: Galleries(faces: store),
            tokens: AuthenticationKey(Secret(copying: [1, 2, 3])), operatorKey: "operator",
            clock: clock)
        return parts.endpoints()
    }
}
