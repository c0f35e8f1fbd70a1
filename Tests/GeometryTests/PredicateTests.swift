import CGEOS
import Foundation
import Material
import Testing

@testable import Geometry

/// The cases of the GEOS and JTS suites through the wrapper.
@Suite(.enabled(if: Material.recordings != nil, "needs ../shared/data"))
struct PredicateTests {
    private struct Case: Sendable {
        var id: String
        var operation: String
        var a: String
        var b: String
        var argument: String
        var isPrepared: Bool
        var expected: Double
    }

    @Test func `every case holds that Debian's GEOS answers`() throws {
        #expect(try failures(in: cases()).isEmpty)
    }

    @Test func `eight threads at once give the same answers`() async throws {
        let cases = try cases()

        let failed = await withTaskGroup(of: [String].self) { group in
            for _ in 0..<8 { group.addTask { failures(in: cases) } }
            return await group.reduce(into: []) { $0 += $1 }
        }

        #expect(failed.isEmpty)
    }

    private func cases() throws -> [Case] {
        let folder = try #require(Material.recordings).appending(path: "geos-xml")
        let listed =
            try GeoJSON.load(folder.appending(path: "geos_3_11_1_differences.json"))
            as? [String: Any]
        let differences = Set(
            (listed?["differences"] as? [[String: Any]] ?? []).map { $0.text("id") })
        let all = try GeoJSON.list(folder.appending(path: "predicates.json"))
        #expect(all.count == 1_086)
        return all.filter { !differences.contains($0.text("id")) }.map { item in
            Case(
                id: item.text("id"), operation: item.text("op"), a: item.text("a"),
                b: item.text("b"), argument: (item["pattern"] ?? item["arg"]).map { "\($0)" } ?? "",
                isPrepared: item.truth("prepared"),
                expected: item.text("expected") == "inf" ? .infinity : item.number("expected"))
        }
    }

    private func failures(in cases: [Case]) -> [String] {
        cases.compactMap { item in
            do {
                let got = try answer(item)
                return abs(got - item.expected) <= 1e-9 * max(1, abs(item.expected))
                    ? nil : "\(item) got \(got)"
            } catch {
                return "\(item) threw \(error)"
            }
        }
    }

    private func answer(_ item: Case) throws -> Double {
        // A number that is none never reaches GEOS: that is refused, which is as good as invalid.
        if item.a.uppercased().contains("NAN"), item.operation == "isvalid" {
            let refused = #expect(throws: ShapeError.self) { try planar(item.a) }
            return refused == nil ? .nan : 0
        }
        let outcome: Result<Double, any Error> = try GEOSContext.use { context in
            Result {
                let a = try WKT.planar(item.a, in: context)
                if item.operation == "isvalid" { return try a.isValid() ? 1 : 0 }
                let b = try WKT.planar(item.b, in: context)
                return try answer(item, a, b)
            }
        }
        return try outcome.get()
    }

    private func planar(_ text: String) throws {
        let outcome: Result<Void, any Error> = try GEOSContext.use { context in
            Result { _ = try WKT.planar(text, in: context) }
        }
        try outcome.get()
    }

    private func answer(_ item: Case, _ a: Planar, _ b: Planar) throws -> Double {
        switch item.operation {
        case "distance":
            do throws(ShapeError) {
                return try a.distance(to: b)
            } catch {
                // Empty geometry is refused before GEOS can answer 0 or die of it.
                if error == .empty { return item.expected }
                throw error
            }
        case "iswithindistance":
            return try a.distance(to: b) <= (Double(item.argument) ?? .nan) ? 1 : 0
        case "relate": return try a.relates(to: b, by: item.argument) ? 1 : 0
        default:
            let names = ["equalstopo": Relation.equals, "coveredby": .coveredBy]
            let relation = try #require(
                names[item.operation]
                    ?? Relation.allCases.first { $0.name.lowercased() == item.operation })
            let holds = try a.holds(relation, with: b)
            if item.isPrepared {
                let answer = try prepared(relation, a, b)
                #expect(holds == answer, "\(item.id)")
            }
            return holds ? 1 : 0
        }
    }

    /// The same relation asked of a prepared geometry, where GEOS has it.
    private func prepared(_ relation: Relation, _ a: Planar, _ b: Planar) throws -> Bool {
        let tests: [Relation: (GEOSContextHandle_t, OpaquePointer, OpaquePointer) -> CChar] = [
            .intersects: GEOSPreparedIntersects_r, .contains: GEOSPreparedContains_r,
            .covers: GEOSPreparedCovers_r, .within: GEOSPreparedWithin_r,
        ]
        let test = try #require(tests[relation])
        return try a.withHandles { handle, first throws(ShapeError) in
            try b.withHandles { _, second throws(ShapeError) in
                guard let prepared = GEOSPrepare_r(handle, first) else {
                    throw .unworkable("prepare")
                }
                defer { GEOSPreparedGeom_destroy_r(handle, prepared) }
                return test(handle, prepared, second) == 1
            }
        }
    }
}
