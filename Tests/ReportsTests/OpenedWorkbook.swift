import Foundation
import FoundationXML
import Reports
import Testing

/// A workbook as another program sees it: unpacked by `unzip`, its XML read.
struct OpenedWorkbook {
    let sheets: [OpenedSheet]
    let names: [String]
    let styles: String

    init(_ file: ReportFile) throws {
        let unzip = try #require(Tool.unzip)
        let parts: [String: Data] = try Tool.withFolder { folder in
            let path = folder.appending(path: "report.xlsx")
            try Self.bytes(file).write(to: path)
            let list = try #require(try Tool.run(unzip, ["-Z1", path.path]))
            _ = try #require(try Tool.run(unzip, ["-tq", path.path]), "the package is damaged")
            var parts: [String: Data] = [:]
            for name in String(decoding: list, as: UTF8.self).split(separator: "\n") {
                let pattern = String(name.map { $0 == "[" ? "?" : $0 })
                parts[String(name)] = try Tool.run(unzip, ["-p", path.path, pattern])
            }
            return parts
        }
        let book = OpenedSheet(try #require(parts["xl/workbook.xml"]))
        names = book.sheetNames
        sheets = try names.indices.map {
            OpenedSheet(try #require(parts["xl/worksheets/sheet\($0 + 1).xml"]))
        }
        styles = String(decoding: parts["xl/styles.xml"] ?? Data(), as: UTF8.self)
    }

    static func bytes(_ file: ReportFile) throws -> Data {
        var bytes = Data()
        while bytes.count < file.size { bytes += try file.chunk(at: bytes.count) }
        return bytes
    }
}

/// One sheet as its XML has it.
final class OpenedSheet: NSObject, XMLParserDelegate {
    private(set) var rows: [[Cell]] = []
    private(set) var frozenRows = 0
    private(set) var hasFilter = false
    private(set) var formulas = 0
    private(set) var widths = 0
    private(set) var sheetNames: [String] = []
    private var cell = Cell()
    private var text = ""

    struct Cell: Equatable {
        var column = ""
        var type = "n"
        var style = 0
        var text = ""
    }

    init(_ xml: Data) {
        super.init()
        let parser = XMLParser(data: xml)
        parser.delegate = self
        #expect(parser.parse(), "the XML is not well formed")
    }

    /// The cells of a row by the headings of the first.
    func named(_ row: Int) -> [String: Cell] {
        let headings = Dictionary(uniqueKeysWithValues: rows[0].map { ($0.column, $0.text) })
        return Dictionary(uniqueKeysWithValues: rows[row].map { (headings[$0.column] ?? "", $0) })
    }

    func parser(
        _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        text = ""
        switch element {
        case "row": rows.append([])
        case "c":
            cell = Cell()
            cell.column = attributes["r"]?.filter { !$0.isNumber } ?? ""
            cell.type = attributes["t"] ?? "n"
            cell.style = attributes["s"].flatMap { Int($0) } ?? 0
        case "pane" where attributes["state"] == "frozen":
            frozenRows = attributes["ySplit"].flatMap { Int($0) } ?? 0
        case "autoFilter": hasFilter = true
        case "f": formulas += 1
        case "col": widths += 1
        case "sheet": sheetNames.append(attributes["name"] ?? "")
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(
        _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        switch element {
        case "v", "t": cell.text = text
        case "c": rows[rows.count - 1].append(cell)
        default: break
        }
    }
}
