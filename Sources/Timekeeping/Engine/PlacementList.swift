/// Tells of every punch which instance owns it.
struct PlacementList {
    private(set) var list: [PunchPlacement]
    /// The punches that each day owns, by the day's place in the timeline.
    private var ofDay: [Int: [Int]] = [:]

    init(_ evaluation: DayEvaluation) {
        let timeline = evaluation.timeline
        let placement = evaluation.placement
        list = placement.punches.map(PunchPlacement.init)
        for (index, owner) in placement.owners.enumerated() {
            switch owner {
            case .instance(let number):
                let instance = timeline.instances[number]
                list[index].shift = instance.plan.shift.id
                list[index].workDate = instance.date
                list[index].opens = Instant(milliseconds: instance.opens)
                list[index].closes = Instant(milliseconds: instance.closes)
                if let day = timeline.index(of: instance.date) {
                    ofDay[day, default: []].append(index)
                }
            case .open(let day):
                list[index].workDate = timeline.days[day].date
                ofDay[day, default: []].append(index)
            case .offShift: break
            }
        }
    }

    /// Whether a day owns any punch.
    func concerns(_ day: Int) -> Bool { ofDay[day] != nil }

    /// Takes over which punches fill the slots of a day.
    mutating func fill(_ day: Int, _ outcome: DayEvaluation.Outcome) {
        let indices = ofDay[day] ?? []
        for (punch, slot) in outcome.filled {
            if let index = indices.first(where: { list[$0].slot == nil && list[$0].punch == punch })
            {
                list[index].slot = slot
            }
        }
        guard let window = outcome.window else { return }
        for index in indices {
            list[index].opens = Instant(milliseconds: window.lower)
            list[index].closes = Instant(milliseconds: window.upper)
        }
    }
}
