import CFaceKernel

/// The machine instructions that a search is done with; all of them give the same answers.
public enum FacePath: Int32, CaseIterable, Sendable {
    /// Whatever the compiler makes for the oldest processor of the platform.
    case portable = 0
    /// x86-64 with AVX2 and FMA.
    case avx2 = 1
    /// x86-64 with AVX-512 F, BW and VNNI.
    case avx512 = 2

    /// The richest that this processor runs; a richer one asked for falls back to it.
    public static let best = FacePath(rawValue: face_best_path()) ?? .portable

    /// What this processor runs, poorest first.
    public static var available: [FacePath] { allCases.filter { $0.rawValue <= best.rawValue } }
}
