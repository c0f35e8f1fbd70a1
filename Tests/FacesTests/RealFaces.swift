import Faces
import Foundation
import Material
import Testing

/// The 245 real vectors beside the checkout.
struct RealFaces {
    struct Name: Hashable {
        let person: String
        let sample: Int
    }

    let names: [Name]
    let vectors: [FaceVector]

    static func load() throws -> RealFaces {
        let text = try String(contentsOf: file("vectors.csv"), encoding: .utf8)
        var (names, vectors): ([Name], [FaceVector]) = ([], [])
        for line in text.split(whereSeparator: \.isNewline).dropFirst() {
            let cells = line.split(separator: ",")
            names.append(Name(person: String(cells[0]), sample: try #require(Int(cells[1]))))
            vectors.append(try FaceVector(cells[4...].map { try #require(Double($0)) }))
        }
        return RealFaces(names: names, vectors: vectors)
    }

    static func json(_ name: String) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(contentsOf: file(name)))
    }

    static func name(_ pair: Any?) throws -> Name {
        let parts = try #require(pair as? [Any])
        return Name(
            person: try #require(parts[0] as? String), sample: try #require(parts[1] as? Int))
    }

    var byName: [Name: FaceVector] {
        Dictionary(uniqueKeysWithValues: zip(names, vectors))
    }

    private static func file(_ name: String) throws -> URL {
        try #require(Material.recordings).appending(path: "faces/\(name)")
    }
}
