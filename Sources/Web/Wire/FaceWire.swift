import Attendance
import Faces
import Foundation
import JSON
import Timekeeping

/// Reads face models and probes, and writes what comes of them; vectors are never written.
enum FaceWire {
    static func model(_ reader: inout JSONReader, id: String) throws -> FaceModel {
        var dimension: Int?
        var metric: FaceMetric?
        var threshold: Double?
        var identifyThreshold: Double?
        var reviewBand = 0.0
        try reader.object { name, value in
            switch name {
            case "dimension": dimension = try value.integer(in: FaceVector.dimensions)
            case "metric": metric = try value.one(of: FaceMetric.self)
            case "threshold": threshold = try value.double()
            case "identifyThreshold": identifyThreshold = try value.double()
            case "reviewBand": reviewBand = try value.double(in: 0...1e6)
            default: throw value.unknownMember()
            }
        }
        do {
            return try FaceModel(
                id: id, dimension: try reader.required(dimension, "dimension"),
                metric: try reader.required(metric, "metric"),
                threshold: try reader.required(threshold, "threshold"),
                identifyThreshold: identifyThreshold, reviewBand: reviewBand)
        } catch let error as FaceModelError {
            throw reader.invalid(reason(error))
        }
    }

    private static func reason(_ error: FaceModelError) -> String {
        switch error {
        case .id: "the id must be 1 to 64 characters of A-Z a-z 0-9 . _ -"
        case .dimension, .wrongDimension: "the dimension must be 64 to 1024"
        case .threshold: "a threshold must be a value that the metric can have"
        case .reviewBand: "the review band must not be negative"
        }
    }

    static func write(_ model: FaceModel, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", model.id)
            writer.member("dimension", model.dimension)
            writer.member("metric", model.metric.rawValue)
            writer.member("threshold", model.threshold)
            writer.member("identifyThreshold", model.identifyThreshold)
            writer.member("reviewBand", model.reviewBand)
        }
    }

    /// A probe, and how many candidates are asked for.
    static func probe(
        _ reader: inout JSONReader, takesLimit: Bool
    ) throws -> (probe: FaceProbe, limit: Int) {
        var model: String?
        var vector: FaceVector?
        var limit = 10
        try reader.object { name, value in
            switch name {
            case "model": model = try value.string(min: 1, max: Limits.identifierLength)
            case "vector": vector = try PersonWire.vector(&value)
            case "limit" where takesLimit: limit = try value.integer(in: 1...100)
            default: throw value.unknownMember()
            }
        }
        let probe = FaceProbe(
            model: try reader.required(model, "model"),
            vector: try reader.required(vector, "vector"))
        return (probe, limit)
    }

    static func write(_ face: EnrolledFace, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", face.id.uuidString.lowercased())
            writer.member("model", face.model)
            writer.member("enrolledAt", instant: face.enrolledAt.milliseconds)
        }
    }

    static func write(_ comparison: FaceComparison, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("match", comparison.match)
            writer.member("metric", comparison.metric.rawValue)
            writer.member("score", comparison.score)
            writer.member("threshold", comparison.threshold)
        }
    }

    static func write(_ search: FaceSearch<MemberID, UUID>, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("candidates") { writer in
                writer.array { writer in
                    for candidate in search.candidates {
                        writer.object { writer in
                            writer.member("member", candidate.subject.text)
                            writer.member("score", candidate.score)
                        }
                    }
                }
            }
            writer.member("identified", search.identified?.subject.text)
            writer.member("margin", search.margin)
        }
    }
}
