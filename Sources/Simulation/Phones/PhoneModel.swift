/// The sensors of a kind of phone. Floors lie in the range measured on recorded phones at rest:
/// accelerometer 0.0053…0.03 m/s² per axis, gyroscope 0.00035…0.003 rad/s.
public struct PhoneModel: Equatable, Sendable {
    /// A label for reports.
    public let name: String
    /// Samples per second.
    public let rate: Double
    /// Standard deviation of one acceleration sample, m/s².
    public let accelerationNoise: Double
    /// Standard deviation of one angular rate sample, rad/s.
    public let rateNoise: Double
    /// Size of one acceleration step, m/s².
    public let accelerationStep: Double
    /// Size of one angular rate step, rad/s.
    public let rateStep: Double

    /// A quiet phone of the upper class at 100 Hz.
    public static let fine = PhoneModel(
        name: "fine", rate: 100, accelerationNoise: 0.006, rateNoise: 0.000_5,
        accelerationStep: 0.001_2, rateStep: 0.000_27)
    /// A phone of the middle class at 50 Hz.
    public static let ordinary = PhoneModel(
        name: "ordinary", rate: 50, accelerationNoise: 0.012, rateNoise: 0.001_2,
        accelerationStep: 0.002_4, rateStep: 0.001_06)
    /// A cheap phone at 50 Hz.
    public static let coarse = PhoneModel(
        name: "coarse", rate: 50, accelerationNoise: 0.03, rateNoise: 0.003,
        accelerationStep: 0.009_6, rateStep: 0.001_06)

    /// The models a simulation draws from.
    public static let all = [fine, ordinary, coarse]
}
