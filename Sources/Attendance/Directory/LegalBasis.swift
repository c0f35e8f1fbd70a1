/// On what legal ground an organization processes the evidence of one purpose.
public struct LegalBasis: Hashable, Codable, Sendable, Document {
    /// Kept under the purpose that it is for.
    public static var kind: DocumentKind { .purpose }

    /// The ground.
    public let basis: Basis
    /// The impact assessment that the ground rests on; there is one for `necessity`.
    public let piaReference: String?

    /// Consent, which every purpose rests on until the organization says otherwise.
    public static var consent: LegalBasis { LegalBasis(basis: .consent, piaReference: nil) }

    /// A ground as its parts say.
    public init(basis: Basis, piaReference: String?) {
        self.basis = basis
        self.piaReference = piaReference
    }

    /// A legal ground.
    public enum Basis: String, Codable, Sendable, CaseIterable {
        /// The person agrees, and may take it back.
        case consent
        /// Necessary for managing the work of employees under lawful rules.
        case necessity = "hr-necessity"
    }
}
