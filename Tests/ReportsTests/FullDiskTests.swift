import Foundation
import Testing

@testable import Reports

/// Writes to a disk that is too small.
///
/// `mount -t tmpfs -o size=1500k tmpfs /mnt/small` makes one; `ROLLCALL_SMALL_DISK` names it.
struct FullDiskTests {
    static let disk = ProcessInfo.processInfo.environment["ROLLCALL_SMALL_DISK"]

    @Test(.enabled(if: disk != nil, "needs ROLLCALL_SMALL_DISK"))
    func `a full disk is an error, never a shorter report, and nothing stays open`() throws {
        let folder = URL(filePath: try #require(Self.disk))
        let days = try Sample.month()
        var outcomes: [String: Int] = [:]

        for members in 1...60 {
            do {
                let report = try XLSXReport(.names, temporaryFolder: folder.path)
                for _ in 0..<members {
                    for day in days { try report.append(Sample.row(day)) }
                }
                let book = try OpenedWorkbook(report.finish())
                #expect(book.sheets[0].rows.count == members * days.count + 1)
                outcomes["whole", default: 0] += 1
            } catch let error as ReportError {
                outcomes["\(error)".prefix(while: \.isLetter).description, default: 0] += 1
            }
            #expect(try OpenFiles.count(in: folder) == 0)
        }

        #expect(outcomes.keys.count >= 3, "\(outcomes)")
    }
}
