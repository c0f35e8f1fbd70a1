import Foundation
import Material
import Motion
import Simulation
import Testing

/// Whether a scan of access points tells where it was made.
struct RadioTests {
    private func scan(_ ids: some Sequence<UInt64>, strength: Double = -60) -> RadioScan {
        RadioScan(ids.map { (id: $0, strength: strength) })
    }

    private func scan(_ strengths: [UInt64: Double]) -> RadioScan {
        RadioScan(strengths.map { (id: $0.key, strength: $0.value) })
    }

    private func place(_ ids: some Sequence<UInt64>, checkIns: Int) -> RadioPlace {
        var place = RadioPlace()
        for turn in 0..<checkIns { place.learn(scan(ids), at: Double(turn) * 86_400) }
        return place
    }

    @Test func `equal scans have the cosine 1, disjoint ones 0`() {
        #expect(scan(1...6).similarity(to: scan(1...6)) == 1)
        #expect(scan(1...6).similarity(to: scan(11...16)) == 0)
    }

    @Test func `the cosine is that of the weights`() throws {
        let one = scan([1: -70, 2: -60, 3: -50, 4: -99, 5: -99])
        let other = scan([5: -99, 2: -80, 1: -70, 9: -40, 8: -99])

        // Σ = 30·30 + 40·20 + 1·1; |a|² = 900 + 1600 + 2500 + 2; |b|² = 1 + 400 + 900 + 3600 + 1.
        let expected = 1_701 / (5_002.0 * 4_902).squareRoot()
        #expect(abs(try #require(one.similarity(to: other)) - expected) < 1e-12)
    }

    @Test func `fewer than five access points are no evidence`() {
        #expect(scan(1...4).similarity(to: scan(1...9)) == nil)
        #expect(scan(1...9).similarity(to: scan(1...4)) == nil)
        #expect(CoLocation(of: scan(1...4), at: place(1...9, checkIns: 20)) == nil)
        #expect(scan(1...9, strength: -100).count == 0)
    }

    @Test(arguments: [(UInt8(0x3c), true), (0x3e, false), (0x02, false), (0x01, false)])
    func `made-up addresses are told by their first octet`(octet: UInt8, fixed: Bool) {
        #expect(RadioScan.isFixed(firstOctet: octet) == fixed)
    }

    @Test(arguments: [
        (0.0, 4.0), (0.019, 4), (0.085, 2), (0.15, 0), (0.325, -2), (0.5, -4), (1, -4),
    ])
    func `the weight falls with the cosine`(cosine: Double, weight: Double) {
        let known = CoLocation(similarity: cosine, checkIns: 10)
        let young = CoLocation(similarity: cosine, checkIns: 9)

        #expect(abs(known.weight - weight) < 1e-9)
        #expect(abs(young.weight - min(weight, 2)) < 1e-9)
    }

    @Test func `a passing hotspot fades, what is always there stands`() throws {
        var place = place(1...8, checkIns: 1)
        place.learn(scan(1...9), at: 0)
        for turn in 1...200 { place.learn(scan(1...8), at: Double(turn)) }

        #expect(place.entries.map(\.id) == Array(1...8))
        #expect(place.usualCount == 8)
        #expect(try #require(CoLocation(of: scan(1...8), at: place)).weight == -4)
    }

    @Test func `one strange check-in changes no known place, replaced equipment does`() throws {
        var place = place(1...8, checkIns: 30)
        place.learn(scan(101...108), at: 30 * 86_400)
        #expect(try #require(CoLocation(of: scan(101...108), at: place)).weight > 3)
        #expect(try #require(CoLocation(of: scan(1...8), at: place)).weight == -4)

        for turn in 31..<60 { place.learn(scan(101...108), at: Double(turn) * 86_400) }
        #expect(try #require(CoLocation(of: scan(101...108), at: place)).weight < 0)
    }

    @Test func `a floor that somebody vouches for is known, and lives on what is heard there`()
        throws
    {
        var place = place(1...8, checkIns: 30)
        place.learn(scan(101...108), at: 30 * 86_400, isVouchedFor: true)
        #expect(place.spots.count == 1 && place.entries.count == 8)
        #expect(try #require(CoLocation(of: scan(101...108), at: place)).weight == -4)
        #expect(try #require(CoLocation(of: scan(201...208), at: place)).weight == 4)

        for turn in 31..<120 {
            place.learn(scan(1...8), at: Double(turn) * 86_400)
            if turn % 20 == 0 { place.learn(scan(101...108), at: Double(turn) * 86_400) }
        }
        #expect(place.spots.map(\.checkIns) == [5])
        #expect(try #require(CoLocation(of: scan(101...108), at: place)).weight == -4)
        #expect(try #require(CoLocation(of: scan(1...8), at: place)).weight == -4)

        for turn in 120..<160 { place.learn(scan(1...8), at: Double(turn) * 86_400) }
        #expect(place.spots.isEmpty)
    }

    @Test func `spots are few, and vouching for what is known begins none`() {
        var place = place(1...8, checkIns: 30)
        place.learn(scan(1...8), at: 30 * 86_400, isVouchedFor: true)
        #expect(place.spots.isEmpty)
        for floor in 1...12 as ClosedRange<UInt64> {
            let time = 30 * 86_400 + Double(floor)
            place.learn(scan(1_000 * floor...1_000 * floor + 7), at: time, isVouchedFor: true)
        }

        #expect(place.spots.count == RadioPlace.spotsMax)
        #expect(place.spots.first?.entries.first?.id == 5_000)
        var young = self.place(1...8, checkIns: 3)
        young.learn(scan(101...108), at: 3 * 86_400, isVouchedFor: true)
        #expect(young.spots.isEmpty && young.checkIns == 4)
    }

    @Test func `what nobody has heard for 45 days is forgotten`() {
        var place = place(1...8, checkIns: 3)
        place.forget(before: 3 * 86_400)
        #expect(place == RadioPlace())
    }

    @Test func `a place stays bounded and silence counts only where it is strange`() {
        var place = RadioPlace()
        for turn in 0..<20 {
            place.learn(scan(UInt64(turn)...UInt64(turn + 900)), at: Double(turn))
        }
        #expect(place.entries.count <= RadioPlace.countMax)
        #expect(CoLocation.weightOfSilence(at: place) == 1.5)
        #expect(CoLocation.weightOfSilence(at: RadioPlace()) == 0)
        #expect(CoLocation.weightOfSilence(at: self.place(1...5, checkIns: 20)) == 0)
    }

    @Test(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
    func `surveyed scans tell another site and hardly ever accuse the place`() throws {
        let file = try #require(Material.recordings)
            .appending(path: "motion/wifi/lc_scans_with_position.csv")
        let survey = RadioSurvey(try SurveyedScan.read(file))
        #expect(survey.scans.count == 826)

        let trials = survey.trials(radius: 25, learnedFrom: 10)
        let elsewhere = trials.filter { $0.kind == .otherSite }
        let here = trials.filter { $0.kind == .samePlace }

        #expect(elsewhere.count >= 300 && here.count >= 300)
        let caught = elsewhere.count { $0.weight >= 3 }
        let accused = here.count { $0.weight >= 3 }
        #expect(Double(caught) >= 0.99 * Double(elsewhere.count))
        #expect(Double(accused) <= 0.01 * Double(here.count))
    }
}
