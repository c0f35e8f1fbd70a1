/// The list that the server ships: a data file with one rule and its source a line.
public struct BlocklistDefaults: Sendable {
    /// The revision of the file.
    public let revision: Int64
    /// The rules in force at that revision, ordered by id.
    public let rules: [BlocklistRule]
    /// Ids of all rules that any revision has had; none is ever used for another rule.
    public let everyID: Set<String>

    /// The shipped list, in its newest revision.
    public static let shipped: BlocklistDefaults = {
        do {
            return try BlocklistDefaults(file: PackageResources.blocklist_tsv)
        } catch {
            preconditionFailure("the shipped blocklist does not parse: \(error)")
        }
    }()

    /// No rules, revision 0.
    public static let none = BlocklistDefaults(revision: 0, rules: [], everyID: [])

    /// Reads a file of the shipped form.
    ///
    /// - Parameters:
    ///   - file: UTF-8; `#` lines are remarks, `revision<TAB>n` is the first other line.
    ///   - wanted: The revision to read; nil for the newest.
    public init(file: [UInt8], revision wanted: Int64? = nil) throws(BlocklistFileError) {
        var (newest, rules, ids): (Int64?, [BlocklistRule], Set<String>) = (nil, [], [])
        for (number, line) in file.split(separator: 0x0A).enumerated() where line.first != 0x23 {
            let cells = String(decoding: line, as: UTF8.self)
                .split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard let newest else {
                guard cells.count == 2, cells[0] == "revision", let value = Int64(cells[1]) else {
                    throw .revision
                }
                newest = value
                continue
            }
            let row = try Row(cells, line: number + 1)
            guard ids.insert(row.rule.id).inserted else { throw .repeatedID(row.rule.id) }
            if row.isInForce(at: wanted ?? newest) { rules.append(row.rule) }
        }
        guard let newest else { throw .revision }
        self.init(
            revision: wanted ?? newest, rules: rules.sorted { $0.id < $1.id }, everyID: ids)
    }

    private init(revision: Int64, rules: [BlocklistRule], everyID: Set<String>) {
        self.revision = revision
        self.rules = rules
        self.everyID = everyID
    }

    private struct Row {
        let rule: BlocklistRule
        let first: Int64
        let last: Int64?

        init(_ cells: [String], line: Int) throws(BlocklistFileError) {
            guard cells.count == 9, let first = Int64(cells[1]),
                cells[2].isEmpty || Int64(cells[2]) != nil,
                let platform = AppPlatform(rawValue: cells[3]),
                let match = BlocklistRule.Match(rawValue: cells[4]),
                let category = BlocklistRule.Category(rawValue: cells[6]),
                let severity = BlocklistRule.Severity(rawValue: cells[7]), !cells[8].isEmpty
            else { throw .line(line) }
            self.first = first
            last = Int64(cells[2])
            do {
                rule = try BlocklistRule(
                    id: cells[0], platform: platform, match: match, value: cells[5],
                    category: category, severity: severity)
            } catch {
                throw .line(line)
            }
        }

        func isInForce(at revision: Int64) -> Bool {
            first <= revision && (last.map { $0 >= revision } ?? true)
        }
    }
}
