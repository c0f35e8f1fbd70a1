import Foundation
import JSON
import Material
import Testing
import Timekeeping

@testable import Web

/// A scenario of `Fixtures/workdays`: a preview request and what its answer must contain.
struct WorkdayCase: CustomTestStringConvertible, Sendable {
    let file: String
    let name: String
    let request: JSONValue
    let expect: JSONValue

    static let all: [WorkdayCase] = {
        let folder = Material.fixtures.appending(path: "workdays")
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (files ?? []).filter { $0.hasSuffix(".json") }.sorted().map { file in
            WorkdayCase(file: file, at: folder.appending(path: file))
        }
    }()

    private init(file: String, at url: URL) {
        self.file = file
        let bytes = (try? Data(contentsOf: url)) ?? Data()
        let document = (try? JSONValue([UInt8](bytes))) ?? .null
        if case .string(let name)? = document["name"] { self.name = name } else { name = "" }
        request = document["request"] ?? .null
        expect = document["expect"] ?? .null
    }

    var testDescription: String { "\(file): \(name)" }

    /// The zone in which the case writes times without an offset.
    var zone: Zone {
        if case .string(let name)? = request["timeZone"], let zone = Zone(name) { return zone }
        return .utc
    }

    /// What the route answers; the pointer of the refusal when it refuses.
    func answer() throws -> JSONValue {
        let surroundings = PreviewWire.Surroundings(
            zone: .utc, now: Instant(milliseconds: 1_790_000_000_000))
        do throws(JSONError) {
            let request = try JSONReader.read(JSONWriter.bytes(of: request)) {
                try PreviewWire.read(&$0, surroundings)
            }
            var writer = JSONWriter()
            PreviewWire.write(request.answer(), to: &writer)
            return try JSONValue(writer.bytes)
        } catch {
            return .object([.init("refused", .string(error.pointer))])
        }
    }
}

/// Compares an answer with what a case expects of it.
struct Expectation {
    let zone: Zone
    private(set) var differences: [String] = []

    init(zone: Zone) { self.zone = zone }

    /// Objects need only have the expected members; arrays are compared whole.
    mutating func compare(_ answer: JSONValue?, _ expected: JSONValue, at place: String = "") {
        switch (answer, expected) {
        case (.object, .object(let members)):
            for member in members {
                compare(answer?[member.name], member.value, at: place + "/" + member.name)
            }
        case (.array(let values), .array(let wanted)) where values.count == wanted.count:
            for (index, pair) in zip(values, wanted).enumerated() {
                compare(pair.0, pair.1, at: place + "/\(index)")
            }
        case (.string(let value), .string(let wanted)) where isSameTime(value, wanted): break
        default:
            if answer != expected {
                differences.append("\(place): \(shown(answer)), expected \(shown(expected))")
            }
        }
    }

    private func isSameTime(_ value: String, _ wanted: String) -> Bool {
        guard let one = CivilTime(value), let other = CivilTime(wanted) else { return false }
        return one.instant(in: zone) == other.instant(in: zone)
    }

    private func shown(_ value: JSONValue?) -> String {
        value.map { String(decoding: JSONWriter.bytes(of: $0), as: UTF8.self) } ?? "nothing"
    }
}
