import Foundation
import Testing

@testable import Sealing

struct AuthenticationKeyTests {
    @Test(arguments: [
        (
            String(repeating: "0b", count: 20), "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            "4a656665", "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            String(repeating: "aa", count: 131),
            "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func `HMAC-SHA-256 gives the codes of RFC 4231, however often a key is used`(
        key: String,
        message: String,
        code: String
    ) throws {
        let key = AuthenticationKey(Secret(copying: try #require(Hexadecimal.decode(key))))

        for _ in 0..<3 {
            #expect(key.code(for: Array(message.utf8)).hex == code)
        }
    }

    @Test
    func `a code fits its own message and key only`() throws {
        let key = AuthenticationKey(Secret(copying: [1, 2, 3]), by: .sm3)
        let other = AuthenticationKey(Secret(copying: [1, 2, 4]), by: .sm3)
        let code = key.code(for: [9, 9])

        #expect(key.verifies(code, for: [9, 9]))
        #expect(!key.verifies(code, for: [9, 8]))
        #expect(!other.verifies(code, for: [9, 9]))
    }
}
