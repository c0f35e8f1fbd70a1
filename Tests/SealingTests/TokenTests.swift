import Foundation
import Testing

@testable import Sealing

struct TokenTests {
    /// RFC 4648 section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func `base64 is that of RFC 4648`(plain: String, text: String) {
        let bytes = Array(plain.utf8)
        let unpadded = text.filter { $0 != "=" }

        #expect(Base64.encode(bytes, as: .padded) == text)
        #expect(Base64.decode(text, as: .padded) == bytes)
        #expect(Base64.encode(bytes, as: .url) == unpadded)
        #expect(Base64.decode(unpadded, as: .url) == bytes)
    }

    @Test(arguments: [
        "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z===", "====", "Zm9v\n", " Zm9v", "Zm9v====",
        "Zm-v", "Zm_v", "Zg==Zg==", "Zm9vé",
    ])
    func `padded base64 that is not the one text of its value is refused`(text: String) {
        #expect(Base64.decode(text, as: .padded) == nil)
    }

    @Test(arguments: ["Z", "Zh", "Zm9", "Zg==", "Zm+v", "Zm/v", "Zm9vZ", "Zm9v "])
    func `unpadded base64 that is not the one text of its value is refused`(text: String) {
        #expect(Base64.decode(text, as: .url) == nil)
    }

    @Test(arguments: [Base64.Form.padded, .url])
    func `all bytes come back, and Foundation agrees`(form: Base64.Form) throws {
        for count in 0..<200 {
            let bytes = try Sample.random(seed: UInt64(count)).bytes(count)
            let text = Base64.encode(bytes, as: form)
            #expect(Base64.decode(text, as: form) == bytes)
            if form == .padded { #expect(text == Data(bytes).base64EncodedString()) }
        }
    }

    @Test
    func `a token comes back from its text, and its digest depends on the server's key`() throws {
        let token = try APIKeyToken()
        let (one, other) = (
            AuthenticationKey(Sample.secret(of: 1)), AuthenticationKey(Sample.secret(of: 2))
        )

        let parsed = try #require(APIKeyToken(parsing: token.text))

        #expect(token.text.wholeMatch(of: /rk_[A-Za-z0-9_-]{43}/) != nil)
        #expect(parsed.digest(under: one) == token.digest(under: one))
        #expect(parsed.digest(under: other) != token.digest(under: one))
    }

    @Test
    func `no two tokens are alike and none shows itself`() throws {
        let tokens = try (0..<1_000).map { _ in try APIKeyToken() }

        #expect(Set(tokens.map(\.text)).count == 1_000)
        #expect("\(tokens[0])" == "rk_…")
        #expect(String(reflecting: tokens[0]) == "rk_…")
        #expect(Mirror(reflecting: tokens[0]).children.isEmpty)
    }

    @Test
    func `what was never given out is no token`() throws {
        let text = try APIKeyToken(from: Sample.random([])).text
        let body = text.dropFirst(3)
        let shorter = text.dropLast()
        let wrong: [String] = [
            "", "rk_", "\(shorter)", "\(text)A", "RK_\(body)", "rk-\(body)", " \(shorter)",
            "\(shorter)B", "\(shorter)=", "\(shorter)+", "\(shorter.dropLast())é",
        ]

        #expect(text == "rk_" + String(repeating: "A", count: 43))
        for text in wrong {
            #expect(APIKeyToken(parsing: text) == nil)
        }
    }

    @Test
    func `a webhook's signature fits its body, time and secret only`() {
        let key = AuthenticationKey(Secret(copying: Array("whsec".utf8)))
        let other = AuthenticationKey(Secret(copying: Array("other".utf8)))
        let body = Array(#"{"event":"check-in.recorded"}"#.utf8)
        let header = WebhookSignature.header(for: body, at: 1_700_000_000, key: key)
        func fits(
            _ header: String, _ body: [UInt8], _ key: AuthenticationKey, now: Int64
        ) -> Bool {
            WebhookSignature.verifies(
                header, for: body, key: key, near: (time: now, toleranceSeconds: 300))
        }

        #expect(fits(header, body, key, now: 1_700_000_299))
        #expect(fits(header, body, key, now: 1_699_999_701))
        #expect(!fits(header, body, key, now: 1_700_000_301))
        #expect(!fits(header, body, key, now: Int64.min))
        #expect(!fits(header, body + [32], key, now: 1_700_000_000))
        #expect(!fits(header, body, other, now: 1_700_000_000))
        let later = header.replacing("t=1700000000", with: "t=1700000001")
        #expect(!fits(later, body, key, now: 1_700_000_000))
        for header in ["", "t=1", "t=,v1=", header + ",v0=1", "t=+1,v1=00", " " + header] {
            #expect(!fits(header, body, key, now: 1_700_000_000))
        }
    }

    /// The same by another hand: `printf '1700000000.{}' | openssl dgst -sha256 -hmac whsec`.
    @Test
    func `a webhook's code is HMAC-SHA-256 over time, full stop and body`() throws {
        let key = AuthenticationKey(Secret(copying: Array("whsec".utf8)))

        let header = WebhookSignature.header(
            for: Array("{}".utf8), at: 1_700_000_000, key: key)

        #expect(
            header == """
                t=1700000000,\
                v1=7d44587dddbaf4c7f70fef20f48cd594834ffea1641e3ac227b84408298738af
                """)
    }
}
