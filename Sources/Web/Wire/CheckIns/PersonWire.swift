import Apps
import Attendance
import JSON

/// Reads the evidence of a person: the verdict on apps, the face, a photograph's reference.
enum PersonWire {
    /// What is told of an image that was sent for a vector.
    static let imageDetail = "must be a vector, images are never taken"

    static func apps(_ reader: inout JSONReader) throws -> AppReport {
        var revision: Int64?
        var matches: [String]?
        var installed: [String]?
        try reader.object { name, value in
            switch name {
            case "listRevision": revision = try value.integer(in: 0...Int64.max)
            case "matches":
                matches = try value.array(max: Limits.matchedRules) {
                    try $0.string(min: 1, max: Limits.identifierLength)
                }
            case "installed":
                installed = try value.array(max: Limits.installedApps) {
                    try $0.string(min: 1, max: AppLimits.appIDBytes)
                }
            default: throw value.unknownMember()
            }
        }
        if let installed {
            guard revision == nil, matches == nil else {
                throw reader.invalid("must be a verdict or a list, not both")
            }
            return .installed(installed)
        }
        return .verdict(
            listRevision: try reader.required(revision, "listRevision"),
            matches: try reader.required(matches, "matches"))
    }

    static func face(_ reader: inout JSONReader) throws -> Face {
        var model: String?
        var vector: [Float]?
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
    static func vector(_ reader: inout JSONReader) throws -> [Float] {
        let vector = try reader.floatColumn(max: Limits.faceDimension.upperBound)
        guard vector.count >= Limits.faceDimension.lowerBound else {
            throw reader.invalid("must have 64 to 1024 components")
        }
        guard vector.contains(where: { $0 != 0 }) else { throw reader.invalid("must not be zero") }
        return vector
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
