/// What a judgement took for granted of check-ins by others; two that come at once must not both.
public struct Contemporaries: Hashable, Sendable {
    /// Nobody else used the device within so many hours; nil where that was not asked or not so.
    public let deviceHours: Int?
    /// Nobody was at the very coordinates of this trace; nil where that was not asked or not so.
    public let coordinates: Int64?

    /// What is taken for granted, as its parts say.
    public init(deviceHours: Int?, coordinates: Int64?) {
        self.deviceHours = deviceHours
        self.coordinates = coordinates
    }

    /// What was taken for granted of a check-in.
    ///
    /// - Parameter hours: For how long a device stays tied to its last user.
    init(of checkIn: CheckIn, _ caseFile: CaseFile, hours: Int) {
        let asksDevice = checkIn.device != nil && checkIn.kiosk == nil
        deviceHours = asksDevice && caseFile.otherUsersOfDevice == 0 ? hours : nil
        // Of several recurrences some may not be listed: then nothing is known of this one.
        coordinates = caseFile.recurrences.isEmpty ? checkIn.traces.coordinates : nil
    }
}
