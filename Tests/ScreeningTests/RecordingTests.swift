import Attendance
import Foundation
import Material
import Testing

@testable import Screening

/// Check-ins made of real recordings.
@Suite(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
struct RecordingTests {
    @Test(arguments: [(0.0, Verdict.accepted), (2_000, .rejected)])
    func `a walk is accepted where it was walked and rejected 2 km away`(
        metresNorth: Double, verdict: Verdict
    ) throws {
        let track = try rows("eth_walk_galaxy-a5.gnss.csv").map { row in
            try Fix(
                t: 0, latitude: number(row, 1) + metresNorth / Sample.degree,
                longitude: number(row, 2), accuracy: number(row, 4))
        }
        let source = Sample.source([try office(metresSouthOf: track, by: metresNorth)])

        for start in stride(from: 0, to: track.count, by: 10) {
            let fixes = Array(track[start..<min(start + 10, track.count)])
            let checkIn = Sample.checkIn {
                $0.location = Location(coordinateSystem: .wgs84, fixes: fixes)
            }
            #expect(decide(checkIn, by: source).verdict == verdict)
        }
    }

    @Test(arguments: [
        "lc_site1_B1_06b1752f", "lc_site1_F1_06b1732b", "lc_site1_F2_06b17428",
        "lc_site1_F3_06b17442", "lc_site1_F4_06b17904",
    ])
    func `a scan is accepted where its access points were listed, and nowhere else`(
        recording: String
    ) throws {
        let own = try scans(recording)
        let first = try #require(own.first)
        let last = try #require(own.last)
        let place = Sample.geofence { geofence in
            geofence.accessPoints = first.compactMap { AccessPoint($0.bssid.description) }
        }
        let elsewhere = try #require(try scans("lc_site2_F1_067aa0be").first)

        let here = decide(wifiOnly(last), by: Sample.source([place]))
        let there = decide(wifiOnly(elsewhere), by: Sample.source([place]))

        #expect(here.verdict == .accepted && here.place.by == [.wifi])
        #expect(there.verdict == .challenged && there.place.outcome != .inside)
    }

    @Test func `sensors recorded beside the fixes accuse nobody in 99 of 100 windows`() throws {
        let track = try rows("eth_walk_galaxy-a5.gnss.csv").map { row in
            var fix = try Fix(
                t: 1_000 * number(row, 0), latitude: number(row, 1), longitude: number(row, 2),
                accuracy: number(row, 4))
            fix.speed = try number(row, 5)
            return fix
        }
        let samples = try rows("eth_walk_galaxy-a5.imu.csv").map { row in
            try (0...6).map { try number(row, $0) * ($0 == 0 ? 1_000 : 1) }
        }
        let source = Sample.source([try office(metresSouthOf: track, by: 0)])
        let end = try #require(samples.last)[0]
        var decisions: [Decision] = []

        for start in stride(from: samples[0][0], to: end - 15_000, by: 7_500) {
            let span = start..<start + 15_000
            let window = samples.filter { span.contains($0[0]) }
            let checkIn = Sample.checkIn {
                $0.location = Location(
                    coordinateSystem: .wgs84, fixes: track.filter { span.contains($0.t) })
                $0.motion = motion(window)
            }
            decisions.append(decide(checkIn, by: source))
        }

        let accused = decisions.filter { !$0.risk.codes.isEmpty || $0.risk.score >= 0.2 }
        #expect(decisions.count > 80)
        #expect(accused.count * 100 <= decisions.count, "\(accused.map(\.risk))")
    }

    private func motion(_ samples: [[Double]]) -> Motion {
        func track(_ first: Int) -> Motion.Track? {
            Motion.Track(
                t: samples.map { $0[0] }, x: samples.map { $0[first] },
                y: samples.map { $0[first + 1] }, z: samples.map { $0[first + 2] })
        }
        var motion = Motion()
        motion.accelerometer = track(1)
        motion.gyroscope = track(4)
        return motion
    }

    private func decide(_ checkIn: CheckIn, by source: RulebookSource) -> Decision {
        let rulebook = CompiledRulebook(source)
        let examination = rulebook.examine(checkIn, against: Sample.caseFile())
        return Decision(examination.findings, present: checkIn.carried, policy: rulebook.policy)
    }

    private func wifiOnly(_ scan: [WiFi.Sighting]) -> CheckIn {
        Sample.checkIn {
            $0.location = nil
            $0.wifi = WiFi(connected: nil, scan: scan)
        }
    }

    /// A circle around a track, moved back by as much as the track was moved.
    private func office(metresSouthOf track: [Fix], by metres: Double) throws -> Geofence {
        let latitudes = track.map { $0.latitude - metres / Sample.degree }
        let longitudes = track.map(\.longitude)
        let south = try #require(latitudes.min())
        let north = try #require(latitudes.max())
        let west = try #require(longitudes.min())
        let east = try #require(longitudes.max())
        let centre = Geofence.Point(longitude: (west + east) / 2, latitude: (south + north) / 2)
        let radius = max(north - south, east - west) / 2 * Sample.degree + 100
        return Sample.geofence { $0.outline = .circle(centre, radius: radius) }
    }

    /// The access points of each scan, in the order of time.
    private func scans(_ recording: String) throws -> [[WiFi.Sighting]] {
        var scans: [(time: Substring, sightings: [WiFi.Sighting])] = []
        for row in try rows("\(recording).wifi.csv") {
            guard let bssid = BSSID(String(row[1])) else { continue }
            let sighting = WiFi.Sighting(bssid: bssid, ssid: nil, rssi: try number(row, 3))
            if scans.last?.time != row[0] { scans.append((row[0], [])) }
            scans[scans.count - 1].sightings.append(sighting)
        }
        return scans.map(\.sightings)
    }

    private func rows(_ file: String) throws -> [[Substring]] {
        let folder = try #require(Material.recordings)
        let url = folder.appending(path: "motion/recordings").appending(path: file)
        return try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
            .dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    private func number(_ row: [Substring], _ column: Int) throws -> Double {
        try #require(Double(row[column]))
    }
}
