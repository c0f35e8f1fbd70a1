import Faces
import Foundation
import Material
import Testing

struct ImageKindTests {
    static let pictures: [(ImageKind, [UInt8])] = [
        (.jpeg, [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0x4A, 0x46, 0x49, 0x46]),
        (.jpeg, [0xFF, 0xD8, 0xFF, 0xDB]), (.jpeg, [0xFF, 0xD8, 0xFF, 0xE1, 9]),
        (.png, [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0]),
        (.gif, Array("GIF89a....".utf8)), (.gif, Array("GIF87a".utf8)),
        (.webp, Array("RIFF".utf8) + [1, 2, 3, 4] + Array("WEBPVP8 ".utf8)),
        (.heic, [0, 0, 0, 24] + Array("ftypheic".utf8)),
        (.heic, [0, 0, 0, 28] + Array("ftypmif1".utf8)),
        (.bmp, Array("BM".utf8) + [9, 9, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 1]),
    ]

    @Test(arguments: pictures)
    func `a picture is known by its first bytes, plain and in base64`(
        kind: ImageKind, bytes: [UInt8]
    ) {
        let text = Data(bytes + [UInt8](repeating: 7, count: 40)).base64EncodedString()
        let safe = text.replacing("+", with: "-").replacing("/", with: "_")

        #expect(ImageKind(bytes: bytes) == kind)
        for form in [
            text, safe, "data:image/x;base64,\(text)",
            text.prefix(9) + "\r\n"
                + text.dropFirst(9),
        ] {
            #expect(ImageKind(base64: form) == kind)
        }
        #expect(ImageKind(bytes: bytes.dropFirst()) == nil)
    }

    @Test(arguments: [
        "", "[0.1,0.2]", "{\"vector\":[]}", "BM", "BMW is a car and not a bitmap", "RIFF....WAVE",
        "GIF88a", "data:image/png", "====", "\u{0}",
    ])
    func `what is no picture is not taken for one`(text: String) {
        #expect(ImageKind(bytes: text.utf8) == nil)
        #expect(ImageKind(base64: text) == nil)
    }

    @Test func `packed vectors are not taken for pictures`() throws {
        var random = Seeded(4)
        for _ in 0..<2_000 {
            let vector = try Sample.vector(64, &random)
            let bytes = vector.withBytes { Array($0) }
            #expect(ImageKind(bytes: bytes) == nil)
            #expect(ImageKind(base64: Data(bytes).base64EncodedString()) == nil)
        }
        #expect(ImageKind(bytes: [0xFF, 0xD8, 0xFF, 0xBD, 1, 2, 3, 0x3D]) == nil)
    }
}
