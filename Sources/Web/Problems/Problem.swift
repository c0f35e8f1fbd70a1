import Attendance
import HTTPTypes

/// A request that failed, as RFC 9457 tells it.
public struct Problem: Error, Sendable {
    /// What failed.
    public let code: ProblemCode
    /// What failed this time, in English; nil where the title says all.
    public var detail: String?
    /// The status, where it is not the code's own.
    public var status: HTTPResponse.Status?
    /// The places in the body that are at fault.
    public var faults: [Fault] = []
    /// More members of the answer.
    public var extras: Extras?
    /// Where to ask for a person's judgement: a URI template below the organization.
    public var appeal: String?
    /// The version of the rules that refused a person.
    public var ruleVersion: Int64?
    /// After how many seconds to try again.
    public var retryAfter: Int?
    /// More headers of the answer.
    public var headers = HTTPFields()

    /// A failure, with what is known of it.
    public init(_ code: ProblemCode, _ detail: String? = nil) {
        self.code = code
        self.detail = detail
    }

    /// One place in a body that is at fault.
    public struct Fault: Sendable {
        /// RFC 6901.
        public let pointer: String
        /// What is wrong there, in English.
        public let detail: String

        /// A fault as its parts say.
        public init(pointer: String, detail: String) {
            self.pointer = pointer
            self.detail = detail
        }
    }

    /// Members that only some problems have.
    public enum Extras: Sendable {
        /// The purposes that lack a consent.
        case purposes([Purpose])
        /// Where a geometry is at fault: longitude, latitude.
        case location(Double, Double)
    }

    /// A failure at one place of a body.
    init(_ code: ProblemCode, _ detail: String, at pointer: String) {
        self.init(code, detail)
        faults = [Fault(pointer: pointer, detail: detail)]
    }
}
