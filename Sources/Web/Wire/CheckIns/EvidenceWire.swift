import Attendance
import Foundation
import JSON

/// Reads the evidence of places: device, fixes, radio signals.
enum EvidenceWire {
    static func device(_ reader: inout JSONReader) throws -> Device {
        var id: String?
        var platform: Device.Platform?
        var rest = Device(id: "", platform: .web)
        try reader.object { name, value in
            switch name {
            case "id": id = try value.string(min: 1, max: 256)
            case "platform": platform = try value.one(of: Device.Platform.self)
            case "model": rest.model = try value.string(max: 256)
            case "osVersion": rest.osVersion = try value.string(max: 64)
            case "appVersion": rest.appVersion = try value.string(max: 64)
            case "rooted": rest.isRooted = try value.bool()
            case "emulator": rest.isEmulator = try value.bool()
            case "developerOptions": rest.hasDeveloperOptions = try value.bool()
            default: throw value.unknownMember()
            }
        }
        var device = Device(
            id: try reader.required(id, "id"), platform: try reader.required(platform, "platform"))
        device.model = rest.model
        device.osVersion = rest.osVersion
        device.appVersion = rest.appVersion
        device.isRooted = rest.isRooted
        device.isEmulator = rest.isEmulator
        device.hasDeveloperOptions = rest.hasDeveloperOptions
        return device
    }

    static func location(_ reader: inout JSONReader) throws -> Location {
        var system = CoordinateSystemName.wgs84
        var fixes: [Fix] = []
        try reader.object { name, value in
            switch name {
            case "coordinateSystem": system = try value.one(of: CoordinateSystemName.self)
            case "fixes": fixes = try value.array(max: Limits.fixes, fix)
            default: throw value.unknownMember()
            }
        }
        return Location(coordinateSystem: system, fixes: fixes)
    }

    static func fix(_ reader: inout JSONReader) throws -> Fix {
        var t = 0.0
        var latitude: Double?
        var longitude: Double?
        var rest = Fix(t: 0, latitude: 0, longitude: 0)
        try reader.object { name, value in
            switch name {
            case "t": t = try value.double(in: -3_600_000...3_600_000)
            case "latitude": latitude = try value.double(in: -90...90)
            case "longitude": longitude = try value.double(in: -180...180)
            case "accuracy": rest.accuracy = try value.double(in: 0...1e7)
            case "altitude": rest.altitude = try value.double(in: -20_000...1e6)
            case "altitudeAccuracy": rest.altitudeAccuracy = try value.double(in: 0...1e7)
            case "heading": rest.heading = try value.double(in: 0...360)
            case "speed": rest.speed = try value.double(in: 0...1e5)
            case "mock": rest.mock = try value.bool()
            case "provider": rest.provider = try value.string(max: 64)
            default: throw value.unknownMember()
            }
        }
        var fix = Fix(
            t: t, latitude: try reader.required(latitude, "latitude"),
            longitude: try reader.required(longitude, "longitude"), accuracy: rest.accuracy)
        fix.altitude = rest.altitude
        fix.altitudeAccuracy = rest.altitudeAccuracy
        fix.heading = rest.heading
        fix.speed = rest.speed
        fix.mock = rest.mock
        fix.provider = rest.provider
        return fix
    }

    static func wifi(_ reader: inout JSONReader) throws -> WiFi {
        var connected: BSSID?
        var scan: [WiFi.Sighting] = []
        try reader.object { name, value in
            switch name {
            case "connected": connected = try value.bssid()
            case "scan": scan = try value.array(max: Limits.scan, sighting)
            default: throw value.unknownMember()
            }
        }
        return WiFi(connected: connected, scan: scan)
    }

    private static func sighting(_ reader: inout JSONReader) throws -> WiFi.Sighting {
        var bssid: BSSID?
        var ssid: String?
        var rssi: Double?
        try reader.object { name, value in
            switch name {
            case "bssid": bssid = try value.bssid()
            case "ssid": ssid = try value.string(max: 256)
            case "rssi": rssi = try value.rssi()
            default: throw value.unknownMember()
            }
        }
        return WiFi.Sighting(bssid: try reader.required(bssid, "bssid"), ssid: ssid, rssi: rssi)
    }

    static func beacon(_ reader: inout JSONReader) throws -> Beacon {
        var names = BeaconMembers()
        var rssi: Double?
        try reader.object { name, value in
            switch name {
            case "rssi": rssi = try value.rssi()
            default: try names.read(name, &value)
            }
        }
        return Beacon(
            uuid: try reader.required(names.uuid, "uuid"),
            major: try reader.required(names.major, "major"),
            minor: try reader.required(names.minor, "minor"), rssi: rssi)
    }

    static func cell(_ reader: inout JSONReader) throws -> Cell {
        var names = CellMembers()
        var rssi: Double?
        try reader.object { name, value in
            switch name {
            case "rssi": rssi = try value.rssi()
            default: try names.read(name, &value)
            }
        }
        let signal = try names.signal(&reader)
        return Cell(
            mcc: signal.mcc, mnc: signal.mnc, area: signal.area, cell: signal.cell, rssi: rssi)
    }
}
