/// What one of a member's keys seals; each purpose has a key of its own, destroyed apart.
public enum SealPurpose: String, Hashable, Sendable, CaseIterable {
    /// Everything that has no key of its own.
    case general
    /// Face templates: withdrawing the consent to faces destroys this key alone.
    case face
}
