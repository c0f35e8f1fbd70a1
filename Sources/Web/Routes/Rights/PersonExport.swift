import Attendance
import Foundation
import HTTPTypes
import Hummingbird
import JSON
import Sealing
import Timekeeping

/// Everything that is kept on one person, category by category.
struct PersonExport: Sendable {
    let store: any AttendanceStorage
    let organization: OrganizationID
    let member: Member
    /// Whether the profile was altered where it lies, and so is not told.
    var isAltered = false
    let language: Language
    let now: Instant

    /// The export of a member, nothing of it read yet but whose it is.
    ///
    /// - Throws: `unknown-person`, `not-found`.
    func format() async throws -> ExportFormat {
        guard let known = try await store.organization(organization) else {
            throw Problem(.notFound)
        }
        var head = JSONWriter()
        head.object { writer in
            writer.member("generatedAt", instant: now.milliseconds)
            writer.member("organization") { writer in
                writer.object { writer in
                    writer.member("id", known.id.text)
                    writer.member("name", known.name)
                    writer.member("region", known.region)
                }
            }
            writer.member("member") { writer in
                guard isAltered else { return MemberWire.write(member, to: &writer) }
                writer.object { writer in
                    writer.member("member", member.id.text)
                    writer.member("error") { writer in
                        writer.object { AlteredWire.told(in: language, to: &$0) }
                    }
                }
            }
        }
        return ExportFormat(
            head: ExportHead(generatedAt: now, bytes: head.bytes),
            sections: [
                consents, checkIns, workdays(of: known), approvals, roster, reviews, disputes,
                requests, faces, devices, registeredDevices, motions, evidence, holds,
                groups, disclosures,
                audit,
            ])
    }

    private var consents: ExportSection {
        .whole(
            "consents", ["purpose", "action", "noticeVersion", "at", "recordedAt", "channel"],
            { try await store.receipts(of: member.id, in: organization) },
            { MemberWire.write($0, to: &$1) })
    }

    private var checkIns: ExportSection {
        .paged(
            "checkIns",
            [
                "id", "sequence", "direction", "occurredAt", "receivedAt", "decision", "required",
                "place.outcome", "place.geofence", "place.by", "place.distance",
                "place.probability", "position.latitude", "position.longitude",
                "position.accuracy", "risk.score", "risk.coverage", "risk.codes", "findings",
                "workday", "policyVersion", "blocklistRevision", "answers", "photo.sha256",
                "photo.url", "note", "origin", "error",
            ],
            { (before: Int64?, limit) in
                var query = RecordQuery(limit: limit)
                query.member = member.id
                query.before = before
                return try await store.records(query, in: organization)
            },
            key: { row -> Int64 in row.value?.sequence ?? row.altered?.sequence ?? 0 },
            { listed($0, to: &$1, write) })
    }

    /// A row, or in its place that it was altered.
    private func listed<Value>(
        _ row: Listed<Value>, to writer: inout JSONWriter,
        _ write: (Value, inout JSONWriter) -> Void
    ) {
        switch row {
        case .value(let value): write(value, &writer)
        case .altered(let row): AlteredWire.writeLine(row, in: language, to: &writer)
        }
    }

    /// A record with what receipts leave out.
    private func write(_ record: Record, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.members { ReceiptWire.write(record, .whole, in: language, to: &$0) }
            writer.member("origin", record.origin)
            writer.member("position") { writer in
                guard let position = record.position else { return writer.null() }
                writer.object { writer in
                    writer.member("latitude", position.latitude)
                    writer.member("longitude", position.longitude)
                    writer.member("accuracy", position.accuracy)
                }
            }
            writer.member("photo") { writer in
                guard let photo = record.photo else { return writer.null() }
                writer.object { writer in
                    writer.member("sha256", photo.sha256)
                    writer.member("url", photo.url)
                }
            }
        }
    }

    private var reviews: ExportSection {
        documents(
            "reviews", ["checkIn", "decision", "reason", "by", "reviewedAt"], Review.self
        ) { CorrectionWire.write($0.value, to: &$1) }
    }

    private var disputes: ExportSection {
        .paged(
            "disputes",
            [
                "id", "checkIn", "reason", "filedBy", "filedAt", "state", "decision", "decidedAt",
                "error",
            ],
            { (last: String?, limit) in
                var disputes: [(id: String, told: Listed<(dispute: Dispute, review: Review?)>)] = []
                let page = try await store.documents(
                    Dispute.self, about: member.id, in: organization, after: last, limit: limit)
                for (id, stored) in page {
                    guard let dispute = stored.value?.value else {
                        disputes.append((id, .altered(AlteredRow(sequence: nil, id: id))))
                        continue
                    }
                    disputes.append((id, .value((dispute, try await review(of: dispute)))))
                }
                return disputes
            },
            key: { $0.id },
            {
                listed($0.told, to: &$1) { told, writer in
                    CorrectionWire.write(told.dispute, decidedBy: told.review, to: &writer)
                }
            })
    }

    /// What decides a dispute; nil where nobody did yet, or it was altered and stands as such elsewhere.
    private func review(of dispute: Dispute) async throws -> Review? {
        do throws(StoreError) {
            return try await store.document(
                Review.self, id: dispute.checkIn.uuidString.lowercased(), in: organization)?.value
        } catch {
            guard case .altered = error else { throw error }
            return nil
        }
    }

    private var requests: ExportSection {
        let today = CivilDate(days: Int(clamping: now.milliseconds / 86_400_000))
        return documents(
            "requests",
            [
                "id", "kind", "verifiedOn", "dueOn", "state", "overdue", "note", "filedBy",
                "filedAt",
                "answer", "answeredBy", "answeredAt",
            ], RightsRequest.self
        ) { RightsWire.write($0.value, today: today, to: &$1) }
    }

    private var approvals: ExportSection {
        documents(
            "approvals", ["id", "kind", "from", "to", "slot", "portion", "includeHolidays"],
            ApprovalDocument.self
        ) {
            ApprovalWire.write($0.value.approval, member: $0.value.member.text, to: &$1)
        }
    }

    private var roster: ExportSection {
        documents("roster", ["date", "shifts"], RuleHistory<RosterDay>.self) { stored, writer in
            let day = stored.value.newest.rule
            writer.object { writer in
                writer.member("date", day.date.description)
                writer.member("shifts", day.shifts)
            }
        }
    }

    private func documents<Value: Document>(
        _ name: String, _ columns: [String], _ type: Value.Type,
        _ write: @escaping @Sendable (Stored<Value>, inout JSONWriter) -> Void
    ) -> ExportSection {
        .paged(
            name, columns + ["error"],
            { (last: String?, limit) in
                try await store.documents(
                    type, about: member.id, in: organization, after: last, limit: limit)
            },
            key: { $0.id }, { listed($0.stored, to: &$1, write) })
    }

    private var faces: ExportSection {
        .whole(
            "faces", ["id", "model", "enrolledAt"],
            { try await store.faces(of: member.id, in: organization) },
            { FaceWire.write($0, to: &$1) })
    }

    private var devices: ExportSection {
        .whole(
            "devices", ["pseudonym", "lastAt", "registeredAt"],
            { try await store.devices(of: member.id, in: organization) },
            { device, writer in
                writer.object { writer in
                    writer.member("pseudonym", Hexadecimal.encode(device.pseudonym))
                    writer.member("lastAt", instant: device.lastAt?.milliseconds)
                    writer.member("registeredAt", instant: device.registeredAt?.milliseconds)
                }
            })
    }

    private var motions: ExportSection {
        .whole(
            "motions", ["checkIn", "endedAt"],
            { try await store.keptMotions(of: member.id, in: organization) },
            { motion, writer in
                writer.object { writer in
                    writer.member("checkIn", motion.checkIn)
                    writer.member("endedAt", instant: motion.endedAt.milliseconds)
                }
            })
    }

    private var holds: ExportSection {
        .whole(
            "holds", ["reason", "placedBy", "placedAt"],
            { try await store.hold(of: member.id, in: organization).map { [$0] } ?? [] },
            { HoldRoutes.write($0, to: &$1) })
    }

    /// What is kept of the evidence; few at a time, for each may be large.
    private var evidence: ExportSection {
        .paged(
            "evidence",
            [
                "checkIn", "keptAt", "keptUntil", "location", "wifi", "beacons", "cells", "motion",
                "device", "unreadable",
            ],
            { (last: UUID?, limit) in
                try await store.evidence(
                    of: member.id, in: organization, after: last, limit: limit)
            },
            pageRows: 8, key: \.checkIn, { KeptEvidenceWire.write($0, to: &$1) })
    }

    private var registeredDevices: ExportSection {
        .whole(
            "registeredDevices",
            [
                "pseudonym", "keyId", "publicKey.kty", "publicKey.crv", "publicKey.x",
                "publicKey.y", "registeredAt",
            ],
            { try await store.registeredDevices(of: member.id, in: organization) },
            { DeviceWire.write($0, to: &$1) })
    }

    private var groups: ExportSection {
        .whole(
            "groups", ["id", "name"],
            {
                try await store.all(RuleHistory<WorkGroup>.self, in: organization)
                    .filter { $0.value.current?.rule.members.contains(member.id) ?? false }
                    .sorted { $0.key < $1.key }
            },
            { group, writer in
                writer.object { writer in
                    writer.member("id", group.key)
                    writer.member("name", group.value.newest.rule.name)
                }
            })
    }

    private var disclosures: ExportSection {
        .paged(
            "disclosures",
            ["number", "at", "kind", "recipient", "categories", "purpose", "basis"],
            { (last: Int64?, limit) in
                try await store.disclosures(
                    about: member.id, in: organization, after: last ?? 0, limit: limit)
            },
            key: \.number, { DisclosureWire.write($0, to: &$1) })
    }

    private var audit: ExportSection {
        .paged(
            "audit", ["sequence", "at", "caller", "action", "subject", "detail", "error"],
            { (last: Int64?, limit) in
                try await store.auditEntries(
                    about: member.id, in: organization, after: last ?? 0, limit: limit)
            },
            key: { row -> Int64 in row.value?.sequence ?? row.altered?.sequence ?? 0 },
            { listed($0, to: &$1, AuditRoutes.write) })
    }
}
