import Foundation
import Material
import Testing

@testable import Motion

struct NetworkAgreementTests {
    /// A fix so many metres north of a place.
    private static func fix(
        _ north: Double, at time: Double = 0, accuracy: Double? = 5, speed: Double? = 0
    ) -> Fix? {
        var fix = Fix(
            time: time, latitude: 31.295 + north / 111_195, longitude: 120.725,
            accuracy: accuracy)
        fix?.speed = speed
        return fix
    }

    private static func weight(
        _ north: Double, accuracy: Double?, apart: Double = 0, speed: Double? = 0
    ) -> Double? {
        NetworkAgreement(
            satellites: [fix(0, speed: speed)].compactMap { $0 },
            network: [fix(north, at: apart, accuracy: accuracy, speed: nil)].compactMap { $0 }
        )?.weight
    }

    @Test(arguments: [
        (20.0, 20.0, -0.5), (50, 20, -0.5), (100, 20, 3.7), (300, 20, 6), (1_000, 30, 6),
        // Cells: coarse, and honest about it.
        (1_600, 1_637, -0.5), (2_500, 2_000, -0.5), (30_000, 2_000, 6),
        // What phones claim of Wi-Fi is not believed below 20 m.
        (40, 3, -0.5),
    ])
    func `only what is beyond both accuracies speaks`(
        north: Double, accuracy: Double, weight: Double
    ) throws {
        #expect(abs(try #require(Self.weight(north, accuracy: accuracy)) - weight) < 0.05)
    }

    @Test func `what a vehicle moved between the two is no distance`() throws {
        #expect(try #require(Self.weight(140, accuracy: 20, apart: 5, speed: 28)) == -0.5)
        #expect(try #require(Self.weight(140, accuracy: 20, apart: 5, speed: 0)) > 5)
    }

    @Test func `fixes of other moments and without accuracy are no evidence`() {
        #expect(Self.weight(5_000, accuracy: 20, apart: 5.1) == nil)
        #expect(Self.weight(5_000, accuracy: nil) == nil)
        #expect(NetworkAgreement(satellites: [], network: [Self.fix(0)].compactMap { $0 }) == nil)
    }

    @Test func `one stray fix of the network accuses nobody`() throws {
        let satellites = (0..<4).compactMap { Self.fix(0, at: 10 * Double($0)) }
        let network = (0..<4).compactMap {
            Self.fix($0 == 2 ? 80_000 : 15, at: 10 * Double($0), accuracy: 25)
        }

        #expect(
            try #require(NetworkAgreement(satellites: satellites, network: network)).weight
                == -0.5)
    }

    @Test(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
    func `a recorded walk agrees at every moment, and its satellites 1 km off at none`() throws {
        let file = "recordings/gnsslibpy_pixel6_walk_gps_flp_nlp.gnss.csv"
        let folder = try #require(Material.recordings).appending(path: "motion")
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        let lines = text.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        func fixes(_ provider: String, north: Double = 0) -> [Fix] {
            lines.filter { $0[2] == provider }.compactMap { cells in
                guard let time = Double(cells[0]), let latitude = Double(cells[3]),
                    let longitude = Double(cells[4])
                else { return nil }
                var fix = Fix(
                    time: time, latitude: latitude + north / 111_195, longitude: longitude,
                    accuracy: Double(cells[7]))
                fix?.speed = Double(cells[6])
                return fix
            }
        }
        let network = fixes("NLP")
        func weights(north: Double) -> [Double] {
            fixes("GPS", north: north).compactMap {
                NetworkAgreement(satellites: [$0], network: network)?.weight
            }
        }
        let (honest, forged) = (weights(north: 0), weights(north: 1_000))

        #expect(honest.count >= 80)
        #expect(honest.allSatisfy { $0 <= 0 }, "\(honest.max() ?? 0)")
        #expect(forged.allSatisfy { $0 > 2 }, "\(forged.min() ?? 0)")
    }
}
