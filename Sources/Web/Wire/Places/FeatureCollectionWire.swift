import Attendance
import HTTPTypes
import JSON

/// Reads a FeatureCollection feature by feature, so that a bad one never stops the rest.
enum FeatureCollectionWire {
    /// The features of a collection, not yet judged.
    static func features(_ reader: inout JSONReader) throws -> [JSONValue] {
        var type: String?
        var features: [JSONValue]?
        try reader.object { name, value in
            switch name {
            case "type": type = try value.string(max: 32)
            case "features": features = try value.array(max: Limits.features) { try $0.value() }
            default: break
            }
        }
        guard try reader.required(type, "type") == "FeatureCollection" else {
            throw reader.invalid("must be a GeoJSON FeatureCollection")
        }
        return try reader.required(features, "features")
    }

    /// The geofence of one feature, which names itself by its `id`.
    static func geofence(_ feature: JSONValue, at index: Int) throws(Problem) -> Geofence {
        do {
            return try JSONReader.read(JSONWriter.bytes(of: feature)) {
                try GeofenceWire.feature(&$0, id: nil)
            }
        } catch {
            let place = JSONError(
                error.kind, at: "/features/\(index)" + error.pointer, error.detail)
            throw Problem(telling: place, geometryAt: "/features/\(index)/geometry")
        }
    }

    /// What became of one feature.
    enum Result {
        case written(GeofenceID, Written)
        case refused(Problem)
    }

    static func write(_ results: [Result], in language: Language, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("results") { writer in
                writer.array { writer in
                    for (index, result) in results.enumerated() {
                        write(result, index, in: language, to: &writer)
                    }
                }
            }
        }
    }

    private static func write(
        _ result: Result, _ index: Int, in language: Language, to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.member("feature", index)
            switch result {
            case .written(let id, let written):
                writer.member("id", id.text)
                writer.member("status", written.isNew ? 201 : 200)
                writer.member("etag", EntityTag(version: written.version).text)
            case .refused(let problem):
                writer.member("status", (problem.status ?? problem.code.status).code)
                writer.member("problem") { problem.write(to: &$0, in: language) }
            }
        }
    }
}

extension GeofenceWire {
    /// The geofence of a call's body.
    static func feature(of call: Call, id: GeofenceID) throws(Problem) -> Geofence {
        do {
            return try call.read { try feature(&$0, id: id) }
        } catch let error as JSONError {
            throw Problem(telling: error, geometryAt: "/geometry")
        } catch {
            throw Problem(.invalidBody)
        }
    }
}

extension Problem {
    /// What a client is told of a GeoJSON document that could not be read.
    fileprivate init(telling error: JSONError, geometryAt pointer: String) {
        self.init(telling: error)
        guard code == .invalidBody, error.pointer.hasPrefix(pointer) else { return }
        self.init(.invalidGeometry, error.detail, at: error.pointer)
    }

    /// What a client is told of an outline that is not valid.
    init(telling fault: OutlineFault) {
        self.init(fault.isAmbiguous ? .ambiguousAntimeridian : .invalidGeometry, fault.reason)
        extras = fault.location.map { .location($0.longitude, $0.latitude) }
    }
}
