/// A column of a report.
public struct ReportColumn: Hashable, Sendable {
    /// The member of the API's row, such as `workedMinutes`; those of inner objects with a dot.
    public let name: String
    /// The heading in English.
    public let english: String
    /// The heading in Simplified Chinese.
    public let chinese: String
    /// The width in a spreadsheet, in characters of its standard font.
    public let width: Double
    /// Whether it holds numbers, which line up on the right.
    public let isNumber: Bool
    /// Whether it also appears where there is little room, as in a terminal.
    public let isBrief: Bool

    init(_ name: String, _ english: String, _ chinese: String, _ shape: Shape) {
        self.name = name
        self.english = english
        self.chinese = chinese
        width = shape.width
        isNumber = shape.isNumber
        isBrief = shape.isBrief
    }

    /// The heading.
    public func heading(_ wording: ReportWording) -> String {
        switch wording {
        case .names: name
        case .words(.en): english
        case .words(.zhCN): chinese
        }
    }

    /// How a column looks.
    struct Shape: Sendable {
        var width: Double
        var isNumber = false
        var isBrief = false

        static func text(_ width: Double) -> Shape { Shape(width: width) }
        static func number(_ width: Double = 12) -> Shape { Shape(width: width, isNumber: true) }
        static let time = Shape(width: 19)

        var brief: Shape {
            var shape = self
            shape.isBrief = true
            return shape
        }
    }
}
