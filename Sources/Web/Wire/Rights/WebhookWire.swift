import Attendance
import JSON
import Timekeeping

/// Reads and writes webhooks, and the messages that they are sent.
enum WebhookWire {
    /// A webhook as a body writes it.
    struct Draft {
        var url: String
        var events: [Webhook.EventKind]
        var secret: String
        var recipient: String?
    }

    static func draft(_ reader: inout JSONReader) throws -> Draft {
        var url: String?
        var events: [Webhook.EventKind]?
        var secret: String?
        var recipient: String?
        try reader.object { member, value in
            switch member {
            case "url": url = try value.string(min: 1, max: 2_048)
            case "events":
                let told = try value.array(max: 16) { try $0.one(of: Webhook.EventKind.self) }
                guard !told.isEmpty else { throw value.invalid("must name an event") }
                events = told
            case "secret": secret = try value.string(min: 1, max: 256)
            case "recipient":
                recipient = try value.takeNull() ? nil : try value.identifierText()
            default: throw value.unknownMember()
            }
        }
        return Draft(
            url: try reader.required(url, "url"), events: try reader.required(events, "events"),
            secret: try reader.required(secret, "secret"), recipient: recipient)
    }

    /// From when on to tell again.
    static func replay(_ reader: inout JSONReader) throws -> Instant {
        var from: Instant?
        try reader.object { member, value in
            switch member {
            case "from": from = Instant(milliseconds: try value.instant())
            default: throw value.unknownMember()
            }
        }
        return try reader.required(from, "from")
    }

    static func write(_ webhook: Webhook, id: String, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id)
            writer.member("url", webhook.url)
            writer.member("events", webhook.events.map(\.rawValue))
            writer.member("recipient", webhook.recipient)
        }
    }

    /// A message: what happened, and an id that is the same however often it is sent.
    static func message(
        _ id: String, _ kind: Webhook.EventKind, in organization: OrganizationID, at: Instant,
        _ data: (inout JSONWriter) -> Void
    ) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("id", id)
            writer.member("type", kind.rawValue)
            writer.member("organization", organization.text)
            writer.member("at", instant: at.milliseconds)
            writer.member("data", data)
        }
        return writer.bytes
    }
}
