import Attendance
import JSON

/// Reads the columns of motion sensors.
enum MotionWire {
    static func motion(_ reader: inout JSONReader) throws -> Motion {
        var motion = Motion()
        try reader.object { name, value in
            switch name {
            case "accelerometer": motion.accelerometer = try track(&value)
            case "gyroscope": motion.gyroscope = try track(&value)
            case "rotationVector": motion.rotationVector = try track(&value, hasScalar: true)
            default: throw value.unknownMember()
            }
        }
        return motion
    }

    private static func track(
        _ reader: inout JSONReader, hasScalar: Bool = false
    ) throws -> Motion.Track {
        var t: [Double]?
        var x: [Double]?
        var y: [Double]?
        var z: [Double]?
        var w: [Double]?
        try reader.object { name, value in
            switch name {
            case "t": t = try value.column(max: Limits.samples)
            case "x": x = try value.column(max: Limits.samples)
            case "y": y = try value.column(max: Limits.samples)
            case "z": z = try value.column(max: Limits.samples)
            case "w" where hasScalar: w = try value.column(max: Limits.samples)
            default: throw value.unknownMember()
            }
        }
        let track = Motion.Track(
            t: try reader.required(t, "t"), x: try reader.required(x, "x"),
            y: try reader.required(y, "y"), z: try reader.required(z, "z"),
            w: hasScalar ? try reader.required(w, "w") : nil)
        guard let track else { throw reader.invalid("the columns must be equally long") }
        return track
    }
}
