import Foundation
import JSON

/// A stretch of a recording as one check-in.
struct ReplayWindow: Sendable {
    private let recording: Recording
    private let end: Double
    private let fixes: Table
    private let scans: Table
    private let samples: Table
    private let occurredAt: Double

    /// The stretch from a time on; `occurredAt` is its end, in seconds since 1970.
    init(_ recording: Recording, from start: Double, seconds: Double, endsAt: Double) {
        self.recording = recording
        end = start + seconds
        let span = start..<end
        fixes = recording.fixes.within(span)
        scans = recording.scans.within(span)
        samples = recording.samples.within(span)
        occurredAt = endsAt
    }

    /// Writes the check-in, its fixes moved so many metres north.
    func write(member: String, moved metres: Double, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", UUID().uuidString.lowercased())
            writer.member("member", member)
            writer.member("direction", "in")
            writer.member("occurredAt", instant: Int64(occurredAt * 1_000))
            writer.member("device") { writer in
                writer.object { writer in
                    writer.member("id", recording.id + member)
                    writer.member("platform", recording.isAndroid ? "android" : "ios")
                    writer.member("model", recording.device)
                }
            }
            if !fixes.isEmpty { writer.member("location") { write(movedBy: metres, to: &$0) } }
            if !scans.isEmpty { writer.member("wifi") { writeScan(to: &$0) } }
            if !samples.isEmpty { writer.member("motion") { writeMotion(to: &$0) } }
        }
    }

    private func write(movedBy metres: Double, to writer: inout JSONWriter) {
        let latitudes = fixes.numbers("lat_deg")
        let longitudes = fixes.numbers("lon_deg")
        let accuracies = fixes.numbers("h_acc_m")
        let speeds = fixes.numbers("speed_mps")
        let times = fixes.numbers("t_s")
        writer.object { writer in
            writer.member("coordinateSystem", "wgs84")
            writer.member("fixes") { writer in
                writer.array { writer in
                    for index in times.indices where latitudes[index].isFinite {
                        writer.object { writer in
                            writer.member("t", milliseconds(times[index]))
                            writer.member("latitude", latitudes[index] + metres / 111_320)
                            writer.member("longitude", longitudes[index])
                            // Numbers that are not there are written as null, which means absent.
                            if index < accuracies.count {
                                writer.member("accuracy", accuracies[index])
                            }
                            if index < speeds.count {
                                writer.member("speed", max(0, speeds[index]))
                            }
                        }
                    }
                }
            }
        }
    }

    private func writeScan(to writer: inout JSONWriter) {
        let bssids = scans.texts("bssid")
        let levels = scans.numbers("rssi_dbm")
        var strongest: [Substring: Double] = [:]
        for (bssid, level) in zip(bssids, levels) where level < 0 {
            strongest[bssid] = max(strongest[bssid] ?? -200, level)
        }
        writer.object { writer in
            writer.member("scan") { writer in
                writer.array { writer in
                    for (bssid, level) in strongest.sorted(by: { $0.key < $1.key }).prefix(300) {
                        writer.object { writer in
                            writer.member("bssid", String(bssid))
                            writer.member("rssi", level)
                        }
                    }
                }
            }
        }
    }

    private func writeMotion(to writer: inout JSONWriter) {
        writer.object { writer in
            for (sensor, axes) in [
                ("accelerometer", ["ax", "ay", "az"]), ("gyroscope", ["gx", "gy", "gz"]),
            ] {
                writer.member(sensor) { writeTrack(axes, to: &$0) }
            }
        }
    }

    private func writeTrack(_ axes: [String], to writer: inout JSONWriter) {
        let columns = axes.map(samples.numbers)
        let times = samples.numbers("t_s")
        let whole = times.indices.filter { index in
            columns.allSatisfy { index < $0.count && $0[index].isFinite }
        }.suffix(2_000)
        writer.object { writer in
            writer.member("t", Self.packed(whole.map { Float(milliseconds(times[$0])) }))
            for (name, column) in zip(["x", "y", "z"], columns) {
                writer.member(name, Self.packed(whole.map { Float(column[$0]) }))
            }
        }
    }

    private func milliseconds(_ time: Double) -> Double { ((time - end) * 1_000).rounded() }

    private static func packed(_ values: [Float]) -> String {
        var bytes = Data(capacity: values.count * 4)
        for value in values {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
        return "f32:" + bytes.base64EncodedString()
    }
}
