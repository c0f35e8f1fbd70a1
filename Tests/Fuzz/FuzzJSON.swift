// Feeds the reader with what libFuzzer makes. From the folder of the checkout:
//
//   mkdir -p .build/fuzz/corpus && cp Fixtures/JSON/check-in.json .build/fuzz/corpus
//   swiftc -swift-version 6 -O -sanitize=fuzzer -parse-as-library -module-name FuzzJSON \
//       Sources/JSON/*.swift Tests/Fuzz/FuzzJSON.swift -o .build/fuzz/json
//   SWIFT_BACKTRACE=enable=no timeout -k 5 240 .build/fuzz/json \
//       -max_total_time=180 -max_len=4096 .build/fuzz/corpus
//
// The reader is compiled into the program, so that its branches are seen.

/// Reads the bytes in every way there is; what reads as a tree must write and read again as the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let isSkipped = (try? JSONReader.read(bytes) { try $0.skip() }) != nil
    let tree = try? JSONValue(bytes)
    precondition(isSkipped == (tree != nil), "a tree and what is skipped are judged alike")
    if let tree {
        let written = JSONWriter.bytes(of: tree)
        precondition((try? JSONValue(written)) == tree, "what is written reads back as the same")
    }
    _ = try? JSONReader.read(bytes) { try $0.shape() }
    _ = RFC3339.milliseconds(String(decoding: bytes, as: UTF8.self))
    return 0
}

extension JSONReader {
    /// Tries a read of each kind, chosen by the kind of value and the name of the member.
    fileprivate mutating func shape() throws(JSONError) {
        try object(max: 40) { member, value in
            switch member {
            case "id", "note": _ = try value.string(max: 128)
            case "occurredAt": _ = try value.instant()
            case "location": try value.elements(max: 50) { try $0.shape() }
            case "motion", "wifi", "device": try value.shape()
            case "t": _ = try value.integer(in: Int32(-600_000)...0)
            case "latitude", "longitude": _ = try value.double(in: -180...180)
            case "x", "y", "z": _ = try value.column(max: 3_000)
            case "face": _ = try value.floatColumn(max: 1_024)
            case "mock", "rooted": _ = try value.bool()
            case "nonce": _ = try value.takeNull()
            case "scan": _ = try value.array(max: 100) { try $0.value() }
            case "member", "direction": try value.skip()
            default: throw value.unknownMember()
            }
        }
    }
}
