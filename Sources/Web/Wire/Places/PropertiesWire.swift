import Attendance
import Foundation
import JSON

/// Reads and writes the `properties` of a geofence's Feature.
enum PropertiesWire {
    /// The properties before the geometry is known.
    struct Raw {
        var name: String?
        var radius: Double?
        var coordinateSystem = CoordinateSystemName.wgs84
        var accessPoints: [AccessPoint] = []
        var beacons: [BeaconSignal] = []
        var cells: [CellSignal] = []
        var networks: [String] = []
        var active: Geofence.Period?
        var ignored: [String] = []

        func fill(_ geofence: inout Geofence) {
            geofence.accessPoints = accessPoints
            geofence.beacons = beacons
            geofence.cells = cells
            geofence.networks = networks
            geofence.active = active
        }
    }

    static func read(_ reader: inout JSONReader) throws -> Raw {
        var raw = Raw()
        let most = Limits.geofenceSignals
        try reader.object { name, value in
            switch name {
            case "name": raw.name = try value.name()
            case "radius": raw.radius = try value.double(in: 0.1...1_000_000)
            case "coordinateSystem":
                raw.coordinateSystem = try value.one(of: CoordinateSystemName.self)
            case "accessPoints": raw.accessPoints = try value.array(max: most, accessPoint)
            case "beacons": raw.beacons = try value.array(max: most, beacon)
            case "cells": raw.cells = try value.array(max: most, cell)
            case "networks": raw.networks = try value.array(max: most) { try $0.network() }
            case "active": raw.active = try period(&value)
            // What an earlier answer told may be sent back as it is.
            case "ignored", "repair": break
            default: raw.ignored.append(name.text)
            }
        }
        return raw
    }

    private static func accessPoint(_ reader: inout JSONReader) throws -> AccessPoint {
        var pattern: String?
        var ssid: String?
        var minimum: Double?
        try reader.object { name, value in
            switch name {
            case "bssid": pattern = try value.string(max: 32)
            case "ssid": ssid = try value.string(max: 256)
            case "minimumRSSI": minimum = try value.rssi()
            default: throw value.unknownMember()
            }
        }
        let text = try reader.required(pattern, "bssid")
        guard let point = AccessPoint(text, ssid: ssid, minimumRSSI: minimum) else {
            throw reader.invalid("bssid must be six pairs of hexadecimal digits, or three and *")
        }
        return point
    }

    private static func beacon(_ reader: inout JSONReader) throws -> BeaconSignal {
        var names = BeaconMembers()
        try reader.object { try names.read($0, &$1) }
        return BeaconSignal(
            uuid: try reader.required(names.uuid, "uuid"), major: names.major, minor: names.minor)
    }

    private static func cell(_ reader: inout JSONReader) throws -> CellSignal {
        var names = CellMembers()
        try reader.object { try names.read($0, &$1) }
        return try names.signal(&reader)
    }

    private static func period(_ reader: inout JSONReader) throws -> Geofence.Period {
        var from: String?
        var to: String?
        try reader.object { name, value in
            switch name {
            case "from": from = try value.civilDate()
            case "to": to = try value.civilDate()
            default: throw value.unknownMember()
            }
        }
        if let from, let to, from > to { throw reader.invalid("must not end before it starts") }
        return Geofence.Period(from: from, to: to)
    }

    static func write(_ geofence: Geofence, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", geofence.name)
            writer.member("radius", geofence.outline.radius)
            writer.member("coordinateSystem", geofence.coordinateSystem.rawValue)
            writer.member("accessPoints") { writer in
                writer.array { writer in
                    for point in geofence.accessPoints { write(point, to: &writer) }
                }
            }
            writer.member("beacons") { writer in
                writer.array { writer in
                    for beacon in geofence.beacons { write(beacon, to: &writer) }
                }
            }
            if !geofence.cells.isEmpty {
                writer.member("cells") { writer in
                    writer.array { writer in
                        for cell in geofence.cells { write(cell, to: &writer) }
                    }
                }
            }
            if !geofence.networks.isEmpty { writer.member("networks", geofence.networks) }
            writer.member("active") { write(geofence.active, to: &$0) }
            if !geofence.ignored.isEmpty { writer.member("ignored", geofence.ignored) }
            if let repair = geofence.repair {
                writer.member("repair") { $0.object { $0.member("areaChange", repair.areaChange) } }
            }
        }
    }

    private static func write(_ point: AccessPoint, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("bssid", point.pattern)
            writer.member("ssid", point.ssid)
            writer.member("minimumRSSI", point.minimumRSSI)
        }
    }

    private static func write(_ beacon: BeaconSignal, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("uuid", beacon.uuid)
            writer.member("major", beacon.major.map(Int.init))
            writer.member("minor", beacon.minor.map(Int.init))
        }
    }

    private static func write(_ cell: CellSignal, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("mcc", cell.mcc)
            writer.member("mnc", cell.mnc)
            writer.member("area", cell.area)
            writer.member("cell", cell.cell)
        }
    }

    private static func write(_ period: Geofence.Period?, to writer: inout JSONWriter) {
        guard let period else { return writer.null() }
        writer.object { writer in
            writer.member("from", period.from)
            writer.member("to", period.to)
        }
    }
}

extension Geofence.Outline {
    /// The radius of a circle or corridor, in metres.
    fileprivate var radius: Double? {
        switch self {
        case .circle(_, let radius), .corridor(_, let radius): radius
        case .polygon, .multiPolygon: nil
        }
    }
}
