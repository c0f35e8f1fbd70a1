import Attendance
import HTTPTypes
import Hummingbird
import JSON
import Sealing
import Timekeeping

/// The log of changes, and the signed heads of both chains.
struct AuditRoutes: Sendable {
    let store: any AuditStore
    /// Signs heads; nil where the server has no key for it.
    let signing: Ed25519PrivateKey?

    private static let readers: Set<Role> = [.admin, .auditor]

    var endpoints: [Endpoint] {
        [
            .organization(.get, "/audit", Self.readers, list).disclosing(
                Egress(categories: [.audit], kind: .audit, purpose: "accountability")),
            .organization(.get, "/audit/head", Self.readers, head),
        ]
    }

    @Sendable private func list(_ call: OrganizationCall) async throws -> Response {
        try await Listing.proven(
            fetch: { last, limit in
                guard let after = Int64(last ?? "0"), after >= 0 else {
                    throw Problem(.invalidCursor)
                }
                return try await store.auditEntries(
                    in: call.organization, after: after, limit: limit)
            },
            key: { String($0.sequence) }, write: { Self.write($0, to: &$1) }
        ).answer(call.call)
    }

    @Sendable private func head(_ call: OrganizationCall) async throws -> Response {
        guard let signing else { throw Problem(.unavailable) }
        let heads = try await store.chainHeads(of: call.organization)
        let signed = try heads.compactMap { head -> SignedHead? in
            guard let digest = Digest(bytes: head.digest) else { return nil }
            return try SignedHead(
                signing: ChainHead(sequence: head.sequence, digest: digest), of: head.name,
                at: call.now.milliseconds, with: signing)
        }
        return .json { writer in
            writer.object { writer in
                writer.member("heads") { writer in
                    writer.array { writer in
                        for head in signed { Self.write(head, to: &writer) }
                    }
                }
                writer.member("key") { Self.write(signing.publicKey.jwk, to: &$0) }
            }
        }
    }

    static func write(_ entry: AuditEntry, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("sequence", entry.sequence)
            writer.member("at", instant: entry.at.milliseconds)
            writer.member("caller", entry.caller)
            writer.member("action", entry.action)
            writer.member("subject", entry.subject)
            writer.member("detail", entry.detail)
        }
    }

    private static func write(_ head: SignedHead, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("chain", head.organization)
            writer.member("sequence", Int64(clamping: head.head.sequence))
            writer.member("digest", Hexadecimal.encode(head.head.digest.bytes))
            writer.member("signedAt", instant: head.time)
            writer.member("signature", Base64.encode(head.signature, as: .padded))
        }
    }

    private static func write(_ key: PublicJWK, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("kty", key.keyType)
            writer.member("crv", key.curve)
            writer.member("x", key.x)
            writer.member("kid", key.keyID)
        }
    }
}
