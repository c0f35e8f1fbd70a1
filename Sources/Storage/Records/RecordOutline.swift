import Attendance
import Foundation
import JSON

/// What columns repeat of a record, read from the bytes that the chain commits to.
///
/// Reading only these is many times as fast as decoding the record, and `verify` reads every record.
struct RecordOutline: Hashable {
    var id: UUID?
    var member = ""
    var direction = ""
    /// Milliseconds since 1970.
    var occurredAt: Int64 = 0
    var verdict = Verdict.rejected
    var geofence: String?
    /// Apart by single spaces.
    var codes = ""
    var position: Record.Position?
    var place = ""
    var origin: String?

    /// Reads the bytes that `JSONBytes` made of a record.
    ///
    /// - Throws: `JSONError` for anything else.
    init(_ bytes: ArraySlice<UInt8>) throws(JSONError) {
        self.init()
        try bytes.withUnsafeBufferPointer { bytes throws(JSONError) in
            try JSONReader.read(bytes, limits: Self.limits) { try read(&$0) }
        }
    }

    private init() {}

    private mutating func read(_ reader: inout JSONReader) throws(JSONError) {
        try reader.object { name, value in
            switch name {
            case "id": id = UUID(column: try value.string())
            case "member": member = try value.string()
            case "direction": direction = try value.string()
            case "occurredAt": occurredAt = try value.integer()
            case "origin": origin = try value.string()
            case "position": position = try Self.position(&value)
            case "decision": try readDecision(&value)
            default: try value.skip()
            }
        }
    }

    private mutating func readDecision(_ reader: inout JSONReader) throws {
        try reader.object { name, value in
            switch name {
            case "verdict": verdict = try value.one(of: Verdict.self)
            case "place":
                try value.object { name, value in
                    switch name {
                    case "outcome": place = try value.string()
                    case "geofence": geofence = try value.string()
                    default: try value.skip()
                    }
                }
            case "risk":
                try value.object { name, value in
                    switch name {
                    case "codes":
                        codes = try value.array(max: .max) { try $0.string() }
                            .joined(separator: " ")
                    default: try value.skip()
                    }
                }
            default: try value.skip()
            }
        }
    }

    private static func position(_ reader: inout JSONReader) throws -> Record.Position {
        var latitude: Double?
        var longitude: Double?
        var accuracy: Double?
        try reader.object { name, value in
            switch name {
            case "latitude": latitude = try value.double()
            case "longitude": longitude = try value.double()
            case "accuracy": accuracy = try value.double()
            default: try value.skip()
            }
        }
        return Record.Position(
            latitude: try reader.required(latitude, "latitude"),
            longitude: try reader.required(longitude, "longitude"), accuracy: accuracy)
    }

    /// The bytes are our own, and bounded where they came in.
    static let limits: JSONLimits = {
        var limits = JSONLimits()
        limits.depth = 64
        limits.stringBytes = .max
        limits.members = .max
        limits.elements = .max
        return limits
    }()
}
