import Testing

@testable import Sealing

struct DeviceBindingTests {
    /// The key of RFC 7515 appendix A.3; both digests were made by Python's hashlib.
    @Test func `the digest is what an app works out by itself`() throws {
        let key = try EllipticPublicKey(
            .p256, x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")

        let binding = DeviceBinding(nonce: "nonce-1", key: key)

        let thumbprint = "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U"
        #expect(binding.text == "rollcall/device-attestation/1\nnonce-1\n\(thumbprint)")
        #expect(
            binding.digest.hex
                == "71f7774182c4daf5c76a3e2e60ee8bb81e524859e6df56d5f9868fd5352e64a4")
    }
}
