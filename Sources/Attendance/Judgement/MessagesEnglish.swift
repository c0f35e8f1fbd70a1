extension Messages {
    /// The English sentence of each code.
    static func english(_ code: FindingCode) -> String {
        switch code {
        case .placeInside: "[{distance} ]inside {geofence}[, probability {probability}]"
        case .placeOutside: "[{distance} ]outside {geofence}, the nearest place"
        case .placeUncertain:
            "cannot tell whether inside {geofence}[: probability {probability}]"
                + "[, accuracy {accuracy}]"
        case .placeCoarse: "cannot tell: accuracy {accuracy}[, at most {maximumAccuracy} is judged]"
        case .placeExcluded: "inside the excluded area of {geofence}"
        case .placeUnknown: "there is no place to compare the position with"
        case .wifiInside: "Wi-Fi of {geofence}[: access points {count}][, strongest {rssi}]"
        case .wifiElsewhere:
            "no known access point in sight"
                + "[: the Wi-Fi of the place is too weak at {rssi}, it needs {minimumRSSI}]"
        case .wifiUnknown: "no place names an access point"
        case .wifiConflict: "Wi-Fi of {geofence}, but the position is {distance} away from it"
        case .wifiAlike: "the Wi-Fi is that of {geofence}, alike by {measured}"
        case .wifiUnlike:
            "the Wi-Fi is not that of {geofence}: alike by {measured}, expected {threshold} or more"
        case .wifiEmpty: "no access point in sight, {geofence} usually shows {threshold} of them"
        case .wifiReplayed: "the very same Wi-Fi scan was sent before: access points {count}"
        case .wifiCached: "this phone sent the same Wi-Fi scan {seconds} before"
        case .networkFixElsewhere:
            "the satellites' position is {distance} from the network's: {measured} times both "
                + "accuracies, {threshold} at most is expected"
        case .networkFixNear: "the satellites' position agrees with the network's"
        case .beaconsInside: "beacons of {geofence}[: {count}]"
        case .beaconsElsewhere: "no known beacon in sight"
        case .beaconsUnknown: "no place names a beacon"
        case .cellsInside: "mobile cells of {geofence}[: {count}]"
        case .cellsElsewhere: "no known mobile cell in sight"
        case .cellsUnknown: "no place names a mobile cell"
        case .networkInside: "sent from the network of {geofence}"
        case .networkElsewhere: "sent from another network than a place's"
        case .mockReported: "mock location reported by the operating system"
        case .mockDenied: "no mock location, says the operating system"
        case .phonesTogether: "the phone moved as one with another member's, alike by {measured}"
        case .phonesIdentical:
            "another member's phone told exactly the same coordinates, {seconds} apart"
        case .travelPossible: "{distance} from the last check-in[ in {seconds}]"
        case .travelFast: "{distance} from the last check-in[ in {seconds}], at {speed}"
        case .travelImpossible:
            "impossible travel: {distance} from the last check-in[ in {seconds}], at {speed}"
        case .motionAgrees: "tests of motion against position that are passed: {count}"
        case .motionSpeed: "positions at {measured} do not fit the motion that the phone felt"
        case .motionSteps: "the positions went {measured}, the steps carry {threshold} at most"
        case .motionPath: "the positions do not follow the path that was walked"
        case .motionTurns: "the course and the turns that the phone felt differ by {measured}"
        case .motionAcceleration:
            "the positions speed up and slow down otherwise than the phone felt"
        case .motionFrozen: "{measured} of the positions repeat while the phone moves"
        case .fixPlausible: "tests of a real receiver that the positions pass: {count}"
        case .fixJump: "the positions jump by {measured} times their own error"
        case .fixSpeed: "reported speed and distance covered differ by {measured}"
        case .fixRuledLine: "the positions move without any measuring error"
        case .fixConstantAccuracy: "all positions claim one and the same accuracy"
        case .fixTemplate: "speed, heading and altitude of all positions are zero"
        case .fixDecimals: "no coordinate has more than {threshold} decimals"
        case .sensorPlausible: "tests of real hardware that the motion sensors pass: {count}"
        case .sensorTooFew: "too few samples of the motion sensors to be judged"
        case .sensorTooQuiet:
            "the motion sensors have {measured} of the noise of the quietest real ones"
        case .sensorIdentical: "{measured} of the acceleration samples repeat the one before"
        case .sensorWhite: "the acceleration is noise as no body makes it"
        case .sensorTone: "{measured} of the motion is one pure tone"
        case .sensorGravity: "gravity is off by {measured}"
        case .sensorAttitude: "the reported attitude and gravity differ by {measured}"
        case .sensorRotation:
            "the reported attitude and the turns that were felt differ by {measured}"
        case .replaySamples: "motion samples that were sent before: runs {measured}"
        case .replayMotion: "the motion is that of an earlier check-in, alike by {measured}"
        case .clockSkewed: "the device's clock is {seconds} off"
        case .clockQueued: "kept in the device's queue for {seconds}, its time is the device's word"
        case .deviceRooted, .deviceEmulator, .deviceDeveloperOptions, .deviceShared,
            .deviceForeign, .deviceNew, .deviceTooMany, .deviceSigned, .deviceUnsigned,
            .appsCheat, .appsSuspicious, .appsClean, .appsStale, .faceMatch,
            .faceMismatch, .faceUncertain, .faceNotEnrolled, .faceNotLive, .faceUnchecked,
            .faceReplayed, .locationMissing, .motionMissing, .wifiMissing, .appsMissing,
            .faceMissing, .deviceMissing:
            englishOfPerson(code)
        }
    }

    /// The sentences of the codes of devices, apps, faces and of what did not come.
    private static func englishOfPerson(_ code: FindingCode) -> String {
        switch code {
        case .deviceRooted: "the device is rooted"
        case .deviceEmulator: "the device is an emulator"
        case .deviceDeveloperOptions: "developer options are switched on"
        case .deviceShared: "others who used this device in the last {hours} h: {others}"
        case .deviceForeign: "the device was used by another member before, and never by this one"
        case .deviceNew: "first check-in from this device"
        case .deviceTooMany: "devices in use: {devices}, allowed: {maximum}"
        case .deviceSigned: "signed by the registered device"
        case .deviceUnsigned: "not signed, though the device is registered to sign"
        case .appsCheat: "cheat software is installed: {rules}"
        case .appsSuspicious: "software is installed that can be misused: {rules}"
        case .appsClean: "no cheat software was found"
        case .appsStale:
            "the device judged its apps by list {listRevision}, the present one is {revision}"
        case .faceMatch: "the face matches[: score {score}, threshold {threshold}]"
        case .faceMismatch: "the face does not match[: score {score}, threshold {threshold}]"
        case .faceUncertain:
            "cannot tell whether the face matches[: score {score}, threshold {threshold}]"
        case .faceNotEnrolled: "no face is enrolled to compare with"
        case .faceNotLive: "the device says that the face was not alive"
        case .faceUnchecked: "the device did not check that the face was alive"
        case .faceReplayed: "the same face vector was sent before"
        case .locationMissing: "no position was sent"
        case .motionMissing: "no motion sensors were sent"
        case .wifiMissing: "no Wi-Fi was sent"
        case .appsMissing: "no verdict on apps was sent"
        case .faceMissing: "no face was sent"
        case .deviceMissing: "nothing was sent about the device"
        default: code.rawValue
        }
    }
}
