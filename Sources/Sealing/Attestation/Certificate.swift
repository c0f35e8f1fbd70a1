import COpenSSL

/// An X.509 certificate (RFC 5280) that OpenSSL reads.
///
/// Unchecked: the certificate is not changed after it is made, and what OpenSSL caches in it is
/// guarded by OpenSSL's own lock.
public final class Certificate: @unchecked Sendable {
    /// The DER of its SubjectPublicKeyInfo.
    public let publicKeyInfo: [UInt8]
    /// Its serial number in lower-case hexadecimal digits, without leading zeros.
    public let serial: String

    private let handle: OpaquePointer

    /// - Parameter der: One certificate and nothing behind it, at most 4,096 bytes.
    /// - Throws: `AttestationError.malformed`.
    public init(der: [UInt8]) throws(AttestationError) {
        guard der.count <= Limits.certificateBytes, let handle = Certificate.read(der) else {
            ERR_clear_error()
            throw .malformed(.certificate)
        }
        // OpenSSL reads encodings that are not distinguished; one that was is written the same.
        let written = Certificate.written { i2d_X509(handle, $0) }
        let publicKeyInfo = Certificate.written {
            i2d_X509_PUBKEY(X509_get_X509_PUBKEY(handle), $0)
        }
        guard written == der, let publicKeyInfo, let serial = Certificate.serial(of: handle) else {
            X509_free(handle)
            ERR_clear_error()
            throw .malformed(.certificate)
        }
        self.handle = handle
        self.publicKeyInfo = publicKeyInfo
        self.serial = serial
    }

    deinit { X509_free(handle) }

    /// Whether it bears the name and the signature of another, by SHA-256 or longer, and that one
    /// may sign certificates.
    func isSigned(by issuer: Certificate) -> Bool {
        defer { ERR_clear_error() }
        var digest: Int32 = 0
        guard
            X509_NAME_cmp(X509_get_issuer_name(handle), X509_get_subject_name(issuer.handle)) == 0,
            X509_check_ca(issuer.handle) == 1,
            X509_get_key_usage(issuer.handle) & UInt32(KU_KEY_CERT_SIGN) != 0,
            X509_get_signature_info(handle, &digest, nil, nil, nil) == 1,
            [NID_sha256, NID_sha384, NID_sha512].contains(digest),
            let key = X509_get0_pubkey(issuer.handle)
        else { return false }
        return X509_verify(handle, key) == 1
    }

    /// Whether it holds at a time, in seconds since 1970.
    func holds(at time: Int64) -> Bool {
        guard let time = time_t(exactly: time) else { return false }
        // Two when OpenSSL cannot read the time, with a minus.
        let begun = ASN1_TIME_cmp_time_t(X509_get0_notBefore(handle), time)
        let ended = ASN1_TIME_cmp_time_t(X509_get0_notAfter(handle), time)
        return (begun == -1 || begun == 0) && (ended == 1 || ended == 0)
    }

    /// The content of the only extension of an object identifier; nil if there is none or more.
    func content(ofExtension identifier: String) -> [UInt8]? {
        guard let object = OBJ_txt2obj(identifier, 1) else { return nil }
        defer { ASN1_OBJECT_free(object) }
        let index = X509_get_ext_by_OBJ(handle, object, -1)
        guard index >= 0, X509_get_ext_by_OBJ(handle, object, index) < 0,
            let octets = X509_EXTENSION_get_data(X509_get_ext(handle, index)),
            let bytes = ASN1_STRING_get0_data(octets)
        else { return nil }
        return Array(UnsafeBufferPointer(start: bytes, count: Int(ASN1_STRING_length(octets))))
    }

    /// Whether it carries an extension of an object identifier.
    func carries(extension identifier: String) -> Bool {
        guard let object = OBJ_txt2obj(identifier, 1) else { return false }
        defer { ASN1_OBJECT_free(object) }
        return X509_get_ext_by_OBJ(handle, object, -1) >= 0
    }

    private static func read(_ der: [UInt8]) -> OpaquePointer? {
        der.withUnsafeBufferPointer { bytes in
            var place = bytes.baseAddress
            guard let handle = d2i_X509(nil, &place, bytes.count) else { return nil }
            guard let start = bytes.baseAddress, place == start + bytes.count else {
                X509_free(handle)
                return nil
            }
            return handle
        }
    }

    /// What one of OpenSSL's encoders writes: it tells the count first, then fills.
    private static func written(
        _ encode: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
    ) -> [UInt8]? {
        let count = Int(encode(nil))
        guard count > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        let filled = bytes.withUnsafeMutableBufferPointer { buffer in
            var place = buffer.baseAddress
            return encode(&place)
        }
        return Int(filled) == count ? bytes : nil
    }

    private static func serial(of handle: OpaquePointer) -> String? {
        guard let number = X509_get0_serialNumber(handle),
            let bytes = ASN1_STRING_get0_data(number), ASN1_STRING_length(number) <= 20
        else { return nil }
        let digits = UnsafeBufferPointer(start: bytes, count: Int(ASN1_STRING_length(number)))
        let text = Hexadecimal.encode(Array(digits)).drop { $0 == "0" }
        return text.isEmpty ? "0" : String(text)
    }
}
