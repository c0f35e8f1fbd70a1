import Foundation

/// The files that this process holds open.
enum OpenFiles {
    /// How many of them were made in a folder, those without a name included.
    static func count(in folder: URL) throws -> Int {
        let all = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        return all.count {
            let target = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/fd/\($0)")
            return target?.hasPrefix(folder.path + "/") ?? false
        }
    }
}
