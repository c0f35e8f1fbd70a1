import Timekeeping

extension Punch {
    /// Takes over what was decided of the check-in: what was accepted outside is work in the field.
    public mutating func take(verdict: Verdict, geofence: String?, codes: [RiskCode]) {
        isFieldWork = verdict == .accepted && place == .outside && origin == .own
        self.geofence = geofence
        for code in codes {
            switch code {
            case .wifiMismatch, .replayedWiFi: doubts.insert(.wifi)
            case .foreignDevice, .sharedDevice, .newDevice, .tooManyDevices: doubts.insert(.device)
            default: break
            }
        }
    }
}
