import Foundation
import JSON
import Motion
import Simulation

extension SimulatedCheckIn {
    /// Writes the body of `POST …/check-ins`; `now` is when the simulation ends, in seconds since 1970.
    func write(to writer: inout JSONWriter, now: Double) {
        writer.object { writer in
            writer.member("id", id)
            writer.member("member", member)
            writer.member("direction", "auto")
            writer.member("occurredAt", instant: Int64(((now - age) * 1_000).rounded()))
            // Older ones are sent as a phone sends them that was offline.
            if age > 120 { writer.member("queued", true) }
            writer.member("device") { writer in
                writer.object { writer in
                    writer.member("id", device)
                    writer.member("platform", "android")
                    writer.member("model", String(model.prefix(64)))
                }
            }
            if !evidence.fixes.fixes.isEmpty { writer.member("location") { writeFixes(to: &$0) } }
            if let readings { writer.member("wifi") { Self.write(readings, to: &$0) } }
            if evidence.accelerometer != nil { writer.member("motion") { writeMotion(to: &$0) } }
        }
    }

    /// Writes one line of truth.
    func writeTruth(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id)
            writer.member("member", member)
            writer.member("honest", attack == nil)
            writer.member("attack", attack?.rawValue ?? "none")
            writer.member("site", site.rawValue)
        }
    }

    private func writeFixes(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("coordinateSystem", "wgs84")
            writer.member("fixes") { writer in
                writer.array { writer in
                    for fix in evidence.fixes.fixes.suffix(60) {
                        writer.object { writer in
                            writer.member("t", milliseconds(fix.time))
                            writer.member("latitude", fix.latitude)
                            writer.member("longitude", fix.longitude)
                            if let accuracy = fix.accuracy { writer.member("accuracy", accuracy) }
                            if let speed = fix.speed { writer.member("speed", max(0, speed)) }
                            if let heading = fix.heading, (0..<360).contains(heading) {
                                writer.member("heading", heading)
                            }
                            if let altitude = fix.altitude { writer.member("altitude", altitude) }
                            if isMocked { writer.member("mock", true) }
                        }
                    }
                }
            }
        }
    }

    private static func write(_ readings: [Reading], to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("scan") { writer in
                writer.array { writer in
                    for reading in readings {
                        writer.object { writer in
                            writer.member("bssid", reading.address)
                            writer.member("rssi", reading.strength)
                        }
                    }
                }
            }
        }
    }

    private func writeMotion(to writer: inout JSONWriter) {
        writer.object { writer in
            for (name, track) in [
                ("accelerometer", evidence.accelerometer), ("gyroscope", evidence.gyroscope),
            ] {
                guard let track, track.count > 0 else { continue }
                writer.member(name) { write(track, to: &$0) }
            }
            guard let rotation = evidence.rotation, rotation.vector.count > 0 else { return }
            writer.member("rotationVector") { writer in
                writer.object { writer in
                    writeColumns(rotation.vector, to: &writer)
                    writer.member("w", Self.packed(rotation.scalar))
                }
            }
        }
    }

    private func write(_ track: SensorTrack, to writer: inout JSONWriter) {
        writer.object { writeColumns(track, to: &$0) }
    }

    private func writeColumns(_ track: SensorTrack, to writer: inout JSONWriter) {
        writer.member("t", Self.packed(track.times.map(milliseconds)))
        writer.member("x", Self.packed(track.x))
        writer.member("y", Self.packed(track.y))
        writer.member("z", Self.packed(track.z))
    }

    private func milliseconds(_ time: Double) -> Double { ((time - end) * 1_000).rounded() }

    private static func packed(_ values: [Double]) -> String {
        var bytes = Data(capacity: values.count * 4)
        for value in values {
            withUnsafeBytes(of: Float(value).bitPattern.littleEndian) {
                bytes.append(contentsOf: $0)
            }
        }
        return "f32:" + bytes.base64EncodedString()
    }
}
