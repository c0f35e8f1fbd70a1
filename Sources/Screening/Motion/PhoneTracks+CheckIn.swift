import Attendance
import Geometry
import Motion

extension MotionEvidence {
    /// The fixes and motion columns of a check-in; nil when there is nothing to judge.
    ///
    /// Fixes are taken to WGS-84 from the system that the client declared; of several providers' those
    /// of one track.
    init?(_ checkIn: CheckIn) {
        let system = CoordinateSystem(checkIn.location?.coordinateSystem ?? .wgs84)
        let fixes = (checkIn.location?.fixes ?? []).ofOneTrack
            .compactMap { PhoneFix($0, in: system) }
        self.init(fixes: fixes, sensors: PhoneSensors(checkIn.motion))
    }
}

extension PhoneFix {
    /// Returns nil for a position off the Earth.
    init?(_ fix: Attendance.Fix, in system: CoordinateSystem) {
        guard let given = Position(longitude: fix.longitude, latitude: fix.latitude) else {
            return nil
        }
        let place = system.toWGS84(given)
        self.init(
            time: fix.t / 1_000, latitude: place.latitude, longitude: place.longitude,
            accuracy: fix.accuracy)
        speed = fix.speed
        heading = fix.heading
        altitude = fix.altitude
    }
}

extension PhoneSensors {
    /// The sensors of a check-in; empty where it sent none.
    init(_ motion: Attendance.Motion?) {
        accelerometer = motion?.accelerometer.flatMap { SensorTrack($0) }
        gyroscope = motion?.gyroscope.flatMap { SensorTrack($0) }
        rotation = motion?.rotationVector.flatMap { track in
            SensorTrack(track).flatMap { RotationTrack(vector: $0, scalar: track.w ?? []) }
        }
    }
}

extension SensorTrack {
    /// Returns nil for a track without samples, with too many, or with a value that is no number.
    init?(_ track: Attendance.Motion.Track) {
        guard !track.t.isEmpty else { return nil }
        self.init(milliseconds: track.t, x: track.x, y: track.y, z: track.z)
    }
}
