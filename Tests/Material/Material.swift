import Foundation

/// Where tests find their material: files that the project keeps, and recordings that may be absent.
public enum Material {
    /// The project's own fixtures, always present.
    public static let fixtures = root.appending(path: "Fixtures")

    /// The folder of the checkout.
    public static let root: URL = {
        var folder = URL(filePath: #filePath)
        repeat {
            folder.deleteLastPathComponent()
        } while folder.path.count > 1
            && !FileManager.default.fileExists(atPath: folder.appending(path: "Fixtures").path)
        return folder
    }()

    /// Real recordings beside the checkout (`../shared/data`); nil in a clone without them.
    ///
    /// Write `@Test(.enabled(if: Material.recordings != nil, "needs ../shared/data"))`.
    public static let recordings: URL? = {
        let folder = root.deletingLastPathComponent().appending(path: "shared/data")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()
}
