import Attendance
import Foundation
import HTTPTypes
import Hummingbird
import JSON
import Sealing
import Timekeeping

/// The devices that sign members' check-ins, and the challenges that they answer.
struct DeviceRoutes: Sendable {
    let store: any DeviceStore
    let mint: Mint

    private static let writers: Set<Role> = [.admin, .app, .member]
    private static let readers: Set<Role> = [.admin, .app, .member, .auditor]

    var endpoints: [Endpoint] {
        let device = "/members/{member}/devices/{device}"
        return [
            .organization(.post, "/challenges", [.admin, .app, .kiosk, .member], challenge),
            .organization(.put, device, Self.writers, put),
            .organization(.get, device, Self.readers, show),
            .organization(.delete, device, Self.writers, delete),
            .organization(.get, "/members/{member}/devices", Self.readers, list),
        ]
    }

    @Sendable private func challenge(_ call: OrganizationCall) async throws -> Response {
        let member = try call.call.read { try DeviceWire.member(&$0) }
        if let own = call.caller.member, own != member { throw Problem(.unknownPerson) }
        let nonce = try mint.nonce()
        let challenge = Challenge(
            digest: Digest(of: Array(nonce.utf8)).bytes, member: member,
            expiresAt: call.now.advanced(byMilliseconds: Limits.challengeMilliseconds))
        try await store.issue(challenge, in: call.organization)
        return .json(.created) { writer in
            writer.object { writer in
                writer.member("nonce", nonce)
                writer.member("expiresAt", instant: challenge.expiresAt.milliseconds)
            }
        }
    }

    @Sendable private func put(_ call: OrganizationCall) async throws -> Response {
        let device = try self.device(call)
        let precondition = try call.call.precondition()
        let key = try call.call.read { try DeviceWire.key(&$0, at: call.now) }
        let written = try await store.put(
            key, of: device, as: call.identifier(), if: precondition, in: call.organization,
            by: call.caller)
        return .written(written) { DeviceWire.write(key, of: device, to: &$0) }
    }

    @Sendable private func show(_ call: OrganizationCall) async throws -> Response {
        let device = try self.device(call)
        let stored = try await store.device(device, of: call.identifier(), in: call.organization)
        guard let stored else { throw Problem(.notFound) }
        return .stored(stored, for: call.call) {
            DeviceWire.write(stored.value.key, of: device, to: &$0)
        }
    }

    @Sendable private func delete(_ call: OrganizationCall) async throws -> Response {
        try await store.deleteDevice(
            device(call), of: call.identifier(), if: call.call.precondition(),
            in: call.organization, by: call.caller)
        return .empty()
    }

    @Sendable private func list(_ call: OrganizationCall) async throws -> Response {
        let devices = try await store.registeredDevices(
            of: call.identifier(), in: call.organization)
        return .json { writer in
            writer.object { writer in
                writer.member("items") { writer in
                    writer.array { writer in
                        for device in devices { DeviceWire.write(device, to: &writer) }
                    }
                }
                writer.member("nextCursor", String?.none)
            }
        }
    }

    /// The client's own id of the device, as check-ins carry it.
    private func device(_ call: OrganizationCall) throws(Problem) -> String {
        let device = call.parameters[2]
        guard (1...256).contains(device.utf8.count), !device.utf8.contains(0) else {
            throw Problem(.notFound)
        }
        return device
    }
}
