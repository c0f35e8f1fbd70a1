@testable import Sealing

/// Makes certificates as makers of phones do, for tests that must not need theirs.
struct TestAuthority {
    let name: String
    let key: EllipticPrivateKey

    init(_ name: String, seed: UInt64) throws {
        self.name = name
        key = try EllipticPrivateKey(.p256, from: Sample.random(seed: seed))
    }

    /// A certificate that this authority signs.
    func certify(_ subject: Subject) throws -> [UInt8] {
        let algorithm = DER.sequence(
            DER.identifier([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02]))
        var extensions: [UInt8] = []
        if subject.isAuthority {
            extensions += DER.extension([0x55, 0x1D, 0x13], DER.sequence([0x01, 0x01, 0xFF]))
            extensions += DER.extension([0x55, 0x1D, 0x0F], [0x03, 0x02, 0x02, 0x04])
        }
        for (identifier, content) in subject.extensions {
            extensions += DER.extension(identifier, content)
        }
        let body = DER.sequence(
            DER.wrap(0xA0, DER.number(2)) + DER.number(subject.serial) + algorithm
                + DER.name(name)
                + DER.sequence(
                    DER.time(subject.validity.lowerBound) + DER.time(subject.validity.upperBound))
                + DER.name(subject.name) + subject.key.publicKeyInfo
                + DER.wrap(0xA3, DER.sequence(extensions)))
        let signature = try key.signature(of: body, form: .der)
        return DER.sequence(body + algorithm + DER.wrap(0x03, [0] + signature))
    }

    /// The authority's own certificate.
    func certifyItself() throws -> [UInt8] {
        try certify(Subject(name: name, key: key.publicKey, serial: 1, isAuthority: true))
    }

    /// Whom a certificate is for.
    struct Subject {
        var name: String
        var key: EllipticPublicKey
        var serial: Int
        var isAuthority = false
        /// Two years: 00 to 49 are 2000 to 2049.
        var validity = 20...40
        /// The bytes of the object identifier, and the content.
        var extensions: [([UInt8], [UInt8])] = []
    }
}

/// Writes the distinguished encoding.
enum DER {
    static func wrap(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] { wrap([tag], content) }

    static func wrap(_ tag: [UInt8], _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        let length: [UInt8] =
            switch count {
            case ..<0x80: [UInt8(count)]
            case ..<0x100: [0x81, UInt8(count)]
            default: [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
            }
        return tag + length + content
    }

    static func sequence(_ content: [UInt8]) -> [UInt8] { wrap(0x30, content) }

    static func set(_ content: [UInt8]) -> [UInt8] { wrap(0x31, content) }

    static func octets(_ content: [UInt8]) -> [UInt8] { wrap(0x04, content) }

    static func identifier(_ bytes: [UInt8]) -> [UInt8] { wrap(0x06, bytes) }

    /// A number from 0 to 32,767.
    static func number(_ number: Int, tag: UInt8 = 0x02) -> [UInt8] {
        let bytes: [UInt8] =
            number < 0x80 ? [UInt8(number)] : [UInt8(number >> 8), UInt8(number & 0xFF)]
        return wrap(tag, bytes)
    }

    /// A common name alone.
    static func name(_ text: String) -> [UInt8] {
        sequence(set(sequence(identifier([0x55, 0x04, 0x03]) + wrap(0x0C, Array(text.utf8)))))
    }

    /// The first of January of a year from 2000 on.
    static func time(_ year: Int) -> [UInt8] { wrap(0x17, Array("\(year)0101000000Z".utf8)) }

    static func `extension`(_ name: [UInt8], _ content: [UInt8]) -> [UInt8] {
        sequence(identifier(name) + octets(content))
    }

    /// An explicit tag of the context above 30.
    static func tagged(_ number: Int, _ content: [UInt8]) -> [UInt8] {
        wrap([0xBF, 0x80 | UInt8(number >> 7), UInt8(number & 0x7F)], content)
    }
}
