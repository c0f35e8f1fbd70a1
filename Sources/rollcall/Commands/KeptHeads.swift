import ArgumentParser
import Attendance
import Foundation
import JSON
import Sealing
import Storage

/// Signed heads as `GET …/audit/head` answered them, kept in files outside of the server.
struct KeptHeads {
    /// The organizations that they speak of.
    private(set) var organizations: Set<String> = []
    private var heads: [String: [SignedHead]] = [:]
    private var keys: [String: Ed25519PublicKey] = [:]

    /// Reads the files.
    ///
    /// - Throws: `ValidationError` that names the file.
    init(files: [String]) throws {
        for file in files {
            guard let data = FileManager.default.contents(atPath: file) else {
                throw ValidationError("cannot read \(file)")
            }
            do {
                try read([UInt8](data))
            } catch {
                throw ValidationError("\(file) is no answer of audit/head: \(error)")
            }
        }
    }

    /// What an organization's chains are held against.
    func witness(of organization: OrganizationID) -> ChainWitness {
        guard let key = keys[organization.text], let heads = heads[organization.text] else {
            return .none
        }
        return ChainWitness(heads, signedBy: key)
    }

    private mutating func read(_ bytes: [UInt8]) throws {
        var found: [SignedHead] = []
        var key: Ed25519PublicKey?
        try JSONReader.read(bytes) { reader in
            try reader.object { name, value in
                switch name {
                case "heads": found = try value.array(max: 1_000) { try Self.head(&$0) }
                case "key": key = try Self.key(&value)
                default: try value.skip()
                }
            }
        }
        guard let key else { throw Malformed("the key is missing") }
        for head in found {
            let name = head.organization.split(separator: ":").last.map(String.init) ?? ""
            guard keys[name] == nil || keys[name]?.bytes == key.bytes else {
                throw Malformed("\(name) has heads of two keys; check one file at a time")
            }
            organizations.insert(name)
            keys[name] = key
            heads[name, default: []].append(head)
        }
    }

    private static func head(_ reader: inout JSONReader) throws -> SignedHead {
        var chain: String?
        var sequence: Int64?
        var digest: Digest?
        var time: Int64?
        var signature: [UInt8]?
        try reader.object { name, value in
            switch name {
            case "chain": chain = try value.string(min: 1, max: 256)
            case "sequence": sequence = try value.integer(in: 0...Int64.max)
            case "digest": digest = Digest(hex: try value.string(max: 64))
            case "signedAt": time = try value.instant()
            case "signature":
                signature = Base64.decode(try value.string(max: 128)[...], as: .padded)
            default: try value.skip()
            }
        }
        return SignedHead(
            organization: try reader.required(chain, "chain"),
            head: ChainHead(
                sequence: UInt64(try reader.required(sequence, "sequence")),
                digest: try reader.required(digest, "digest")),
            time: try reader.required(time, "signedAt"),
            signature: try reader.required(signature, "signature"))
    }

    private static func key(_ reader: inout JSONReader) throws -> Ed25519PublicKey {
        var bytes: [UInt8]?
        try reader.object { name, value in
            switch name {
            case "x": bytes = Base64.decode(try value.string(max: 64)[...], as: .url)
            default: try value.skip()
            }
        }
        return try Ed25519PublicKey(bytes: try reader.required(bytes, "x"))
    }

    /// What is wrong with a file.
    private struct Malformed: Error, CustomStringConvertible {
        let description: String

        init(_ description: String) { self.description = description }
    }
}
