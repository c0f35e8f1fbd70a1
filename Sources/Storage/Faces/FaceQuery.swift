import Attendance

/// What a case file says of a face: the member's templates, and whether it came before.
struct FaceQuery: Sendable {
    let checkIn: CheckIn
    let model: String
    let codes: FaceRecall.Codes
    let rows: FaceRows
    let recall: FaceRecall
    let place: MemberPlace
    /// The earliest face that is still remembered, in milliseconds.
    let since: Int64

    func run(
        on connection: any SQLConnection
    ) throws -> (templates: [FaceTemplate], isKnown: Bool) {
        (
            try rows.templates(of: place, model: model, on: connection),
            try recall.isKnown(
                codes, to: checkIn, in: place.organization, since: since, on: connection)
        )
    }
}
