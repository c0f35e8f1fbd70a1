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
        case .deviceRooted: "the device is rooted"
        case .deviceEmulator: "the device is an emulator"
        case .deviceDeveloperOptions: "developer options are switched on"
        case .deviceShared: "others who used this device in the last {hours} h: {others}"
        case .deviceNew: "first check-in from this device"
        case .deviceTooMany: "devices in use: {devices}, allowed: {maximum}"
        case .travelPossible: "{distance} from the last check-in[ in {seconds}]"
        case .travelFast: "{distance} from the last check-in[ in {seconds}], at {speed}"
        case .travelImpossible:
            "impossible travel: {distance} from the last check-in[ in {seconds}], at {speed}"
        case .clockSkewed: "the device's clock is {seconds} off"
        case .clockQueued: "kept in the device's queue for {seconds}, its time is the device's word"
        case .appsCheat: "cheat software is installed: {rules}"
        case .appsSuspicious: "software is installed that can be misused: {rules}"
        case .appsClean: "no cheat software was found"
        case .appsStale:
            "the device judged its apps by list {listRevision}, the present one is {revision}"
        case .locationMissing: "no position was sent"
        case .motionMissing: "no motion sensors were sent"
        case .wifiMissing: "no Wi-Fi was sent"
        case .appsMissing: "no verdict on apps was sent"
        case .faceMissing: "no face was sent"
        case .deviceMissing: "nothing was sent about the device"
        }
    }
}
