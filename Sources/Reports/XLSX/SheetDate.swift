import Timekeeping

/// Dates as spreadsheets count them.
enum SheetDate {
    /// The serial number of a date in the 1900 system; nil before 1900-03-01.
    ///
    /// Spreadsheets disagree on earlier dates: Excel believes in a 29 February 1900.
    static func serial(_ date: CivilDate) -> Double? {
        let serial = Int(date.days) + unixEpoch
        return serial >= firstAgreed ? Double(serial) : nil
    }

    /// 1970-01-01.
    private static let unixEpoch = 25_569
    /// 1900-03-01.
    private static let firstAgreed = 61
}
