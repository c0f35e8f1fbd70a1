import JSON
import Testing

struct JSONReaderTests {
    struct Fix: Equatable {
        let latitude: Double
        let provider: String?

        init(_ reader: inout JSONReader) throws(JSONError) {
            var latitude: Double?
            var provider: String?
            try reader.object { member, value in
                switch member {
                case "latitude": latitude = try value.double(in: -90...90)
                case "provider": provider = try value.string(max: 8)
                default: throw value.unknownMember()
                }
            }
            self.latitude = try reader.required(latitude, "latitude")
            self.provider = provider
        }
    }

    private func fixes(_ text: String) throws(JSONError) -> [Fix] {
        try JSONReader.read(Array(text.utf8)) { try $0.array(max: 2, Fix.init) }
    }

    @Test func `a shape is read with its optional members`() throws {
        let fixes = try fixes(
            #" [{"latitude":1.5,"provider":null},{"provider":"a","latitude":2}] "#)

        #expect(fixes.map(\.latitude) == [1.5, 2])
        #expect(fixes.map(\.provider) == [nil, "a"])
    }

    @Test(arguments: [
        (#"[{"latitude":1},{"latitude":91}]"#, JSONError.Kind.invalid, "/1/latitude"),
        (#"[{"latitude":1},{"longitude":null}]"#, .unknownMember, "/1/longitude"),
        (#"[{"latitude":null}]"#, .invalid, "/0/latitude"),
        (#"[{},1]"#, .invalid, "/0/latitude"),
        (#"[null]"#, .invalid, "/0"),
        (#"null"#, .invalid, ""),
        (#"[{"latitude":1,"latitude":1}]"#, .malformed, "/0/latitude"),
        (#"[{"latitude":1,"l\u0061titude":1}]"#, .malformed, "/0/latitude"),
        (#"[{"latitude":1,"provider":"123456789"}]"#, .invalid, "/0/provider"),
        (#"[{"latitude":1},{"latitude":1},{"latitude":1}]"#, .tooMany, "/2"),
        (#"[{"latitude":1},{"latitude":"x"}"#, .malformed, "/1"),
        (#"[{"a/b~c\n":1}]"#, .unknownMember, "/0/a~1b~0c\u{FFFD}"),
    ])
    func `a refusal names its kind and place`(
        text: String, kind: JSONError.Kind, pointer: String
    ) {
        let error = #expect(throws: JSONError.self) { try fixes(text) }

        #expect(error?.kind == kind)
        #expect(error?.pointer == pointer)
    }
}
