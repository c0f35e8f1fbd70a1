import JSON

/// A shape like that of a check-in (API.md section 6), to try the reader on what it is for.
struct CheckInShape {
    let id: String
    let occurredAt: Int64
    let fixes: [Fix]
    let columns: [[Double]]
    let vector: [Float]

    @discardableResult
    static func read(_ body: [UInt8]) throws(JSONError) -> CheckInShape {
        try JSONReader.read(body) { try CheckInShape(&$0) }
    }

    init(_ reader: inout JSONReader) throws(JSONError) {
        var (id, occurredAt): (String?, Int64?)
        var fixes: [Fix] = []
        var columns: [[Double]] = []
        var vector: [Float] = []
        try reader.object { member, value in
            switch member {
            case "id": id = try value.string(min: 36, max: 36)
            case "member", "nonce", "note": _ = try value.string(max: 128)
            case "direction": _ = try value.one(of: Direction.self)
            case "occurredAt": occurredAt = try value.instant()
            case "location": fixes = try value.array(max: 50, Fix.init)
            case "motion": columns = try Self.columns(&value)
            case "wifi", "device": try value.skip()
            case "face": vector = try value.floatColumn(max: 1_024)
            default: throw value.unknownMember()
            }
        }
        self.id = try reader.required(id, "id")
        self.occurredAt = try reader.required(occurredAt, "occurredAt")
        self.fixes = fixes
        self.columns = columns
        self.vector = vector
    }

    private static func columns(_ reader: inout JSONReader) throws(JSONError) -> [[Double]] {
        var columns: [[Double]] = []
        try reader.object { member, value in
            switch member {
            case "t", "x", "y", "z", "w": columns.append(try value.column(max: 3_000))
            default: throw value.unknownMember()
            }
        }
        return columns
    }

    enum Direction: String, CaseIterable { case `in`, out, auto }

    struct Fix {
        let latitude: Double
        let isMock: Bool

        init(_ reader: inout JSONReader) throws(JSONError) {
            var latitude: Double?
            var isMock = false
            try reader.object(max: 12) { member, value in
                switch member {
                case "t": _ = try value.integer(in: Int32(-600_000)...0)
                case "latitude": latitude = try value.double(in: -90...90)
                case "longitude": _ = try value.double(in: -180...180)
                case "altitude", "speed": _ = try value.double()
                case "mock": isMock = try value.bool()
                default: throw value.unknownMember()
                }
            }
            self.latitude = try reader.required(latitude, "latitude")
            self.isMock = isMock
        }
    }
}
