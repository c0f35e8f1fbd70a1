/// The attacks on location and motion evidence that can be composed from any window.
public enum Attack: String, CaseIterable, Hashable, Sendable {
    /// One coordinate for all fixes, as simple mock apps send.
    case mockFrozen = "mock-frozen"
    /// One place with 1 m of slow jitter.
    case frozenJitter = "frozen-jitter"
    /// A place held as a receiver at rest holds it: the speed decays and the accuracy wanders.
    case heldFix = "held-fix"
    /// One's own true track, moved by 3 km: whatever the sensors felt, it agrees.
    case displaced
    /// A joystick: constant speed, straight, without error.
    case joystick
    /// A walk along a route at 1 Hz with a receiver's error.
    case fakeWalk = "fake-walk"
    /// A drive along a route at 1 Hz with a receiver's error.
    case fakeDrive = "fake-drive"
    /// A jump of 100 m halfway.
    case teleport100 = "teleport-100m"
    /// A jump of 500 m halfway.
    case teleport500 = "teleport-500m"
    /// A jump of 2 km halfway.
    case teleport2000 = "teleport-2km"
    /// A jump of 50 km halfway.
    case teleport50000 = "teleport-50km"
    /// Another person's fixes over one's own sensors.
    case othersFixes = "others-fixes"
    /// An earlier window's sensors, sample for sample.
    case replayExact = "replay-exact"
    /// The same beginning in the middle.
    case replayShifted = "replay-shifted"
    /// The same with fresh sensor noise.
    case replayNoise = "replay-noise"
    /// The same 5 % larger, with noise.
    case replayScaled = "replay-scaled"
    /// The same turned by 30°, with noise.
    case replayRotated = "replay-rotated"
    /// The same 2 % faster, with noise.
    case replayWarped = "replay-warped"
    /// Sensors that never change.
    case constantSensors = "constant-sensors"
    /// Gravity and white noise.
    case gaussianSensors = "gaussian-sensors"
    /// Gravity and one tone.
    case sinusoidSensors = "sinusoid-sensors"
    /// No sensors at all.
    case strippedSensors = "stripped-sensors"
    /// The fixes are marked as mocked; everything else is one's own.
    case mockFlag = "mock-flag"
    /// One's own track moved to the place, and the access points of where one is.
    case wifiElsewhere = "wifi-elsewhere"
    /// The same with a scan that lists nothing.
    case wifiEmpty = "wifi-empty"
    /// The same with an earlier scan of the place, bit for bit.
    case wifiReplayed = "wifi-replayed"
    /// One phone that checks in for several people.
    case sharedDevice = "shared-device"
    /// A check-in 2,000 km away an hour after one at the place.
    case impossibleTravel = "impossible-travel"
    /// Two people's phones in one pocket.
    case carriedTogether = "carried-together"
    /// Two people's phones that claim one coordinate bit for bit while they are moved.
    case identicalCoordinates = "identical-coordinates"

    /// Whether the attack moves one's own true fixes away.
    var isDisplacement: Bool {
        switch self {
        case .displaced, .wifiElsewhere, .wifiEmpty, .wifiReplayed: true
        default: false
        }
    }

    /// Whether the attack replays the victim's own earlier window.
    public var isReplay: Bool { rawValue.hasPrefix("replay") }

    /// Metres of a jump, for teleports.
    var leap: Double? {
        switch self {
        case .teleport100: 100
        case .teleport500: 500
        case .teleport2000: 2_000
        case .teleport50000: 50_000
        default: nil
        }
    }
}
