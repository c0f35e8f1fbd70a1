import Attendance

/// The parts of kept evidence as bytes, one part for each purpose that a consent may be withdrawn for.
enum EvidenceBytes {
    /// The form that is written; readers know all forms there ever were.
    private static let form: UInt8 = 1

    /// A part's bytes; nil where there is nothing of it.
    static func encode(_ evidence: KeptEvidence, _ purpose: Purpose) -> [UInt8]? {
        var writer = PackedWriter()
        writer.byte(form)
        switch purpose {
        case .location where evidence.location != nil || !evidence.cells.isEmpty:
            write(evidence.location, to: &writer)
            writer.count(evidence.cells.count)
            for cell in evidence.cells { write(cell, to: &writer) }
        case .wifi where evidence.wifi != nil || !evidence.beacons.isEmpty:
            write(evidence.wifi, to: &writer)
            writer.count(evidence.beacons.count)
            for beacon in evidence.beacons { write(beacon, to: &writer) }
        case .motion:
            guard let motion = evidence.motion else { return nil }
            for track in [motion.accelerometer, motion.gyroscope, motion.rotationVector] {
                write(track, to: &writer)
            }
        case .device:
            guard let device = evidence.device else { return nil }
            write(device, to: &writer)
        default: return nil
        }
        return writer.bytes
    }

    /// Adds a part to what is known.
    static func decode(
        _ bytes: [UInt8], _ purpose: Purpose, into evidence: inout KeptEvidence
    ) throws {
        var reader = PackedReader(bytes)
        guard try reader.byte() == form else { throw PackedReader.malformed }
        switch purpose {
        case .location:
            evidence.location = try location(&reader)
            evidence.cells = try reader.list(cell)
        case .wifi:
            evidence.wifi = try wifi(&reader)
            evidence.beacons = try reader.list(beacon)
        case .motion:
            var motion = Motion()
            motion.accelerometer = try track(&reader)
            motion.gyroscope = try track(&reader)
            motion.rotationVector = try track(&reader)
            evidence.motion = motion
        case .device: evidence.device = try device(&reader)
        default: throw PackedReader.malformed
        }
        guard reader.isAtEnd else { throw PackedReader.malformed }
    }

    private static func write(_ location: Location?, to writer: inout PackedWriter) {
        writer.text(location?.coordinateSystem.rawValue)
        guard let location else { return }
        writer.count(location.fixes.count)
        for fix in location.fixes {
            for value in [fix.t, fix.latitude, fix.longitude] { writer.double(value) }
            for value in [
                fix.accuracy, fix.altitude, fix.altitudeAccuracy, fix.heading, fix.speed,
            ] {
                writer.optional(value)
            }
            writer.flag(fix.mock)
            writer.text(fix.provider)
        }
    }

    private static func location(_ reader: inout PackedReader) throws -> Location? {
        guard let name = try reader.text() else { return nil }
        guard let system = CoordinateSystemName(rawValue: name) else {
            throw PackedReader.malformed
        }
        let fixes = try reader.list { reader in
            var fix = Fix(
                t: try reader.double(), latitude: try reader.double(),
                longitude: try reader.double(), accuracy: try reader.optional())
            fix.altitude = try reader.optional()
            fix.altitudeAccuracy = try reader.optional()
            fix.heading = try reader.optional()
            fix.speed = try reader.optional()
            fix.mock = try reader.flag()
            fix.provider = try reader.text()
            return fix
        }
        return Location(coordinateSystem: system, fixes: fixes)
    }

    private static func write(_ cell: Cell, to writer: inout PackedWriter) {
        writer.integer(Int64(cell.mcc))
        writer.integer(Int64(cell.mnc))
        writer.flag(cell.area != nil)
        writer.integer(cell.area ?? 0)
        writer.integer(cell.cell)
        writer.optional(cell.rssi)
    }

    private static func cell(_ reader: inout PackedReader) throws -> Cell {
        let (mcc, mnc) = (Int(clamping: try reader.integer()), Int(clamping: try reader.integer()))
        let hasArea = try reader.flag() ?? false
        let area = try reader.integer()
        return Cell(
            mcc: mcc, mnc: mnc, area: hasArea ? area : nil, cell: try reader.integer(),
            rssi: try reader.optional())
    }

    private static func write(_ wifi: WiFi?, to writer: inout PackedWriter) {
        writer.flag(wifi != nil)
        guard let wifi else { return }
        writer.text(wifi.connected?.description)
        writer.count(wifi.scan.count)
        for sighting in wifi.scan {
            writer.text(sighting.bssid.description)
            writer.text(sighting.ssid)
            writer.optional(sighting.rssi)
        }
    }

    private static func wifi(_ reader: inout PackedReader) throws -> WiFi? {
        guard try reader.flag() == true else { return nil }
        let connected = try reader.text().map { try bssid($0) }
        let scan = try reader.list { reader in
            WiFi.Sighting(
                bssid: try bssid(try reader.text()), ssid: try reader.text(),
                rssi: try reader.optional())
        }
        return WiFi(connected: connected, scan: scan)
    }

    private static func bssid(_ text: String?) throws(EngineError) -> BSSID {
        guard let bssid = text.flatMap(BSSID.init) else { throw PackedReader.malformed }
        return bssid
    }

    private static func write(_ beacon: Beacon, to writer: inout PackedWriter) {
        writer.text(beacon.uuid)
        writer.integer(Int64(beacon.major))
        writer.integer(Int64(beacon.minor))
        writer.optional(beacon.rssi)
    }

    private static func beacon(_ reader: inout PackedReader) throws -> Beacon {
        Beacon(
            uuid: try reader.text() ?? "", major: UInt16(clamping: try reader.integer()),
            minor: UInt16(clamping: try reader.integer()), rssi: try reader.optional())
    }

    private static func write(_ track: Motion.Track?, to writer: inout PackedWriter) {
        guard let track else { return writer.byte(0) }
        let columns = [track.t, track.x, track.y, track.z] + (track.w.map { [$0] } ?? [])
        writer.byte(UInt8(columns.count))
        for column in columns { writer.column(column) }
    }

    private static func track(_ reader: inout PackedReader) throws -> Motion.Track? {
        let count = try reader.byte()
        guard count > 0 else { return nil }
        guard count == 4 || count == 5 else { throw PackedReader.malformed }
        let track = Motion.Track(
            t: try reader.column(), x: try reader.column(), y: try reader.column(),
            z: try reader.column(), w: count == 5 ? try reader.column() : nil)
        guard let track else { throw PackedReader.malformed }
        return track
    }

    private static func write(_ device: DeviceTraits, to writer: inout PackedWriter) {
        writer.text(device.platform.rawValue)
        for text in [device.model, device.osVersion, device.appVersion] { writer.text(text) }
        for flag in [device.isRooted, device.isEmulator, device.hasDeveloperOptions] {
            writer.flag(flag)
        }
    }

    private static func device(_ reader: inout PackedReader) throws -> DeviceTraits {
        var device = DeviceTraits(platform: try reader.word())
        device.model = try reader.text()
        device.osVersion = try reader.text()
        device.appVersion = try reader.text()
        device.isRooted = try reader.flag()
        device.isEmulator = try reader.flag()
        device.hasDeveloperOptions = try reader.flag()
        return device
    }
}
