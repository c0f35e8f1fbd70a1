import Attendance

/// What a fix was made from, as far as its provider tells.
enum FixSource: Sendable {
    /// Satellites alone.
    case satellites
    /// Wi-Fi and cells, without satellites.
    case network
    /// The operating system's mixture of everything.
    case fused
    /// Not told, or not known.
    case unknown

    /// The source that a provider's name stands for; names are Android's and those of its logs.
    init(provider: String?) {
        switch provider?.lowercased() {
        case "gps", "gnss", "satellite", "satellites": self = .satellites
        case "network", "nlp", "wifi", "cell": self = .network
        case "fused", "flp": self = .fused
        default: self = .unknown
        }
    }
}

extension Attendance.Fix {
    /// What it was made from.
    var source: FixSource { FixSource(provider: provider) }
}

extension [Attendance.Fix] {
    /// The fixes that tell of one track: two receivers side by side jump between each other.
    ///
    /// The network's are left out beside any others, and the mixture's beside as many of satellites.
    var ofOneTrack: [Attendance.Fix] {
        let sources = map(\.source)
        let satellites = sources.count { $0 == .satellites }
        let others = sources.count { $0 != .network }
        guard others > 0 else { return self }
        let isFusedLeftOut = satellites > 0 && satellites >= sources.count { $0 == .fused }
        return zip(self, sources).filter {
            $0.1 != .network && !($0.1 == .fused && isFusedLeftOut)
        }.map(\.0)
    }
}
