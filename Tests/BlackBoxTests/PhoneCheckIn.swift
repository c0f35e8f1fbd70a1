import Foundation
import JSON
import Motion
import Simulation

/// A check-in as a phone sends it: generated or recorded sensors and fixes, moved into the office.
struct PhoneCheckIn {
    var id = UUID().uuidString.lowercased()
    var member = "e1"
    var device: String?
    /// When the window ended.
    var endedAt = Date()
    /// What the phone measured.
    var window: PhoneWindow
    /// The share of the sensors' samples that is left out at the start.
    var skipping = 0.0
    /// Whether the sensors are sent.
    var hasSensors = true
    /// Whether the fixes are sent.
    var hasFixes = true
    /// Metres north of the office's middle.
    var north = 0.0
    /// Access points and their strengths in dBm.
    var scan: [(bssid: String, rssi: Int)]?
    /// More members of the body, each with a comma before it.
    var more = ""

    init(_ window: PhoneWindow, member: String = "e1") {
        self.window = window
        self.member = member
        device = "phone-of-\(member)"
    }

    /// The body's JSON.
    var body: String {
        var parts = [
            #""id":"\#(id)""#, #""member":"\#(member)""#,
            #""occurredAt":"\#(Self.text(of: endedAt))""#,
        ]
        if let device { parts.append(#""device":{"id":"\#(device)","platform":"android"}"#) }
        if hasFixes { parts.append(#""location":{"fixes":[\#(fixes)]}"#) }
        if hasSensors { parts.append(#""motion":{\#(sensors)}"#) }
        if let scan {
            let seen = scan.map { #"{"bssid":"\#($0.bssid)","rssi":\#($0.rssi)}"# }
            parts.append(#""wifi":{"scan":[\#(seen.joined(separator: ","))]}"#)
        }
        return "{\(parts.joined(separator: ","))\(more)}"
    }

    private static func text(of date: Date) -> String {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        return formatter.string(from: date)
    }

    private var end: Double { window.span.upperBound }

    private var fixes: String {
        let fixes = window.evidence.fixes.fixes
        guard let first = fixes.first else { return "" }
        let scale = cos(31.295 * .pi / 180)
        return fixes.map { fix in
            let latitude = 31.295 + north / 110_860 + fix.latitude - first.latitude
            let stretch = cos(first.latitude * .pi / 180) / scale
            let longitude = 120.725 + (fix.longitude - first.longitude) * stretch
            var text = #"{"t":\#(((fix.time - end) * 1_000).rounded()),"latitude":\#(latitude),"#
            text += #""longitude":\#(longitude)"#
            if let accuracy = fix.accuracy { text += #","accuracy":\#(accuracy)"# }
            if let speed = fix.speed { text += #","speed":\#(speed)"# }
            return text + "}"
        }.joined(separator: ",")
    }

    private var sensors: String {
        let tracks = [
            ("accelerometer", window.evidence.accelerometer),
            ("gyroscope", window.evidence.gyroscope),
        ]
        return tracks.compactMap { name, track in
            track.map { #""\#(name)":{\#(columns(of: $0))}"# }
        }.joined(separator: ",")
    }

    private func columns(of track: SensorTrack) -> String {
        let first = Int(skipping * Double(track.count))
        // What is left of a replay is sent as if it had just been measured.
        let late = track.times[track.count - 1] - end
        let times = track.times[first...].map { ($0 - late - end) * 1_000 }
        return [
            ("t", times), ("x", Array(track.x[first...])), ("y", Array(track.y[first...])),
            ("z", Array(track.z[first...])),
        ].map { #""\#($0)":"\#(Self.packed($1))""# }.joined(separator: ",")
    }

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

extension Tenant {
    /// Posts a check-in and gives the receipt.
    func post(_ checkIn: PhoneCheckIn) async throws -> Client.Answer {
        try await app.send("POST", "\(path)/check-ins", checkIn.body)
    }
}

extension Client.Answer {
    var decision: String? { json["decision"]?.text }
    var codes: [String] { json["risk"]?["codes"]?.items.compactMap(\.text) ?? [] }
}
