import Attendance

/// The radio signals of all places, found by what a device sees.
struct Signals: Sendable {
    private(set) var addresses: [UInt64: [Listed<AccessPoint>]] = [:]
    private(set) var makers: [UInt64: [Listed<AccessPoint>]] = [:]
    private(set) var beacons: [String: [Listed<BeaconSignal>]] = [:]
    private(set) var cells: [Int64: [Listed<CellSignal>]] = [:]
    private(set) var networks: [Listed<Network>] = []

    /// A signal and the place that lists it.
    struct Listed<Signal: Sendable>: Sendable {
        /// The index of the place.
        let fence: Int
        /// The signal.
        let signal: Signal
    }

    /// Whether any place lists an access point.
    var haveAccessPoints: Bool { !addresses.isEmpty || !makers.isEmpty }

    /// The access points that an address belongs to.
    func accessPoints(of bssid: BSSID) -> [Listed<AccessPoint>] {
        let exact = addresses[bssid.value] ?? []
        guard let maker = makers[bssid.value >> 24] else { return exact }
        return exact + maker
    }

    /// Adds the signals of a place.
    ///
    /// - Returns: The networks that are malformed; they are left out.
    mutating func add(_ geofence: Geofence, at fence: Int) -> [String] {
        for signal in geofence.accessPoints {
            let listed = Listed(fence: fence, signal: signal)
            if signal.isWildcard {
                makers[signal.value, default: []].append(listed)
            } else {
                addresses[signal.value, default: []].append(listed)
            }
        }
        for signal in geofence.beacons {
            beacons[signal.uuid, default: []].append(Listed(fence: fence, signal: signal))
        }
        for signal in geofence.cells {
            cells[signal.cell, default: []].append(Listed(fence: fence, signal: signal))
        }
        var malformed: [String] = []
        for text in geofence.networks {
            guard let network = Network(text) else {
                malformed.append(text)
                continue
            }
            networks.append(Listed(fence: fence, signal: network))
        }
        return malformed
    }
}
