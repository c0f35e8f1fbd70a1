/// A row that every format can write: as many cells as its columns, in their order.
public protocol ReportRow: Sendable {
    /// The columns, always the same.
    static var columns: [ReportColumn] { get }
    /// The sheet of a workbook on which such rows belong.
    static var sheet: ReportSheet { get }
    /// The values, one for each column.
    var cells: [ReportCell] { get }
}
