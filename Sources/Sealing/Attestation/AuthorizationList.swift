/// The properties of a key that one side, software or hardware, vouches for.
///
/// Only what is asked for here is read; every other element must be well formed all the same, and
/// tags must rise.
struct AuthorizationList {
    private(set) var purposes: Set<Int64> = []
    private(set) var isGenerated = false
    private(set) var boot: KeyDescription.Boot?
    private(set) var application: KeyDescription.Application?

    /// Reads the content of the sequence; nil when any of it is malformed.
    init?(_ content: ArraySlice<UInt8>) {
        guard let elements = DERReader.elements(of: content) else { return nil }
        var last: UInt32 = 0
        for element in elements {
            guard element.tag.form == 0xA0, element.tag.number > last else { return nil }
            last = element.tag.number
            guard read(element) else { return nil }
        }
    }

    private mutating func read(_ element: DERReader.Element) -> Bool {
        var reader = DERReader(element.content)
        switch element.tag.number {
        case Self.purposeTag:
            guard let purposes = Self.numbers(reader.next(.set)) else { return false }
            self.purposes = purposes
        case Self.originTag:
            guard let origin = reader.number() else { return false }
            isGenerated = origin == 0
        case Self.bootTag:
            guard let boot = Self.boot(reader.next(.sequence)) else { return false }
            self.boot = boot
        case Self.applicationTag:
            guard let application = Self.application(reader.next(.octets)) else { return false }
            self.application = application
        default:
            guard reader.next() != nil else { return false }
        }
        return reader.isAtEnd
    }

    private static let purposeTag: UInt32 = 1
    private static let originTag: UInt32 = 702
    private static let bootTag: UInt32 = 704
    private static let applicationTag: UInt32 = 709

    private static func numbers(_ content: ArraySlice<UInt8>?) -> Set<Int64>? {
        guard let content else { return nil }
        var reader = DERReader(content)
        var numbers: Set<Int64> = []
        while !reader.isAtEnd {
            guard numbers.count < 16, let number = reader.number() else { return nil }
            numbers.insert(number)
        }
        return numbers
    }

    private static func boot(_ content: ArraySlice<UInt8>?) -> KeyDescription.Boot? {
        guard let content else { return nil }
        var reader = DERReader(content)
        guard reader.next(.octets) != nil, let isLocked = reader.boolean(),
            let code = reader.number(.enumerated).flatMap({ Int(exactly: $0) }),
            let state = KeyDescription.Boot.State(rawValue: code)
        else { return nil }
        // Version 3 added the digest of what was started.
        guard reader.isAtEnd || reader.next(.octets) != nil, reader.isAtEnd else { return nil }
        return KeyDescription.Boot(isLocked: isLocked, state: state)
    }

    private static func application(
        _ content: ArraySlice<UInt8>?
    ) -> KeyDescription.Application? {
        guard let content else { return nil }
        var outer = DERReader(content)
        guard let inside = outer.next(.sequence), outer.isAtEnd else { return nil }
        var reader = DERReader(inside)
        guard let packages = reader.next(.set).flatMap(DERReader.elements(of:)),
            let signers = reader.next(.set).flatMap(DERReader.elements(of:)), reader.isAtEnd,
            packages.count <= Limits.packages, signers.count <= Limits.packages
        else { return nil }
        let names = packages.map { name(of: $0) }
        let digests = signers.map {
            $0.tag == .octets ? Digest(bytes: $0.content) : nil
        }
        guard !names.contains(nil), !digests.contains(nil) else { return nil }
        return KeyDescription.Application(
            packages: names.compactMap(\.self), signers: digests.compactMap(\.self))
    }

    /// The name in `SEQUENCE { OCTET STRING name, INTEGER version }`.
    private static func name(of package: DERReader.Element) -> String? {
        guard package.tag == .sequence else { return nil }
        var reader = DERReader(package.content)
        guard let name = reader.next(.octets), reader.next(.integer) != nil, reader.isAtEnd
        else { return nil }
        return String(validating: name, as: UTF8.self)
    }
}
