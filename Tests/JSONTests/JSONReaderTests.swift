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

    func fixes(_ text: String) throws(JSONError) -> [Fix] {
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

extension JSONReaderTests {
    @Test func `a member that comes twice is found among twenty thousand`() {
        let members = (0..<20_000).map { "\"m\($0)\":0" }.joined(separator: ",")

        let error = #expect(throws: JSONError.self) {
            let text = Array("{\(members),\"m\\u0037\":0}".utf8)
            try JSONReader.read(text, limits: Self.wide) { try $0.skip() }
        }

        #expect(error?.kind == .malformed)
        #expect(error?.pointer == "/m7")
    }

    @Test(arguments: ["m#", "aaaaaaaa#zzzzzzzz"])
    func `members cost as much each, however many there are`(pattern: String) throws {
        func seconds(_ count: Int) throws -> Duration {
            let members = (10_000..<10_000 + count).map {
                "\"\(pattern.replacing("#", with: String($0)))\":0"
            }
            let text = Array("{\(members.joined(separator: ","))}".utf8)
            return try ContinuousClock().measure {
                try JSONReader.read(text, limits: Self.wide) { try $0.skip() }
            }
        }
        var (few, many) = (Duration.seconds(3_600), Duration.seconds(3_600))

        for _ in 0..<5 {
            few = min(few, try seconds(1_000))
            many = min(many, try seconds(20_000))
        }

        // Comparing each with each would make it 400 times as long, not 20.
        #expect(many < few * 120, "\(few) for 1,000, \(many) for 20,000")
    }

    private static var wide: JSONLimits {
        var limits = JSONLimits()
        limits.members = 30_000
        return limits
    }

    @Test func `limits hold for members, elements, strings and names`() {
        var limits = JSONLimits()
        limits.members = 2
        limits.elements = 2
        limits.stringBytes = 4
        let cases: [(String, JSONError.Kind?)] = [
            (#"{"a":1,"b":2}"#, nil), (#"{"a":1,"b":2,"c":3}"#, .tooMany), ("[1,2]", nil),
            ("[1,2,3]", .tooMany), ("\"1234\"", nil), ("\"12345\"", .invalid),
            (#""\u0041\u0041\u0041\u0041""#, nil), (#""\u0041\u0041\u0041\u0041A""#, .invalid),
            (#"{"12345":1}"#, .invalid), ("[1,2,3", .malformed), ("\"12345", .malformed),
        ]
        for (text, kind) in cases {
            let found = Verdict.catching {
                try JSONReader.read(Array(text.utf8), limits: limits) { try $0.skip() }
            }
            #expect(found == kind, "\(text)")
        }
    }

    @Test func `an error that was caught still refuses the document`() {
        let error = #expect(throws: JSONError.self) {
            try JSONReader.read(Array("[1,\"x\",3]".utf8)) { reader in
                try reader.elements(max: 3) { value in
                    _ = try? value.double()
                }
            }
        }

        #expect(error == JSONError(.invalid, at: "/1", "must be a number"))
    }

    @Test func `a foreign error is reported at the place that was reached`() {
        struct Foreign: Error {}
        let error = #expect(throws: JSONError.self) {
            try JSONReader.read(Array(#"{"a":[1,2]}"#.utf8)) { reader in
                try reader.object { _, value in
                    try value.elements(max: 2) { value in
                        if try value.integer() == 2 { throw Foreign() }
                    }
                }
            }
        }

        #expect(error?.kind == .invalid)
        #expect(error?.pointer == "/a/1")
    }

    @Test func `a body that is malformed further on is malformed, whatever else is wrong`() {
        let error = #expect(throws: JSONError.self) {
            try fixes(#"[{"latitude":91},{"latitude":1,}]"#)
        }

        #expect(error?.kind == .malformed)
        #expect(error?.pointer == "/1")
    }

    @Test func `a reader that was allowed more depth finds no fault with it afterwards`() {
        var limits = JSONLimits()
        limits.depth = 20
        let text = String(repeating: "[", count: 18) + String(repeating: "]", count: 18)
        let error = #expect(throws: JSONError.self) {
            try JSONReader.read(Array(text.utf8), limits: limits) { reader in
                try reader.skip()
                throw reader.invalid("must be something else")
            }
        }

        #expect(error == JSONError(.invalid, at: "", "must be something else"))
    }

    @Test func `an error never repeats more of the document than a cleaned, cut member name`() {
        let name = String(repeating: "n", count: 300) + #"\u0007\u202e"#
        let error = #expect(throws: JSONError.self) {
            try fixes(#"[{"\#(name)":"secret"}]"#)
        }

        #expect(error?.pointer == "/0/" + String(repeating: "n", count: 64) + "…")
        #expect(error?.detail.contains("nnn") == false)
        #expect(error?.detail.contains("secret") == false)
    }

    @Test func `null is absence for a member and can be asked for`() throws {
        var wasNull = false
        var calls = 0
        try JSONReader.read(Array(#"{"a":null,"b":null}"#.utf8)) { reader in
            try reader.object { member, value in
                calls += 1
                if "a" ~= member { wasNull = try value.takeNull() } else { _ = try value.date() }
            }
        }

        #expect(wasNull)
        #expect(calls == 2)
    }

    @Test func `a string with U+0000 is refused, in a tree it is kept`() throws {
        let body = Array(#""a\u0000b""#.utf8)

        let error = #expect(throws: JSONError.self) {
            try JSONReader.read(body) { try $0.string() }
        }

        #expect(error?.kind == .invalid)
        #expect(try JSONValue(body) == .string("a\u{0}b"))
    }

    @Test func `values of the wrong kind are invalid and say what was expected`() {
        enum Colour: String, CaseIterable { case red, green }
        let reads: [(String, (inout JSONReader) throws -> Void)] = [
            ("a string", { _ = try $0.string() }), ("a number", { _ = try $0.double() }),
            ("a whole number", { _ = try $0.integer() }), ("true or false", { _ = try $0.bool() }),
            ("an object", { try $0.object { _, _ in } }),
            ("an array", { try $0.elements(max: 1) { _ in } }),
            ("an array of numbers", { _ = try $0.doubles(max: 1) }),
            ("an RFC 3339 instant with an offset", { _ = try $0.instant() }),
            ("a date as yyyy-MM-dd", { _ = try $0.date() }),
            ("a month as yyyy-MM", { _ = try $0.month() }),
            ("a wall time as HH:mm", { _ = try $0.wallTime() }),
            ("one of: red, green", { _ = try $0.one(of: Colour.self) }),
        ]
        for (expected, read) in reads {
            let error = #expect(throws: JSONError.self) {
                try JSONReader.read(Array("null".utf8)) { try read(&$0) }
            }
            #expect(error == JSONError(.invalid, at: "", "must be \(expected)"))
        }
    }
}
