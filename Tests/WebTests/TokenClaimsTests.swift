import Attendance
import JSON
import Testing

@testable import Web

/// How far an issuer's clock may be from the server's.
struct TokenClaimsTests {
    private static let provider = IdentityProvider(
        issuer: "https://id.acme.example", audiences: ["rollcall"], keys: [], keysURL: nil)

    private func hold(_ claim: String, _ time: Double, at now: Double) throws -> Bool {
        let end = claim == "exp" ? "" : #","exp":2000000000"#
        let text =
            #"{"iss":"https://id.acme.example","aud":"rollcall","sub":"e1","\#(claim)":\#(time)"#
            + end + "}"
        return try JSONReader.read(Array(text.utf8)) { try TokenClaims(&$0) }
            .hold(for: Self.provider, at: now)
    }

    @Test(arguments: [("exp", 60.0), ("nbf", -60.0), ("iat", -60.0)])
    func `a token's time may be a minute off, and no longer`(claim: String, off: Double) throws {
        let time = 1_800_000_000.0
        let inside = off > 0 ? time + off - 0.001 : time + off
        let outside = off > 0 ? time + off : time + off - 0.001

        #expect(try hold(claim, time, at: inside))
        #expect(try !hold(claim, time, at: outside))
    }
}
