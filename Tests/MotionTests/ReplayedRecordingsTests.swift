import Foundation
import Material
import Simulation
import Testing

@testable import Motion

/// Fingerprints as sparse as a service keeps them, on recordings of real phones.
struct ReplayedRecordingsTests {
    private static let spacing = 64
    private let key = FingerprintKey(low: 3, high: 5)

    private func prints(_ window: PhoneWindow, skipping share: Double = 0) -> Fingerprints {
        func part(_ track: SensorTrack?) -> SensorTrack? {
            track.flatMap { $0.part(Int(share * Double($0.count))..<$0.count) }
        }
        return Fingerprints(
            accelerometer: part(window.evidence.accelerometer),
            gyroscope: part(window.evidence.gyroscope), key: key, spacing: Self.spacing)
    }

    @Test(
        .enabled(if: Material.recordings != nil, "needs ../shared/data"),
        arguments: [5.0, 10, 20])
    func `real samples that come again share prints at any offset, others none`(
        seconds: Double
    ) throws {
        let folder = try #require(Material.recordings).appending(path: "motion/recordings")
        let windows = try RecordingLibrary.open(folder).filter { $0.origin != .refined }
            .flatMap { $0.windows(seconds: seconds, every: seconds) }
        var seen: Set<UInt64> = []
        var (replays, found) = (0, 0)

        for window in windows {
            let whole = prints(window)
            let motion = try #require(window.motion)
            // Three are demanded of a phone that lies still, one of any other.
            let least = Movement(of: motion).motionClass == .still ? 3 : 1
            for skip in [0, 0.07, 0.15, 0.23, 0.31, 0.38, 0.45] {
                replays += 1
                found +=
                    prints(window, skipping: skip).shared(with: Set(whole.values)) >= least ? 1 : 0
            }
            #expect(whole.shared(with: seen) == 0, "\(window.source)")
            seen.formUnion(whole.values)
        }

        #expect(windows.count > 50)
        #expect(Double(found) >= 0.99 * Double(replays), "\(found) of \(replays)")
    }
}
