import Attendance
import HTTPTypes
import NIOCore
import Sealing
import Timekeeping

/// The signature of a device on a request (RFC 9421): over method, path, content digest, nonce and time.
struct SignedRequest: Sendable {
    let devices: any DeviceStore

    /// Verifies the signature that a request carries and ties the check-in to it; does nothing to a request without
    /// one.
    ///
    /// What the nonce is worth is told where the record is written, and what the time is worth where it is judged:
    /// both after the look for an earlier record, so that an honest retry gets its answer.
    ///
    /// - Throws: `signature-refused`.
    func verify(_ checkIn: inout CheckIn, from call: OrganizationCall) async throws {
        let fields = call.head.headerFields
        guard fields[.signature] != nil || fields[.signatureInput] != nil else { return }
        guard let device = checkIn.device else {
            throw Self.refusal("the check-in names no device")
        }
        let message = MessageParts(
            method: call.head.method.rawValue, target: call.head.path ?? "/",
            authority: call.head.authority,
            fields: fields.map { (name: $0.name.rawName, value: $0.value) })
        let registered = try await devices.device(
            device.id, of: checkIn.member, in: call.organization)
        do throws(MessageSignatureError) {
            let signature = try MessageSignature(of: message)
            let key = try Self.publicKey(registered?.value.key)
            try signature.verify(
                over: message, body: [UInt8](call.body.readableBytesView), key: key)
            guard let name = signature.parameters.keyID, let nonce = signature.parameters.nonce,
                let created = signature.parameters.created
            else { throw .forged }
            guard name == key.jwk.keyID || name == device.id else { throw .forged }
            guard checkIn.nonce == nil || checkIn.nonce == nonce else {
                throw .missingParameter("nonce")
            }
            checkIn.nonce = nonce
            let (time, overflow) = created.multipliedReportingOverflow(by: 1_000)
            guard !overflow else { throw .stale(seconds: created) }
            checkIn.proof = DeviceProof(
                point: key.point, signedAt: Instant(milliseconds: time))
        } catch {
            throw Self.refusal(Self.reason(error))
        }
    }

    private static func publicKey(
        _ key: DeviceKey?
    ) throws(MessageSignatureError) -> EllipticPublicKey {
        guard let key else { throw .missingParameter("keyid") }
        do throws(SealError) {
            return try EllipticPublicKey(key.curve.scheme, point: key.point)
        } catch { throw .notSigned(error) }
    }

    private static func refusal(_ reason: String) -> Problem {
        Problem(.signatureRefused, reason)
    }

    /// What a client is told; enough for one that signs wrongly, nothing for one that guesses.
    private static func reason(_ error: MessageSignatureError) -> String {
        switch error {
        case .malformed(let header): "\(header.rawValue) is malformed"
        case .notOneSignature: "there must be one signature with its input"
        case .unsupportedComponent, .repeatedComponent, .absentComponent:
            "a covered component cannot be computed"
        case .uncovered(let component): "the signature must cover \(component)"
        case .missingParameter("nonce"): "the nonce must be the check-in's"
        case .missingParameter("keyid"): "the device is not registered"
        case .missingParameter(let name): "the signature must have \(name)"
        case .unknownParameter: "a parameter is not known"
        case .wrongAlgorithm: "the algorithm is not the registered key's"
        case .wrongContent: "the content digest is not the body's"
        case .stale: "the time is out of range"
        case .forged, .notSigned: "the signature is not the registered key's"
        }
    }
}

extension DeviceKey.Curve {
    /// The curve with its scheme; SM2 with the signer's id that GB/T 35276 sets where none was agreed.
    var scheme: Curve {
        switch self {
        case .p256: .p256
        case .sm2: .sm2(signerID: Array("1234567812345678".utf8))
        }
    }
}

extension HTTPField.Name {
    static let signature = Self("Signature")!
    static let signatureInput = Self("Signature-Input")!
}
