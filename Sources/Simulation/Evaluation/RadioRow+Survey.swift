extension RadioRow {
    /// The rows of a survey: places of 10, 25 and 50 m, and every kind of scan.
    static func rows(of survey: RadioSurvey) -> [RadioRow] {
        [10.0, 25, 50].flatMap { radius in
            let trials = survey.trials(radius: radius, learnedFrom: 10)
            return RadioSurvey.Kind.allCases.map { kind in
                let own = trials.filter { $0.kind == kind }
                let accused = own.count { $0.weight >= (kind == .silence ? 1.5 : 3) }
                let cosines = own.compactMap(\.similarity).sorted()
                return RadioRow(
                    name: "\(kind.title), \(Int(radius)) m", count: own.count,
                    accused: Double(accused) / Double(max(own.count, 1)),
                    interval: BinomialInterval(successes: accused, trials: own.count),
                    median: cosines.isEmpty ? nil : cosines[cosines.count / 2])
            }
        }
    }
}

extension RadioSurvey.Kind {
    /// The words of a report.
    var title: String {
        switch self {
        case .samePlace: "scan of the place itself"
        case .otherFloor: "scan of another floor"
        case .otherSite: "scan of another site"
        case .silence: "empty scan (weighs 1.5)"
        }
    }
}
