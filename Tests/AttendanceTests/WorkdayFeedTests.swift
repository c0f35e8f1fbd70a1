import Testing
import Timekeeping

@testable import Attendance

/// Members' days, read a page at a time.
struct WorkdayFeedTests {
    @Test func `bad data of one member stands for that member alone`() async throws {
        let feed = try Self.feed(["e1", "e2", "e3"], broken: "e2")

        let page = try await feed.page(after: nil, limit: 10)

        let outcomes = page.map { member in
            switch member.rows {
            case .success(let rows): "\(member.member.id): \(rows.count)"
            case .failure(let error): "\(member.member.id): \(error.path.joined(separator: "/"))"
            }
        }
        #expect(outcomes == ["e1: 5", "e2: employment/leftOn", "e3: 5"])
    }

    @Test func `pages follow each other without a gap, chosen members too`() async throws {
        let feed = try Self.feed((1...20).map { "m\($0 + 10)" }, broken: "")
        var seen: [String] = []
        var last: MemberID?

        while let page = Optional(try await feed.page(after: last, limit: 7)), let end = page.last {
            seen += page.map(\.member.id.text)
            last = end.member.id
        }

        #expect(seen == (1...20).map { "m\($0 + 10)" })
    }

    private static func feed(_ members: [String], broken: String) throws -> WorkdayFeed {
        let library = RuleLibrary(of: Sample.organization, shifts: [:], groups: [:], calendars: [:])
        let book = WorkdayBook(library: library, recomputations: [], now: Sample.now)
        let from = try #require(CivilDate("2026-03-09"))
        return WorkdayFeed(
            FakeSource(members: members, broken: broken), of: Sample.organization.id, by: book,
            members: nil, dates: (from, from.advanced(by: 4)))
    }

    private struct FakeSource: AttendanceSource {
        let members: [String]
        let broken: String

        func attendance(
            _ query: AttendanceQuery, in organization: OrganizationID
        ) async throws(StoreError) -> [MemberAttendance] {
            members.filter { query.after.map(\.text) ?? "" < $0 }.prefix(query.limit).map { id in
                var profile = Member.Profile(name: id)
                if id == broken {
                    profile.hiredOn = "2026-03-10"
                    profile.leftOn = "2026-03-09"
                }
                return MemberAttendance(Member(id: Sample.id(id), profile: profile))
            }
        }
    }
}
