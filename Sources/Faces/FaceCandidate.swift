/// Somebody whose template resembles a probe.
public struct FaceCandidate<Subject: Hashable & Sendable, Template: Hashable & Sendable>: Sendable {
    /// Whose template it is.
    public let subject: Subject
    /// The most alike of that person's templates.
    public let template: Template
    /// The metric's own value, exactly as a 1:1 comparison gives it.
    public let score: Double
}
