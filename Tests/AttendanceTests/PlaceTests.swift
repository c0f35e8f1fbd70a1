import Attendance
import Testing

struct PlaceTests {
    private typealias Row = (
        gps: FindingCode?, wifi: FindingCode?, rule: Policy.Proof, outcome: Place.Outcome,
        by: [Place.Signal]
    )

    private static let inside: [Row] = [
        (.placeInside, nil, .gps, .inside, [.gps]),
        (.placeInside, .wifiInside, .gps, .inside, [.gps]),
        (.placeInside, .wifiInside, .wifi, .inside, [.wifi]),
        (.placeOutside, .wifiInside, .wifi, .inside, [.wifi]),
        (.locationMissing, .wifiInside, .wifi, .inside, [.wifi]),
        (.placeInside, .wifiElsewhere, .gpsOrWiFi, .inside, [.gps]),
        (.placeInside, .wifiInside, .gpsOrWiFi, .inside, [.gps, .wifi]),
        (.placeOutside, .wifiInside, .gpsOrWiFi, .inside, [.wifi]),
        (.placeCoarse, .wifiInside, .gpsOrWiFi, .inside, [.wifi]),
        (nil, .wifiInside, .gpsOrWiFi, .inside, [.wifi]),
        (.placeInside, .wifiInside, .gpsAndWiFi, .inside, [.gps, .wifi]),
    ]

    private static let elsewhere: [Row] = [
        (.placeOutside, .wifiInside, .gps, .outside, []),
        (.placeExcluded, nil, .gps, .outside, []),
        (.placeUncertain, .wifiInside, .gps, .uncertain, []),
        (.locationMissing, .wifiInside, .gps, .uncertain, []),
        (.placeUnknown, nil, .gps, .notChecked, []),
        (.placeInside, .wifiElsewhere, .wifi, .outside, []),
        (.placeInside, .wifiMissing, .wifi, .uncertain, []),
        (.placeInside, .wifiUnknown, .wifi, .notChecked, []),
        (.placeOutside, .wifiElsewhere, .gpsOrWiFi, .outside, []),
        (.placeUncertain, .wifiElsewhere, .gpsOrWiFi, .uncertain, []),
        (.locationMissing, .wifiElsewhere, .gpsOrWiFi, .uncertain, []),
        (.locationMissing, .wifiMissing, .gpsOrWiFi, .uncertain, []),
        (nil, .wifiElsewhere, .gpsOrWiFi, .outside, []),
        (nil, nil, .gpsOrWiFi, .notChecked, []),
        (.placeInside, .wifiElsewhere, .gpsAndWiFi, .outside, []),
        (.placeOutside, .wifiInside, .gpsAndWiFi, .outside, []),
        (.placeInside, .wifiMissing, .gpsAndWiFi, .uncertain, []),
        (.locationMissing, .wifiInside, .gpsAndWiFi, .uncertain, []),
        (.placeUnknown, nil, .gpsAndWiFi, .notChecked, []),
    ]

    @Test(arguments: inside + elsewhere)
    private func `the rule says which signals prove a place`(row: Row) {
        let findings = [row.gps.map { Sample.gps($0) }, row.wifi.map { Sample.wifi($0) }]

        let place = Place(findings.compactMap(\.self), rule: row.rule)

        #expect(place.outcome == row.outcome)
        #expect(place.by == row.by)
    }

    @Test func `signals of two places do not prove one together`() {
        let findings = [Sample.gps(.placeInside, "hq"), Sample.wifi(.wifiInside, "depot")]

        #expect(Place(findings, rule: .gpsAndWiFi).outcome == .uncertain)
        #expect(Place(findings, rule: .gpsOrWiFi).by == [.gps])
    }

    @Test func `of two places around a fix the one that Wi-Fi names counts`() {
        let findings = [
            Sample.gps(.placeInside, "campus"), Sample.gps(.placeInside, "hq"),
            Sample.wifi(.wifiInside, "hq"),
        ]

        let place = Place(findings, rule: .gpsAndWiFi)

        #expect(place.outcome == .inside)
        #expect(place.geofence == Sample.id("hq"))
    }

    @Test func `a cell agrees with a place but does not prove one`() {
        let cell = Finding(.cells, .cellsInside, .supports).at(Sample.id("hq"))

        #expect(Place([cell], rule: .gpsOrWiFi).outcome == .notChecked)
        #expect(Place([Sample.gps(.placeInside), cell], rule: .gpsOrWiFi).by == [.gps, .cell])
    }

    @Test(arguments: [(CheckName.beacons, Place.Signal.beacon), (.network, .network)])
    func `a beacon or a network proves a place as Wi-Fi does`(
        check: CheckName, signal: Place.Signal
    ) {
        let code: FindingCode = check == .beacons ? .beaconsInside : .networkInside
        let finding = Finding(check, code, .supports).at(Sample.id("hq"))

        #expect(Place([finding], rule: .wifi).by == [signal])
    }

    @Test func `distance and probability are those of the fix at that place`() {
        let atDepot = [Sample.gps(.placeOutside, "hq"), Sample.wifi(.wifiInside, "depot")]

        let place = Place([Sample.gps(.placeInside)], rule: .gps)
        let other = Place(atDepot, rule: .gpsOrWiFi)

        #expect(place.distance == -34.2 && place.probability == 0.998)
        #expect(other.geofence == Sample.id("depot") && other.distance == nil)
    }
}
