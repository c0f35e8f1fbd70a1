import Attendance
import JSON
import Sealing
import Timekeeping

/// Reads and writes notices and legal grounds.
enum NoticeWire {
    /// The version of the server's own notice.
    static let builtInVersion = "default"

    static func read(_ reader: inout JSONReader, at now: Instant) throws -> Notice {
        var text: Notice.Text?
        var effectiveAt: Instant?
        var change: Notice.Change?
        var purposes: [Purpose]?
        try reader.object { member, value in
            switch member {
            case "text": text = try Self.text(&value)
            case "effectiveAt": effectiveAt = Instant(milliseconds: try value.instant())
            case "change": change = try value.one(of: Notice.Change.self)
            case "purposes":
                purposes = try value.array(max: 16) { try $0.one(of: Purpose.self) }
            default: throw value.unknownMember()
            }
        }
        let told = try reader.required(text, "text")
        return Notice(
            text: told, hash: hash(of: told), publishedAt: now,
            effectiveAt: try reader.required(effectiveAt, "effectiveAt"),
            change: try reader.required(change, "change"),
            purposes: Purposes(try reader.required(purposes, "purposes")).list)
    }

    private static func text(_ reader: inout JSONReader) throws -> Notice.Text {
        var english: String?
        var chinese: String?
        try reader.object { member, value in
            switch member {
            case "en": english = try value.string(min: 1, max: 65_536)
            case "zh-CN": chinese = try value.string(min: 1, max: 65_536)
            default: throw value.unknownMember()
            }
        }
        guard let text = Notice.Text(english: english, chinese: chinese) else {
            throw reader.invalid("must have a text in en or zh-CN")
        }
        return text
    }

    /// SHA-256 of the text object as it is answered.
    private static func hash(of text: Notice.Text) -> String {
        var writer = JSONWriter()
        write(text, to: &writer)
        return Hexadecimal.encode(Digest(of: Array(writer.bytes)).bytes)
    }

    private static func write(_ text: Notice.Text, to writer: inout JSONWriter) {
        writer.object { writer in
            if let english = text.english { writer.member("en", english) }
            if let chinese = text.chinese { writer.member("zh-CN", chinese) }
        }
    }

    /// - Parameter notice: nil for the server's own.
    static func write(
        _ notice: Notice?, version: String, inEffect: Bool? = nil, to writer: inout JSONWriter
    ) {
        let text = notice?.text ?? builtIn
        writer.object { writer in
            writer.member("version", version)
            if let text { writer.member("text") { write(text, to: &$0) } }
            writer.member("hash", notice?.hash ?? text.map(hash) ?? "")
            writer.member("publishedAt", instant: notice?.publishedAt.milliseconds)
            writer.member("effectiveAt", instant: notice?.effectiveAt.milliseconds)
            writer.member("change", (notice?.change ?? .minor).rawValue)
            writer.member("purposes") { writer in
                writer.array { writer in
                    for purpose in notice?.purposes ?? Purpose.allCases {
                        writer.value(purpose.rawValue)
                    }
                }
            }
            if let inEffect { writer.member("inEffect", inEffect) }
        }
    }

    private static let builtIn = Notice.Text(
        english: """
            Your organization uses this server to record attendance. With your consent to each, \
            it processes your position, motion sensors, nearby radio, the verdict on installed \
            apps, a feature vector of your face, and what identifies your device, only to judge \
            check-ins. You may withdraw a consent, \
            see, correct and erase what is kept on you at any time.
            """,
        chinese: """
            您所在的组织使用本服务器记录考勤。在您分别同意后,服务器会处理您的位置、运动传感器数据、附近的无线信号、\
            应用检测结论、人脸特征向量和设备标识,仅用于判断打卡。您可以随时撤回同意、查阅、更正和删除您的信息。
            """)

    static func basis(_ reader: inout JSONReader, for purpose: Purpose) throws -> LegalBasis {
        var basis: LegalBasis.Basis?
        var reference: String?
        try reader.object { member, value in
            switch member {
            case "basis": basis = try value.one(of: LegalBasis.Basis.self)
            case "piaReference":
                reference = try value.takeNull() ? nil : try value.string(min: 1, max: 1_024)
            default: throw value.unknownMember()
            }
        }
        let told = try reader.required(basis, "basis")
        if told == .necessity, purpose == .face {
            throw JSONError(.invalid, at: "/basis", "faces are processed by consent only")
        }
        if told == .necessity, reference == nil {
            throw JSONError(
                .invalid, at: "/piaReference", "hr-necessity needs a piaReference")
        }
        return LegalBasis(basis: told, piaReference: reference)
    }

    static func write(
        _ basis: LegalBasis, for purpose: Purpose, to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.member("purpose", purpose.rawValue)
            writer.member("basis", basis.basis.rawValue)
            writer.member("piaReference", basis.piaReference)
        }
    }
}
