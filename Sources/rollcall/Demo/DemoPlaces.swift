import JSON

/// The places of the demonstration.
enum DemoPlaces {
    /// A block in Suzhou with two access points.
    static let headquarters = feature(
        geometry: .object([
            .init("type", .string("Polygon")),
            .init(
                "coordinates",
                .array([
                    .array(
                        [
                            (120.725, 31.294), (120.728, 31.294), (120.728, 31.297),
                            (120.725, 31.297),
                            (120.725, 31.294),
                        ].map { .array([.double($0.0), .double($0.1)]) })
                ])),
        ]),
        properties: [
            .init("name", .string("Suzhou office")),
            .init(
                "accessPoints",
                .array([
                    accessPoint("3c:84:6a:12:34:56"), accessPoint("3c:84:6a:12:34:57"),
                ])),
        ])

    /// A circle of 120 m.
    static let depot = feature(
        geometry: .object([
            .init("type", .string("Point")),
            .init("coordinates", .array([.double(120.6), .double(31.32)])),
        ]),
        properties: [.init("name", .string("Depot")), .init("radius", .integer(120))])

    private static func accessPoint(_ bssid: String) -> JSONValue {
        .object([
            .init("bssid", .string(bssid)), .init("ssid", .string("corp")),
            .init("minimumRSSI", .integer(-85)),
        ])
    }

    private static func feature(
        geometry: JSONValue, properties: [JSONValue.Member]
    ) -> JSONValue {
        .object([
            .init("type", .string("Feature")), .init("geometry", geometry),
            .init("properties", .object(properties)),
        ])
    }
}
