import Attendance
import JSON

/// Reads and writes places as GeoJSON Features (RFC 7946).
enum GeofenceWire {
    /// The geofence of a Feature.
    ///
    /// - Parameter id: The name in the path; nil to take the Feature's own.
    static func feature(_ reader: inout JSONReader, id: GeofenceID?) throws -> Geofence {
        var type: String?
        var own: GeofenceID?
        var geometry: GeometryWire.Raw?
        var properties = PropertiesWire.Raw()
        var ignored: [String] = []
        try reader.object { name, value in
            switch name {
            case "type": type = try value.string(max: 32)
            case "id":
                own = try Self.identifier(&value)
                if let id, own != id { throw value.invalid("must equal the id in the path") }
            case "geometry": geometry = try GeometryWire.read(&value)
            case "properties": properties = try PropertiesWire.read(&value)
            default: ignored.append(name.text)
            }
        }
        guard try reader.required(type, "type") == "Feature" else {
            throw reader.invalid("must be a GeoJSON Feature")
        }
        let raw = try reader.required(geometry, "geometry")
        let named = try reader.required(id ?? own, "id")
        let outline = try raw.outline(radius: properties.radius)
        var geofence = Geofence(
            id: named, name: properties.name ?? named.text, outline: outline,
            coordinateSystem: properties.coordinateSystem)
        properties.fill(&geofence)
        geofence.ignored = ignored + raw.ignored + properties.ignored
        return geofence
    }

    /// The name of a Feature: a string, or a whole number as its digits (RFC 7946 3.2).
    private static func identifier(_ reader: inout JSONReader) throws -> GeofenceID {
        guard reader.kind == .number else { return try reader.identifier() }
        let number = try reader.integer(in: 0...Int64.max)
        guard let id = GeofenceID("\(number)") else { throw reader.invalid("must be a name") }
        return id
    }

    /// Writes a geofence as the Feature that it came in.
    static func write(_ geofence: Geofence, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("type", "Feature")
            writer.member("id", geofence.id.text)
            writer.member("geometry") { GeometryWire.write(geofence.outline, to: &$0) }
            writer.member("properties") { PropertiesWire.write(geofence, to: &$0) }
        }
    }
}
