/// What a key derived from an owner's key is for; one key never serves two ends.
public enum KeyPurpose: String, Hashable, Sendable, CaseIterable {
    /// Sealing values.
    case seal
    /// Wrapping the keys one step below.
    case wrap
    /// Names a device without its identifier; organization keys.
    case pseudonym
    /// What a member goes by in a copy of the database; member keys.
    case standIn = "stand-in"
    /// Finds a sealed value by equality without opening it.
    case lookup
    /// Tells that evidence was seen before without keeping it.
    case fingerprint
    /// The digest an API key is stored under; the server's key.
    case token
    /// The code that guards a stored row against alteration.
    case rowCode = "row-code"
    /// The Ed25519 seed that signs chain heads.
    case chainHead = "chain-head"
    /// The Ed25519 seed that signs device lists.
    case deviceList = "device-list"
    /// The code that guards a list cursor.
    case cursor
    /// The code that guards a console session.
    case session
}
