import Apps
import Attendance
import Faces
import HTTPTypes
import JSON

/// Reads the evidence of a person: the verdict on apps, the face, a photograph's reference.
enum PersonWire {
    /// What is told of an image that was sent for a vector.
    static let imageDetail = "must be a vector, images are never taken"

    static func apps(_ reader: inout JSONReader) throws -> AppReport {
        var revision: Int64?
        var matches: [String]?
        var installed = AppListMembers()
        try reader.object { name, value in
            switch name {
            case "listRevision": revision = try value.integer(in: 0...Int64.max)
            case "matches":
                matches = try value.array(max: Limits.matchedRules) {
                    try $0.string(min: 1, max: Limits.identifierLength)
                }
            default: try installed.read(name, &value)
            }
        }
        if installed.isGiven {
            guard revision == nil, matches == nil else {
                throw reader.invalid("must be a verdict or a list, not both")
            }
            return .installed(try installed.list(&reader))
        }
        return .verdict(
            listRevision: try reader.required(revision, "listRevision"),
            matches: try reader.required(matches, "matches"))
    }

    static func face(_ reader: inout JSONReader) throws -> Face {
        var model: String?
        var vector: FaceVector?
        var liveness = Face.Liveness.unchecked
        try reader.object { name, value in
            switch name {
            case "model": model = try value.string(min: 1, max: Limits.identifierLength)
            case "vector": vector = try Self.vector(&value)
            case "liveness": liveness = try value.one(of: Face.Liveness.self)
            default: throw value.unknownMember()
            }
        }
        return Face(
            model: try reader.required(model, "model"),
            vector: try reader.required(vector, "vector"), liveness: liveness)
    }

    /// A face vector: an array of numbers or packed floats, never a picture.
    static func vector(_ reader: inout JSONReader) throws -> FaceVector {
        if isImage(reader.head(256)) { throw reader.invalid(imageDetail) }
        var numbers = try reader.floatColumn(max: Limits.faceDimension.upperBound)
        defer { for place in numbers.indices { numbers[place] = 0 } }
        do throws(FaceVectorError) {
            return try FaceVector(numbers)
        } catch {
            throw reader.invalid(reason(error))
        }
    }

    /// Whether a text holds a picture in base64, packed floats' mark or not.
    private static func isImage(_ head: [UInt8]) -> Bool {
        let text = String(decoding: head.filter { $0 != UInt8(ascii: "\\") }, as: UTF8.self)
        return ImageKind(base64: text.hasPrefix("f32:") ? text.dropFirst(4) : text[...]) != nil
    }

    private static func reason(_ error: FaceVectorError) -> String {
        switch error {
        case .dimension: "must have 64 to 1024 components"
        case .notFinite: "must be finite"
        case .zero: "must not be zero"
        case .tooLong: "must not be longer than 1e6"
        case .outOfMemory: "cannot be taken now"
        }
    }

    /// What a client is told of a body whose vector may be at fault.
    static func problem(_ error: JSONError, vector pointer: String) -> Problem {
        let problem = Problem(telling: error)
        let isVector = error.pointer == pointer || error.pointer.hasPrefix(pointer + "/")
        // A vector that is not there is a fault of the body around it.
        guard isVector, error.kind == .invalid || error.kind == .tooMany,
            error.detail != "the member is required"
        else { return problem }
        let isImage = error.detail == imageDetail
        var told = Problem(isImage ? .imageRefused : .invalidVector, error.detail, at: pointer)
        if isImage { told.status = .unprocessableContent }
        return told
    }

    static func photo(_ reader: inout JSONReader) throws -> Photo {
        var digest: String?
        var url: String?
        try reader.object { name, value in
            switch name {
            case "sha256": digest = try value.hexadecimal(bytes: 32)
            case "url": url = try value.string(max: 2_048)
            default: throw value.unknownMember()
            }
        }
        return Photo(sha256: try reader.required(digest, "sha256"), url: url)
    }
}
