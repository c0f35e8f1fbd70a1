import Foundation
import Material
import Simulation
import Testing

@testable import Motion

struct MovementTests {
    @Test(arguments: PhoneModel.all, [1, 2, 3] as [UInt64])
    func `the steps of a generated walk are counted`(model: PhoneModel, seed: UInt64) throws {
        let window = HonestPhone(model, .walking, seconds: 20).window(seed: seed)

        let motion = try #require(window.motion)
        let movement = Movement(of: motion)

        #expect(movement.motionClass == .walking)
        #expect(abs(movement.steps.count - (window.steps ?? 0)) <= 2)
    }

    @Test(arguments: PhoneModel.all)
    func `a generated phone on a table or held up takes no step`(model: PhoneModel) throws {
        for activity in [Activity.table, .held] {
            let window = HonestPhone(model, activity, seconds: 20).window(seed: 7)

            let motion = try #require(window.motion)
            let movement = Movement(of: motion)

            #expect(movement.steps.count == 0)
            #expect((movement.motionClass == .still) == (activity == .table))
        }
    }

    @Test(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
    func `a walk of 168 counted steps has 168 steps`() throws {
        let file = try Recording.shared("recordings/aymdi_indoor_walk_168steps.imu.csv")

        let whole = try #require(file.wholeMagnitude())

        let steps = whole.withUnsafeBufferPointer { Steps(magnitude: $0, rate: 50) }

        #expect(abs(steps.count - 168) <= 2)
    }

    @Test(
        .enabled(if: Material.recordings != nil, "needs ../shared/data"),
        arguments: ["yangyi_phone_imu", "wen_sensorlog_xuzhou"]
    )
    func `a phone on a table stands still and takes no step`(name: String) throws {
        let file = try Recording.shared("recordings/\(name).imu.csv")

        let windows = try file.windows(seconds: 20)

        #expect(windows.count > 0)
        #expect(windows.allSatisfy { $0.motionClass == .still && $0.steps.count == 0 })
    }

    @Test(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
    func `a table then a walk are told apart`() throws {
        let file = try Recording.shared("recordings/eth_walk_galaxy-a5.imu.csv")

        let table = try file.windows(seconds: 15, from: 5, to: 155)
        let walk = try file.windows(seconds: 15, from: 215, to: 380)

        #expect(table.allSatisfy { $0.motionClass == .still && $0.steps.count == 0 })
        #expect(walk.count { $0.motionClass == .walking } >= walk.count - 1)
    }
}

extension Recording {
    /// Movements of consecutive windows, each read from the phone's own samples.
    func windows(
        seconds: Double,
        from first: Double = 0,
        to last: Double = .infinity
    ) throws -> [Movement] {
        let times = self["t_s"]
        let end = min(last, times.last ?? 0)
        var windows: [Movement] = []
        for start in stride(from: first, to: end - 1, by: seconds) {
            guard let motion = slice(from: start, to: min(end, start + seconds)) else { continue }
            windows.append(Movement(of: motion))
        }
        return windows
    }

    /// The samples of a time span at 50 Hz.
    func slice(from first: Double, to last: Double) -> UniformMotion? {
        guard let acceleration = track("a", from: first, to: last) else { return nil }
        return UniformMotion(
            accelerometer: acceleration,
            gyroscope: track("g", from: first, to: last)
        )
    }

    /// |a| of the whole file, interpolated to 50 Hz, however long.
    func wholeMagnitude() -> [Double]? {
        let times = self["t_s"]
        guard let first = times.first, let last = times.last else { return nil }
        let magnitude = times.indices.map { index in
            let (x, y, z) = (self["ax"][index], self["ay"][index], self["az"][index])
            return (x * x + y * y + z * z).squareRoot()
        }
        var index = 0
        return stride(from: first, to: last, by: 0.02).map { time in
            while index + 2 < times.count, times[index + 1] < time { index += 1 }
            let part = (time - times[index]) / (times[index + 1] - times[index])
            return magnitude[index] + (magnitude[index + 1] - magnitude[index]) * part
        }
    }

    /// One sensor's samples of a time span.
    func track(_ prefix: String, from first: Double, to last: Double) -> SensorTrack? {
        let times = self["t_s"]
        let kept = times.indices.filter { times[$0] >= first && times[$0] < last }
            .prefix(SensorTrack.countMax)
        return SensorTrack(
            seconds: kept.map { times[$0] },
            x: kept.map { self["\(prefix)x"][$0] },
            y: kept.map { self["\(prefix)y"][$0] },
            z: kept.map { self["\(prefix)z"][$0] }
        )
    }
}

extension PhoneWindow {
    /// The window's sensors at 50 Hz.
    var motion: UniformMotion? {
        evidence.accelerometer.flatMap {
            UniformMotion(accelerometer: $0, gyroscope: evidence.gyroscope)
        }
    }
}
