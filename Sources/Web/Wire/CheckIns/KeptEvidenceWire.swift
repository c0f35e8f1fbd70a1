import Attendance
import Foundation
import JSON
import Timekeeping

/// Writes kept evidence in the shape in which check-ins carry it.
enum KeptEvidenceWire {
    static func write(_ stored: StoredEvidence, to writer: inout JSONWriter) {
        let evidence = stored.evidence
        writer.object { writer in
            writer.member("checkIn", stored.checkIn.uuidString.lowercased())
            writer.member("member", stored.member.text)
            writer.member("keptAt", instant: stored.keptAt.milliseconds)
            writer.member("keptUntil", instant: stored.expiresAt.milliseconds)
            writer.member("location") { write(evidence.location, to: &$0) }
            writer.member("wifi") { write(evidence.wifi, to: &$0) }
            writer.member("beacons") { writer in
                writer.array { writer in
                    for beacon in evidence.beacons { write(beacon, to: &writer) }
                }
            }
            writer.member("cells") { writer in
                writer.array { writer in
                    for cell in evidence.cells { write(cell, to: &writer) }
                }
            }
            writer.member("motion") { write(evidence.motion, to: &$0) }
            writer.member("device") { write(evidence.device, to: &$0) }
            writer.member("unreadable", stored.unreadable.map(\.rawValue))
        }
    }

    private static func write(_ location: Location?, to writer: inout JSONWriter) {
        guard let location else { return writer.null() }
        writer.object { writer in
            writer.member("coordinateSystem", location.coordinateSystem.rawValue)
            writer.member("fixes") { writer in
                writer.array { writer in
                    for fix in location.fixes { write(fix, to: &writer) }
                }
            }
        }
    }

    private static func write(_ fix: Fix, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("t", fix.t)
            writer.member("latitude", fix.latitude)
            writer.member("longitude", fix.longitude)
            writer.member("accuracy", fix.accuracy)
            writer.member("altitude", fix.altitude)
            writer.member("altitudeAccuracy", fix.altitudeAccuracy)
            writer.member("heading", fix.heading)
            writer.member("speed", fix.speed)
            writer.member("mock", fix.mock)
            writer.member("provider", fix.provider)
        }
    }

    private static func write(_ wifi: WiFi?, to writer: inout JSONWriter) {
        guard let wifi else { return writer.null() }
        writer.object { writer in
            writer.member("connected", wifi.connected?.description)
            writer.member("scan") { writer in
                writer.array { writer in
                    for sighting in wifi.scan {
                        writer.object { writer in
                            writer.member("bssid", sighting.bssid.description)
                            writer.member("ssid", sighting.ssid)
                            writer.member("rssi", sighting.rssi)
                        }
                    }
                }
            }
        }
    }

    private static func write(_ beacon: Beacon, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("uuid", beacon.uuid)
            writer.member("major", Int64(beacon.major))
            writer.member("minor", Int64(beacon.minor))
            writer.member("rssi", beacon.rssi)
        }
    }

    private static func write(_ cell: Cell, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("mcc", Int64(cell.mcc))
            writer.member("mnc", Int64(cell.mnc))
            writer.member("area", cell.area)
            writer.member("cell", cell.cell)
            writer.member("rssi", cell.rssi)
        }
    }

    private static func write(_ motion: Motion?, to writer: inout JSONWriter) {
        guard let motion else { return writer.null() }
        writer.object { writer in
            writer.member("accelerometer") { write(motion.accelerometer, to: &$0) }
            writer.member("gyroscope") { write(motion.gyroscope, to: &$0) }
            writer.member("rotationVector") { write(motion.rotationVector, to: &$0) }
        }
    }

    private static func write(_ track: Motion.Track?, to writer: inout JSONWriter) {
        guard let track else { return writer.null() }
        writer.object { writer in
            writer.member("t", track.t)
            writer.member("x", track.x)
            writer.member("y", track.y)
            writer.member("z", track.z)
            if let w = track.w { writer.member("w", w) }
        }
    }

    private static func write(_ device: DeviceTraits?, to writer: inout JSONWriter) {
        guard let device else { return writer.null() }
        writer.object { writer in
            writer.member("platform", device.platform.rawValue)
            writer.member("model", device.model)
            writer.member("osVersion", device.osVersion)
            writer.member("appVersion", device.appVersion)
            writer.member("rooted", device.isRooted)
            writer.member("emulator", device.isEmulator)
            writer.member("developerOptions", device.hasDeveloperOptions)
        }
    }
}
