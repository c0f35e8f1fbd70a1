import Attendance
import Foundation
import JSON

/// The members that name a beacon, whether a place lists it or a device saw it.
struct BeaconMembers {
    var uuid: String?
    var major: UInt16?
    var minor: UInt16?

    /// Reads a member, or refuses one that is none of these.
    mutating func read(_ name: JSONMember, _ value: inout JSONReader) throws {
        switch name {
        case "uuid": uuid = try value.uuid().uuidString
        case "major": major = try value.integer(in: 0...UInt16.max)
        case "minor": minor = try value.integer(in: 0...UInt16.max)
        default: throw value.unknownMember()
        }
    }
}

/// The members that name a cell, whether a place lists it or a device saw it.
struct CellMembers {
    var mcc: Int?
    var mnc: Int?
    var area: Int64?
    var cell: Int64?

    /// Reads a member, or refuses one that is none of these.
    mutating func read(_ name: JSONMember, _ value: inout JSONReader) throws {
        switch name {
        case "mcc": mcc = try value.integer(in: 0...999)
        case "mnc": mnc = try value.integer(in: 0...999)
        case "area": area = try value.integer(in: 0...Int64(UInt32.max))
        case "cell": cell = try value.integer(in: 0...(1 << 40))
        default: throw value.unknownMember()
        }
    }

    /// The cell that a place lists.
    func signal(_ reader: inout JSONReader) throws -> CellSignal {
        CellSignal(
            mcc: try reader.required(mcc, "mcc"), mnc: try reader.required(mnc, "mnc"),
            area: area, cell: try reader.required(cell, "cell"))
    }
}
