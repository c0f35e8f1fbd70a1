import Foundation
import Motion

/// Opens the recordings of a folder; those without usable sensors are left out.
public enum RecordingLibrary {
    private struct Description: Decodable {
        struct Waypoint: Decodable {
            let t_s: Double
            let x_m: Double
            let y_m: Double
        }
        let device: String?
        let imu_rate_hz: Double?
        let waypoints: [Waypoint]?
    }

    /// Every recording that can be judged, in order of name.
    public static func open(_ folder: URL) throws -> [RecordedPhone] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try names.filter { $0.hasSuffix(".imu.csv") }.compactMap { name in
            try open(String(name.dropLast(".imu.csv".count)), in: folder)
        }
    }

    private static func open(_ id: String, in folder: URL) throws -> RecordedPhone? {
        let meta = try Data(contentsOf: folder.appending(path: "\(id).meta.json"))
        let description = try JSONDecoder().decode(Description.self, from: meta)
        let table = try NumberTable(folder.appending(path: "\(id).imu.csv"))
        let axes = ["ax", "ay", "az", "gx", "gy", "gz"].map { table[$0] }
        guard axes.allSatisfy({ !$0.isEmpty }) else { return nil }
        let rotations = ["rv_w", "rv_x", "rv_y", "rv_z"].map { table[$0] }
        let sensors = SensorColumns(
            times: table["t_s"], axes: axes,
            rotations: rotations.allSatisfy({ !$0.isEmpty }) ? rotations : [])
        let device = description.device ?? "unknown"
        let seed = id.utf8.reduce(UInt64(17)) { $0 &* 31 &+ UInt64($1) }
        let positions = folder.appending(path: "\(id).gnss.csv")
        if FileManager.default.fileExists(atPath: positions.path) {
            let fixes = try fixes(of: NumberTable(positions))
            if description.imu_rate_hz ?? 0 >= 20 {
                return RecordedPhone(
                    id: id, device: device, origin: .recorded, sensors: sensors, fixes: fixes)
            }
            return RecordedPhone(
                id: id, device: device, origin: .refined,
                sensors: SensorRefinement.refine(sensors, fixes: fixes, seed: seed), fixes: fixes)
        }
        guard let waypoints = description.waypoints, waypoints.count >= 2 else { return nil }
        return RecordedPhone(
            id: id, device: device, origin: .surveyed, sensors: sensors,
            fixes: surveyed(waypoints, seed: seed))
    }

    private static func fixes(of table: NumberTable) -> [Fix] {
        func value(_ column: String, _ index: Int) -> Double? {
            let values = table[column]
            guard index < values.count, values[index].isFinite, values[index] >= 0 else {
                return nil
            }
            return values[index]
        }
        let (latitudes, longitudes) = (table["lat_deg"], table["lon_deg"])
        return table["t_s"].enumerated().compactMap { index, time in
            var fix = Fix(
                time: time, latitude: latitudes[index], longitude: longitudes[index],
                accuracy: value("h_acc_m", index))
            fix?.speed = value("speed_mps", index)
            fix?.heading = value("bearing_deg", index)
            fix?.altitude = value("alt_m", index)
            return fix
        }
    }

    /// Fixes at 1 Hz along surveyed waypoints, with a receiver's error of 2.5 m.
    private static func surveyed(_ waypoints: [Description.Waypoint], seed: UInt64) -> [Fix] {
        var random = SeededRandom(seed: seed)
        guard let first = waypoints.first, let last = waypoints.last else { return [] }
        let source = PositionSource(
            origin: (31.3, 120.7), accuracy: 6, sigma: 2.5, holdsStill: false)
        let times = stride(from: max(0, first.t_s), through: last.t_s, by: 1).map { $0 }
        return source.fixes(at: times, random: &random) { time in
            let next = waypoints.firstIndex { $0.t_s > time } ?? waypoints.count - 1
            let (a, b) = (waypoints[max(0, next - 1)], waypoints[next])
            let seconds = max(0.1, b.t_s - a.t_s)
            let part = min(1, max(0, (time - a.t_s) / seconds))
            let way = SIMD2(b.x_m - a.x_m, b.y_m - a.y_m)
            let place = SIMD2(a.x_m, a.y_m) + way * part
            return (place - SIMD2(first.x_m, first.y_m), way / seconds)
        }
    }
}
