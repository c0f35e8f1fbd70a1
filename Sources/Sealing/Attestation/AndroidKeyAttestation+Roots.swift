extension AndroidKeyAttestation.Trust {
    /// The keys of Google's roots: SHA-256 of the SubjectPublicKeyInfo.
    ///
    /// Source: the root certificates that developer.android.com publishes under "Verify hardware-backed
    /// key pairs with key attestation".
    public static let googleRootKeys: Set<Digest> = Set(
        [
            // serialNumber=f92009e853b6b045, RSA of 4,096 bits; its certificates of 2016, 2019, 2021
            // and 2022 are all for this key.
            "feb2ea7551ee316ed4bb443c8293b884dbfdea40b603ee3e4f4a897e4580fbae",
            // CN=Key Attestation CA1, P-384, used since 2026-02-01; SHA-256 of its certificate
            // 6d9db4ce6c5c0b293166d08986e05774a8776ceb525d9e4329520de12ba4bcc0.
            "3ee44512a1af2beb39c889490c60ea3f82e43f5d5a5532f5ab9419f676cd07ec",
        ].compactMap { Digest(hex: $0) })
}
