import Material
import Testing

@testable import Sealing

struct EncryptedTokenTests {
    /// RFC 3394 section 4.6: 256 bits of key wrapped under 256 bits of key.
    private static let outer = "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F"
    private static let inner = "00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F"
    private static let wrapped = """
        28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21
        """

    @Test func `the published key comes out of its wrapping`() throws {
        let key = try EncryptedToken.unwrap(
            Sample.bytes(Self.wrapped), with: Sample.secret(Self.outer))

        #expect(try key == Sample.secret(Self.inner))
    }

    @Test func `a token is opened by the key that it was made for, and by no other`() throws {
        let token = try #require(EncryptedToken(Self.token()))

        let text = try token.open(with: Sample.secret(Self.outer))

        #expect(text == Array("what Play says".utf8))
        #expect(token.header == Array(#"{"alg":"A256KW","enc":"A256GCM"}"#.utf8))
        #expect(throws: SealError.forged) { try token.open(with: Sample.secret(of: 1)) }
        #expect(throws: SealError.invalidKey) {
            try token.open(with: Secret(copying: [UInt8](repeating: 0, count: 16)))
        }
    }

    @Test func `of 1000 altered tokens none is opened`() throws {
        let honest = try Array(Self.token().utf8)
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.".utf8)
        let key = try Sample.secret(Self.outer)
        var random = Seeded(17)
        var opened = 0

        for _ in 0..<1_000 {
            var text = honest
            let place = random.below(text.count)
            let old = text[place]
            while text[place] == old { text[place] = digits[random.below(digits.count)] }
            let token = EncryptedToken(String(decoding: text, as: UTF8.self))
            if let token, (try? token.open(with: key)) != nil { opened += 1 }
        }

        #expect(opened == 0)
    }

    @Test(arguments: ["", "....", "a.b.c.d.e", "e30.e30.e30", "e30.e30.e30.e30.e30.e30"])
    func `what is no such token is refused`(text: String) {
        #expect(EncryptedToken(text) == nil)
    }

    @Test func `a token that is too long is refused`() throws {
        #expect(try EncryptedToken(Self.token() + String(repeating: "A", count: 16_384)) == nil)
    }

    /// A token whose key is the published one.
    private static func token() throws -> String {
        let header = Base64.encode(Array(#"{"alg":"A256KW","enc":"A256GCM"}"#.utf8), as: .url)
        let associated = Array(header.utf8)
        let text = Array("what Play says".utf8)
        let nonce = [UInt8](1...12)
        var body = [UInt8](repeating: 0, count: text.count)
        var tag = [UInt8](repeating: 0, count: 16)
        let seal = try GaloisSeal(key: Sample.secret(inner))
        let isSealed = try body.withUnsafeMutableBufferPointer { body in
            try tag.withUnsafeMutableBufferPointer { tag in
                try associated.withUnsafeBufferPointer { associated in
                    try nonce.withUnsafeBufferPointer { nonce in
                        let message = SealedMessage(
                            nonce: try #require(nonce.baseAddress),
                            body: try #require(body.baseAddress), bodyCount: Int32(text.count),
                            tag: try #require(tag.baseAddress),
                            associated: try #require(associated.baseAddress),
                            associatedCount: Int32(associated.count))
                        return text.withUnsafeBytes { seal.seal($0, into: message) }
                    }
                }
            }
        }
        try #require(isSealed)
        let parts = [try Sample.bytes(wrapped), nonce, body, tag]
        return header + parts.map { "." + Base64.encode($0, as: .url) }.joined()
    }
}
