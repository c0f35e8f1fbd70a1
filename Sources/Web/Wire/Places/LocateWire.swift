import Attendance
import JSON

/// Reads a position to locate, and writes how it lies to the places.
enum LocateWire {
    static func read(_ reader: inout JSONReader) throws -> (SurveyedPosition, limit: Int) {
        var latitude: Double?
        var longitude: Double?
        var accuracy: Double?
        var system = CoordinateSystemName.wgs84
        var limit = 5
        try reader.object { name, value in
            switch name {
            case "latitude": latitude = try value.double(in: -90...90)
            case "longitude": longitude = try value.double(in: -180...180)
            case "accuracy": accuracy = try value.double(in: 0...1e7)
            case "coordinateSystem": system = try value.one(of: CoordinateSystemName.self)
            // A web page may post `position.coords` as it is; these say nothing of the place.
            case "altitude", "altitudeAccuracy", "heading", "speed": _ = try value.double()
            case "limit": limit = try value.integer(in: 1...1_000)
            default: throw value.unknownMember()
            }
        }
        let point = Geofence.Point(
            longitude: try reader.required(longitude, "longitude"),
            latitude: try reader.required(latitude, "latitude"))
        return (
            SurveyedPosition(point: point, accuracy: accuracy, coordinateSystem: system), limit
        )
    }

    static func write(_ matches: [PlaceMatch], to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("matches") { writer in
                writer.array { writer in
                    for match in matches {
                        writer.object { writer in
                            writer.member("geofence", match.geofence.text)
                            writer.member("outcome", match.outcome.rawValue)
                            writer.member("distance", match.distance)
                            writer.member("probability", match.probability)
                        }
                    }
                }
            }
        }
    }
}
