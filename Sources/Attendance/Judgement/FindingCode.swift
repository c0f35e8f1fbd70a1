/// What a check can find, in words that machines read; a code never changes its meaning.
///
/// A new check adds its codes here, and the compiler asks for their sentences in `Messages`.
public enum FindingCode: String, Codable, Sendable, CaseIterable {
    /// The position is inside a geofence.
    case placeInside = "place.inside"
    /// The position is away from all geofences.
    case placeOutside = "place.outside"
    /// The position is near a boundary: it may be on either side.
    case placeUncertain = "place.uncertain"
    /// The position is too coarse to be judged.
    case placeCoarse = "place.coarse"
    /// The position is in a hole of a geofence.
    case placeExcluded = "place.excluded"
    /// There is no geofence to compare a position with.
    case placeUnknown = "place.unknown"

    /// An access point of a geofence was seen.
    case wifiInside = "wifi.inside"
    /// Access points were seen, none of them of a geofence.
    case wifiElsewhere = "wifi.elsewhere"
    /// No geofence names an access point.
    case wifiUnknown = "wifi.unknown"
    /// An access point was seen far away from where the fixes are.
    case wifiConflict = "wifi.conflict"
    /// The access points are those that the place usually shows.
    case wifiAlike = "wifi.alike"
    /// The access points are not those that the place usually shows.
    case wifiUnlike = "wifi.unlike"
    /// No access point was seen where the place usually shows many.
    case wifiEmpty = "wifi.empty"
    /// The very same scan came before.
    case wifiReplayed = "wifi.replayed"
    /// The same phone sent the very same scan a while before, as its operating system may make it.
    case wifiCached = "wifi.cached"
    /// The satellites' position is far from the network's.
    case networkFixElsewhere = "fix.network-elsewhere"
    /// The satellites' position is where the network's is.
    case networkFixNear = "fix.network-near"
    /// A beacon of a geofence was seen.
    case beaconsInside = "beacons.inside"
    /// Beacons were seen, none of them of a geofence.
    case beaconsElsewhere = "beacons.elsewhere"
    /// No geofence names a beacon.
    case beaconsUnknown = "beacons.unknown"
    /// A cell of a geofence was seen.
    case cellsInside = "cells.inside"
    /// Cells were seen, none of them of a geofence.
    case cellsElsewhere = "cells.elsewhere"
    /// No geofence names a cell.
    case cellsUnknown = "cells.unknown"
    /// The request came from a network of a geofence.
    case networkInside = "network.inside"
    /// The request came from another network.
    case networkElsewhere = "network.elsewhere"

    /// The operating system reports a mock location.
    case mockReported = "mock.reported"
    /// The operating system says of every fix that it is no mock location.
    case mockDenied = "mock.denied"

    /// The device says that its user owns the system.
    case deviceRooted = "device.rooted"
    /// The device says that it is a program on another machine.
    case deviceEmulator = "device.emulator"
    /// Developer options are switched on.
    case deviceDeveloperOptions = "device.developer-options"
    /// Other members used the device lately.
    case deviceShared = "device.shared"
    /// The device was another member's until now.
    case deviceForeign = "device.foreign"
    /// The member did not use the device before.
    case deviceNew = "device.new"
    /// The member uses more devices than the policy allows.
    case deviceTooMany = "device.too-many"

    /// The phone moved as one with another member's.
    case phonesTogether = "phones.together"
    /// Another member's phone told the same coordinates to the last bit.
    case phonesIdentical = "phones.identical"
    /// The device signed with the key that it registered.
    case deviceSigned = "device.signed"
    /// The device registered a key and did not sign with it.
    case deviceUnsigned = "device.unsigned"

    /// The way from the last check-in is possible.
    case travelPossible = "travel.possible"
    /// The way from the last check-in takes a fast train or an aircraft.
    case travelFast = "travel.fast"
    /// The way from the last check-in is impossible in the time.
    case travelImpossible = "travel.impossible"

    /// The motion sensors pass tests against the fixes.
    case motionAgrees = "motion.agrees"
    /// The speed of the fixes does not fit the motion felt.
    case motionSpeed = "motion.speed"
    /// The fixes went further than the steps can have carried.
    case motionSteps = "motion.steps"
    /// The fixes did not follow the path walked.
    case motionPath = "motion.path"
    /// The course turned otherwise than the phone.
    case motionTurns = "motion.turns"
    /// The fixes sped up or slowed down otherwise than felt.
    case motionAcceleration = "motion.acceleration"
    /// The fixes repeat while the phone moves.
    case motionFrozen = "motion.frozen"
    /// The fixes pass tests of a receiver.
    case fixPlausible = "fix.plausible"
    /// The fixes jump as no vehicle does.
    case fixJump = "fix.jump"
    /// The reported speed was not travelled.
    case fixSpeed = "fix.speed"
    /// The fixes move without any measuring error.
    case fixRuledLine = "fix.ruled-line"
    /// All fixes repeat one accuracy.
    case fixConstantAccuracy = "fix.constant-accuracy"
    /// Speed, heading and altitude of all fixes are zero.
    case fixTemplate = "fix.template"
    /// The coordinates have few decimals.
    case fixDecimals = "fix.decimals"
    /// The sensors pass tests of hardware.
    case sensorPlausible = "sensor.plausible"
    /// The sensors sent too little to be judged.
    case sensorTooFew = "sensor.too-few"
    /// The sensors have less noise than real ones.
    case sensorTooQuiet = "sensor.too-quiet"
    /// The acceleration repeats.
    case sensorIdentical = "sensor.identical"
    /// The acceleration is noise without memory.
    case sensorWhite = "sensor.white"
    /// All motion is one tone.
    case sensorTone = "sensor.tone"
    /// Gravity has the wrong size.
    case sensorGravity = "sensor.gravity"
    /// The reported attitude is not that of gravity.
    case sensorAttitude = "sensor.attitude"
    /// The reported attitude turned otherwise than felt.
    case sensorRotation = "sensor.rotation"
    /// Sensor samples came that had been sent before.
    case replaySamples = "replay.samples"
    /// The motion is like that of an earlier window.
    case replayMotion = "replay.motion"

    /// The device's clock is off.
    case clockSkewed = "clock.skewed"
    /// The check-in waited in the device's queue, so its time is the device's word.
    case clockQueued = "clock.queued"

    /// Cheat software is installed.
    case appsCheat = "apps.cheat"
    /// Software is installed that has honest uses too.
    case appsSuspicious = "apps.suspicious"
    /// Nothing on the blocklist is installed.
    case appsClean = "apps.clean"
    /// The device judged by another revision of the blocklist than the present one.
    case appsStale = "apps.stale"

    /// The face is the member's.
    case faceMatch = "face.match"
    /// The face is another's.
    case faceMismatch = "face.mismatch"
    /// The face is so near to the threshold that a person should look.
    case faceUncertain = "face.uncertain"
    /// The member has no template of the model.
    case faceNotEnrolled = "face.not-enrolled"
    /// The device says that a picture or mask was there.
    case faceNotLive = "face.not-live"
    /// The device did not say that the face was alive, which the policy demands.
    case faceUnchecked = "face.unchecked"
    /// The very same vector came before.
    case faceReplayed = "face.replayed"

    /// No fix came.
    case locationMissing = "location.missing"
    /// No sensor samples came.
    case motionMissing = "motion.missing"
    /// No access points came.
    case wifiMissing = "wifi.missing"
    /// No verdict on apps came.
    case appsMissing = "apps.missing"
    /// No face came.
    case faceMissing = "face.missing"
    /// Nothing came of the device.
    case deviceMissing = "device.missing"

    /// The code for evidence that did not come.
    public static func missing(_ purpose: Purpose) -> FindingCode {
        switch purpose {
        case .location: .locationMissing
        case .motion: .motionMissing
        case .wifi: .wifiMissing
        case .apps: .appsMissing
        case .face: .faceMissing
        case .device: .deviceMissing
        }
    }
}
