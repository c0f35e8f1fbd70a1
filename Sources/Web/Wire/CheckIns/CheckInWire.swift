import Attendance
import Foundation
import HTTPTypes
import JSON
import NIOCore
import Sealing
import Timekeeping

/// Reads a check-in from the bytes of its body.
enum CheckInWire {
    /// The check-in of a body.
    ///
    /// - Throws: ``Problem`` with the places that are at fault; nothing of the body is repeated.
    static func read(_ body: ByteBuffer) throws(Problem) -> CheckIn {
        do {
            return try body.withUnsafeReadableBytes { bytes in
                let digest = Digest(of: UnsafeRawBufferPointer(bytes))
                return try JSONReader.read(bytes.bindMemory(to: UInt8.self)) { reader in
                    try checkIn(&reader, digest: digest.bytes)
                }
            }
        } catch let error as JSONError {
            throw problem(error)
        } catch {
            throw Problem(.invalidBody)
        }
    }

    private static func checkIn(
        _ reader: inout JSONReader, digest: [UInt8]
    ) throws -> CheckIn {
        var id: UUID?
        var member: MemberID?
        var direction = Direction.auto
        var occurredAt: Instant?
        var rest = Rest()
        try reader.object { name, value in
            switch name {
            case "id": id = try value.uuid()
            case "member": member = try value.identifier()
            case "direction": direction = try value.one(of: Direction.self)
            case "occurredAt": occurredAt = Instant(milliseconds: try value.instant())
            default: try rest.read(name, &value)
            }
        }
        var checkIn = CheckIn(
            id: try reader.required(id, "id"), member: try reader.required(member, "member"),
            direction: direction, occurredAt: try reader.required(occurredAt, "occurredAt"),
            bodyDigest: digest)
        rest.fill(&checkIn)
        return checkIn
    }

    /// The optional members of a check-in.
    private struct Rest {
        var isQueued = false
        var nonce: String?
        var answers: UUID?
        var device: Device?
        var location: Location?
        var wifi: WiFi?
        var beacons: [Beacon] = []
        var cells: [Cell] = []
        var motion: Motion?
        var apps: AppReport?
        var face: Face?
        var photo: Photo?
        var note: String?

        mutating func read(_ name: JSONMember, _ value: inout JSONReader) throws {
            switch name {
            case "queued": isQueued = try value.bool()
            case "nonce": nonce = try value.string(min: 1, max: 256)
            case "answers": answers = try value.uuid()
            case "device": device = try EvidenceWire.device(&value)
            case "location": location = try EvidenceWire.location(&value)
            case "wifi": wifi = try EvidenceWire.wifi(&value)
            case "beacons":
                beacons = try value.array(max: Limits.signals, EvidenceWire.beacon)
            case "cells": cells = try value.array(max: Limits.signals, EvidenceWire.cell)
            case "motion": motion = try MotionWire.motion(&value)
            case "apps": apps = try PersonWire.apps(&value)
            case "face": face = try PersonWire.face(&value)
            case "photo": photo = try PersonWire.photo(&value)
            case "note": note = try value.string()
            default: throw value.unknownMember()
            }
        }

        func fill(_ checkIn: inout CheckIn) {
            checkIn.isQueued = isQueued
            checkIn.nonce = nonce
            checkIn.answers = answers
            checkIn.device = device
            checkIn.location = location
            checkIn.wifi = wifi
            checkIn.beacons = beacons
            checkIn.cells = cells
            checkIn.motion = motion
            checkIn.apps = apps
            checkIn.face = face
            checkIn.photo = photo
            checkIn.note = note
        }
    }

    private static func problem(_ error: JSONError) -> Problem {
        if error.pointer.hasPrefix("/motion/"), error.kind == .tooMany {
            return Problem(.tooManySamples, error.detail, at: error.pointer)
        }
        return PersonWire.problem(error, vector: "/face/vector")
    }
}
