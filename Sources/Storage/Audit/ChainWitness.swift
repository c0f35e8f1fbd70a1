import Sealing

/// Signed heads that were kept where whoever changes the database cannot change them too.
///
/// A chain that was cut short, or computed anew from some link on, is sound by itself; that it once
/// stood elsewhere, only a head from outside can say.
public struct ChainWitness: Sendable {
    /// Who signed the heads.
    public let key: Ed25519PublicKey?
    private let heads: [SignedHead]

    /// Heads of any chains, in any order; each is checked when its own chain gets there.
    public init(_ heads: [SignedHead], signedBy key: Ed25519PublicKey) {
        self.heads = heads
        self.key = key
    }

    private init() {
        heads = []
        key = nil
    }

    /// Nobody saw anything.
    public static let none = ChainWitness()

    /// The heads of one chain.
    func heads(of chain: String) -> [SignedHead] { heads.filter { $0.organization == chain } }
}
