extension AppAttestation {
    /// The "Apple App Attestation Root CA", valid until 2045-03-15.
    ///
    /// Source: https://www.apple.com/certificateauthority/Apple_App_Attestation_Root_CA.pem; SHA-256 of
    /// its DER 1cb9823ba28ba6ad2d33a006941de2ae4f513ef1d4e831b9f7e0fa7b6242c932.
    ///
    /// - Throws: `malformed` when OpenSSL cannot read it.
    public static func appleRoot() throws(AttestationError) -> Certificate {
        guard let der = Base64.decode(appleRootText, as: .padded) else {
            throw .malformed(.certificate)
        }
        return try Certificate(der: der)
    }

    private static let appleRootText = [
        "MIICITCCAaegAwIBAgIQC/O+DvHN0uD7jG5yH2IXmDAKBggqhkjOPQQDAzBSMSYwJAYDVQQDDB1B",
        "cHBsZSBBcHAgQXR0ZXN0YXRpb24gUm9vdCBDQTETMBEGA1UECgwKQXBwbGUgSW5jLjETMBEGA1UE",
        "CAwKQ2FsaWZvcm5pYTAeFw0yMDAzMTgxODMyNTNaFw00NTAzMTUwMDAwMDBaMFIxJjAkBgNVBAMM",
        "HUFwcGxlIEFwcCBBdHRlc3RhdGlvbiBSb290IENBMRMwEQYDVQQKDApBcHBsZSBJbmMuMRMwEQYD",
        "VQQIDApDYWxpZm9ybmlhMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAERTHhmLW07ATaFQIEVwTtT4dy",
        "ctdhNbJhFs/Ii2FdCgAHGbpphY3+d8qjuDngIN3WVhQUBHAoMeQ/cLiP1sOUtgjqK9auYen1mMEv",
        "Rq9Sk3Jm5X8U62H+xTD3FE9TgS41o0IwQDAPBgNVHRMBAf8EBTADAQH/MB0GA1UdDgQWBBSskRBT",
        "M72+aEH/pwyp5frq5eWKoTAOBgNVHQ8BAf8EBAMCAQYwCgYIKoZIzj0EAwMDaAAwZQIwQgFGnByv",
        "siVbpTKwSga0kP0e8EeDS4+sQmTvb7vn53O5+FRXgeLhpJ06ysC5PrOyAjEAp5U4xDgEgllF7En3",
        "VcE3iexZZtKeYnpqtijVoyFraWVIyd/dganmrduC1bmTBGwD",
    ].joined()
}
