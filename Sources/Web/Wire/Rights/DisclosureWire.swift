import Attendance
import JSON
import Timekeeping

/// Reads and writes recipients and the register of disclosures.
enum DisclosureWire {
    static func recipient(_ reader: inout JSONReader) throws -> Recipient {
        var name: String?
        var contact: String?
        var purpose: String?
        var basis: Recipient.Basis?
        var categories: [DataCategory]?
        var keys: [KeyID] = []
        try reader.object { member, value in
            switch member {
            case "name": name = try value.name()
            case "contact":
                contact = try value.takeNull() ? nil : try value.string(min: 1, max: 1_024)
            case "purpose": purpose = try value.string(min: 1, max: 1_024)
            case "basis": basis = try value.one(of: Recipient.Basis.self)
            case "categories":
                categories = try value.array(max: 32) { try $0.one(of: DataCategory.self) }
            case "keys": keys = try value.array(max: 100) { try $0.identifier() }
            default: throw value.unknownMember()
            }
        }
        return Recipient(
            name: try reader.required(name, "name"), contact: contact,
            purpose: try reader.required(purpose, "purpose"),
            basis: try reader.required(basis, "basis"),
            categories: try reader.required(categories, "categories"), keys: keys)
    }

    static func write(_ recipient: Recipient, id: String, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id)
            writer.member("name", recipient.name)
            writer.member("contact", recipient.contact)
            writer.member("purpose", recipient.purpose)
            writer.member("basis", recipient.basis.rawValue)
            writer.member("categories", recipient.categories.map(\.rawValue))
            writer.member("keys", recipient.keys.map(\.text))
        }
    }

    static func write(_ disclosure: Disclosure, to writer: inout JSONWriter) {
        let content = disclosure.content
        writer.object { writer in
            writer.member("number", disclosure.number)
            writer.member("at", instant: disclosure.at.milliseconds)
            writer.member("kind", content.kind.rawValue)
            writer.member("recipient", content.recipient)
            writer.member("categories", content.categories.map(\.rawValue))
            writer.member("purpose", content.purpose)
            writer.member("basis", content.basis.rawValue)
            writer.member("member", content.member?.text)
        }
    }
}
