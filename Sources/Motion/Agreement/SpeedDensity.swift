import Foundation

/// Probability densities of a horizontal velocity, per (m/s)², as a function of its size.
struct SpeedDensity {
    let speed: Double
    let sigma: Double

    /// A circular Gaussian about rest: exp(−v²/2s²) / 2πs².
    func rest(_ deviation: Double) -> Double {
        exp(-speed * speed / (2 * deviation * deviation)) / (2 * .pi * deviation * deviation)
    }

    /// A density of speed spread evenly over all directions.
    private func ring(_ density: Double) -> Double {
        density / (2 * .pi * max(speed, sigma, 0.05))
    }

    /// A Gaussian of speed in every direction.
    func ring(mean: Double, deviation: Double) -> Double {
        let z = (speed - mean) / deviation
        return ring(exp(-z * z / 2) / (deviation * (2 * .pi).squareRoot()))
    }

    /// A uniform speed up to a limit, in every direction.
    func uniform(to limit: Double) -> Double { ring(speed < limit ? 1 / limit : 0) }

    /// Speeds of an honest phone in one kind of motion. One in a hundred is anything up to 30 m/s:
    /// trains, lifts, escalators. A vehicle that creeps up to a light shakes no more than one that idles
    /// there, but more than a table: one window in five of those recorded with a SHOE statistic above
    /// 4 moved at up to 3 m/s, while phones on tables stay below 2.
    ///
    /// - Parameter unrest: The largest SHOE statistic of the window; see `Stillness`.
    func honest(_ motion: MotionClass, unrest: Double) -> Double {
        let typical: Double
        switch motion {
        case .still:
            let creeping = 0.2 * min(1, max(0, unrest / 2 - 1))
            typical = (1 - creeping) * rest(sigma) + creeping * uniform(to: 3)
        case .walking:
            typical =
                0.80 * ring(mean: 1.25, deviation: (0.122_5 + sigma * sigma).squareRoot())
                + 0.17 * uniform(to: 2) + 0.03 * rest(sigma)
        case .other:
            typical =
                0.25 * rest(max(sigma, 0.25)) + 0.25 * uniform(to: 2) + 0.50 * uniform(to: 30)
        }
        return 0.99 * typical + 0.01 * uniform(to: 30)
    }

    /// Speeds of a made-up track: whatever the sensors say, for they do not enter.
    var fraudulent: Double {
        0.5 * rest(sigma) + 0.2 * ring(mean: 1.3, deviation: 0.5) + 0.3 * uniform(to: 30)
    }
}
