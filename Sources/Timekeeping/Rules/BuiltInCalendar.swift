/// The calendars that come with the product.
public enum BuiltInCalendar {
    /// Chinese statutory holidays and make-up workdays, 2004 to 2026.
    public static let chinese = parse(PackageResources.calendar_cn_txt)

    /// The calendar of an id; nil when there is none of that name.
    public static func named(_ id: String) -> WorkCalendar? { id == "cn" ? chinese : nil }

    /// Reads lines of `year|holiday|days off|of these statutory|make-up workdays`.
    ///
    /// Days are `MM-dd` or `MM-dd..MM-dd`, several with spaces between; `#` begins a remark.
    static func parse(_ bytes: [UInt8]) -> WorkCalendar {
        var days: [CivilDate: WorkCalendar.Day] = [:]
        var years: Set<Int> = []
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: "|", omittingEmptySubsequences: false)
            guard !line.hasPrefix("#"), fields.count == 5, let year = Int(fields[0]) else {
                continue
            }
            years.insert(year)
            let statutory = Set(dates(fields[3], year))
            for date in dates(fields[2], year) {
                var day = WorkCalendar.Day(.holiday)
                day.name = String(fields[1])
                day.isStatutory = statutory.contains(date)
                days[date] = day
            }
            for date in dates(fields[4], year) {
                var day = WorkCalendar.Day(.workday)
                day.name = String(fields[1])
                days[date] = day
            }
        }
        return WorkCalendar(days: days, publishedYears: years)
    }

    private static func dates(_ text: Substring, _ year: Int) -> [CivilDate] {
        text.split(separator: " ").flatMap { part -> [CivilDate] in
            let ends = part.split(separator: ".").compactMap { CivilDate("\(year)-\($0)") }
            guard let first = ends.first, let last = ends.last, first <= last else { return [] }
            return (first.days...last.days).map { CivilDate(days: Int($0)) }
        }
    }
}
