/// The name of a member, unescaped, as UTF-8; lives as long as the closure that is given it.
///
/// Compare it in a `switch`; make it a `String` with `member.text`.
public typealias JSONMember = Span<UInt8>

extension Span where Element == UInt8 {
    /// The name as a string.
    public var text: String {
        withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}

/// Lets a `switch` over a member name have cases that are literals; compares bytes.
@inlinable
@inline(__always)
public func ~= (pattern: StaticString, member: JSONMember) -> Bool {
    let count = pattern.utf8CodeUnitCount
    guard member.count == count else { return false }
    guard pattern.hasPointerRepresentation else { return false }
    let start = pattern.utf8Start
    for index in 0..<count where member[index] != start[index] { return false }
    return true
}
