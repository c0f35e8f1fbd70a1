import Attendance
import Foundation
import JSON
import Timekeeping

/// The words of the domain, as every body writes them.
extension JSONReader {
    /// An identifier of the enterprise's own.
    mutating func identifier<Subject>() throws(JSONError) -> Identifier<Subject> {
        let text = try string(max: Limits.identifierLength)
        guard let identifier = Identifier<Subject>(text) else {
            throw invalid("must be 1 to 128 characters of A-Z a-z 0-9 . _ @ -")
        }
        return identifier
    }

    /// A UUID.
    mutating func uuid() throws(JSONError) -> UUID {
        guard let uuid = UUID(uuidString: try string(max: 36)) else {
            throw invalid("must be a UUID")
        }
        return uuid
    }

    /// The hardware address of an access point.
    mutating func bssid() throws(JSONError) -> BSSID {
        guard let bssid = BSSID(try string(max: 17)) else {
            throw invalid("must be six pairs of hexadecimal digits with colons")
        }
        return bssid
    }

    /// A signal strength in dBm.
    mutating func rssi() throws(JSONError) -> Double {
        let value = try double(in: -200...0)
        guard value < 0 else { throw invalid("must be below 0 dBm") }
        return value
    }

    /// So many bytes in hexadecimal, in lower case.
    mutating func hexadecimal(bytes: Int) throws(JSONError) -> String {
        let text = try string(max: 2 * bytes)
        guard text.utf8.count == 2 * bytes, text.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
            throw invalid("must be \(2 * bytes) hexadecimal digits")
        }
        return text.lowercased()
    }

    /// The name of an IANA time zone.
    mutating func timeZone() throws(JSONError) -> String {
        let name = try string(min: 1, max: 64)
        guard name.contains("/") || name == "UTC" || name == "GMT",
            TimeZone(identifier: name) != nil
        else { throw invalid("must be an IANA time zone") }
        return name
    }

    /// A name for people: 1…256 characters, not only space.
    mutating func name() throws(JSONError) -> String {
        let name = try string(min: 1, max: 1_024)
        guard name.count <= 256, name.contains(where: { !$0.isWhitespace }) else {
            throw invalid("must be 1 to 256 characters")
        }
        return name
    }
}

extension JSONReader {
    /// A civil date, `yyyy-MM-dd`, as text.
    mutating func civilDate() throws(JSONError) -> String {
        let (year, month, day) = try date()
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let digits = String(year)
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return "\(padded)-\(two(month))-\(two(day))"
    }

    /// A network as an address and the number of its leading bits, such as `10.1.0.0/16`.
    mutating func network() throws(JSONError) -> String {
        let text = try string(min: 3, max: 64)
        guard Network(text) != nil else {
            throw invalid("must be an address, a slash and a length")
        }
        return text
    }
}
