import Foundation
import Material
import Testing

@testable import Motion

struct AttitudeTests {
    @Test(arguments: ["table", "walk", "turning"])
    func `up equals an independent filter on made-up motion`(name: String) throws {
        let file = try Recording(Material.fixtures.appending(path: "Motion/\(name).csv"))
        let motion = try #require(file.uniform(rate: 50))

        let attitude = Attitude(of: motion, gate: nil)

        #expect(attitude.worstAngle(to: ["upx", "upy", "upz"].map { file[$0] }) < 0.001)
    }

    @Test(
        .enabled(if: Material.recordings != nil, "needs ../shared/data"),
        arguments: [
            ("aymdi_indoor_walk_168steps", 100.0), ("eth_walk_galaxy-a5", 50),
            ("lc_site1_B1_06b1752f", 50), ("lc_site2_F1_067aa124", 50),
            ("pyojin_s9_table_then_handheld", 50), ("simorxb_iphone_hand_rotations", 100),
        ]
    )
    func `up equals an independent filter within a thousandth of a degree`(
        name: String,
        rate: Double
    ) throws {
        let file = try Recording.shared("reference/\(name).reference.csv")
        let motion = try #require(file.uniform(rate: rate))

        let attitude = Attitude(of: motion, gate: nil)

        let worst = attitude.worstAngle(
            to: ["x", "y", "z"].map { file["madgwick_b0033_up\($0)"] }
        )
        #expect(worst < 0.001)
    }

    @Test(
        .enabled(if: Material.recordings != nil, "needs ../shared/data"),
        arguments: [
            ("pyojin_s9_table_then_handheld", "grv", 0.6), ("lc_site1_B1_06b1752f", "rv", 1.1),
            ("lc_site2_F1_067aa124", "rv", 1.3),
        ]
    )
    func `inclination stays near the phone's own fusion`(
        name: String,
        vector: String,
        limit: Double
    ) throws {
        let file = try Recording.shared("reference/\(name).reference.csv")
        let motion = try #require(file.uniform(rate: 50))

        let attitude = Attitude(of: motion)

        #expect(attitude.rootMeanSquareAngle(to: file.rotationUp(vector), from: 100) <= limit)
    }

    @Test func `a phone face down has a finite attitude`() throws {
        let column = [Double](repeating: 0, count: 100)
        let down = [Double](repeating: -9.81, count: 100)
        let motion = try #require(
            UniformMotion(columns: column + column + down + column + column + column, rate: 50)
        )

        let up = Attitude(of: motion).up(at: 99)

        #expect(abs(up.z + 1) < 1e-9)
    }
}

extension Recording {
    /// The six columns of a file that is uniform already.
    func uniform(rate: Double) -> UniformMotion? {
        UniformMotion(
            columns: ["ax", "ay", "az", "gx", "gy", "gz"].flatMap { self[$0] },
            rate: rate
        )
    }

    /// Up in device axes from a rotation vector's columns.
    func rotationUp(_ prefix: String) -> [[Double]] {
        let ups = self["\(prefix)_w"].indices.map { index in
            Quaternion(
                w: self["\(prefix)_w"][index],
                x: self["\(prefix)_x"][index],
                y: self["\(prefix)_y"][index],
                z: self["\(prefix)_z"][index]
            ).normalized?.up ?? SIMD3(0, 0, 1)
        }
        return [ups.map(\.x), ups.map(\.y), ups.map(\.z)]
    }
}

extension Attitude {
    /// Degrees between this up and another's at every index.
    func angles(to other: [[Double]]) -> [Double] {
        (0..<count).map { index in
            let mine = up(at: index)
            let a = SIMD3(mine.x, mine.y, mine.z)
            let b = SIMD3(other[0][index], other[1][index], other[2][index])
            let chord = ((a - b) * (a - b)).sum().squareRoot()
            return 2 * asin(min(1, chord / 2)) * 180 / .pi
        }
    }

    func worstAngle(to other: [[Double]]) -> Double { angles(to: other).max() ?? .infinity }

    func rootMeanSquareAngle(to other: [[Double]], from first: Int) -> Double {
        let used = angles(to: other).dropFirst(first)
        return (used.reduce(0) { $0 + $1 * $1 } / Double(used.count)).squareRoot()
    }
}
