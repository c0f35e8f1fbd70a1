/// What a case file is asked for: a check-in, and the memories that its evidence is compared with.
public struct Inquiry: Sendable {
    /// The check-in.
    public let checkIn: CheckIn
    /// The revision of the rulebook that knows what to ask; nil where none was at hand.
    public var revision: Int64?
    /// The places whose usual surroundings are wanted; few.
    public var places: [GeofenceID] = []
    /// How many earlier motions of the member are wanted, the newest; 0 for none.
    public var motions = 0
    /// For how many hours a device stays tied to its last user where the member's group says so; nil
    /// for as long as the organization says.
    public var sharedWindowHours: Int?
    /// Whether it matters when the member was hired and left.
    public var wantsEmployment = false

    /// Asks for no memories.
    public init(_ checkIn: CheckIn) { self.checkIn = checkIn }

    /// Whether another inquiry asks for no more than this one.
    func covers(_ other: Inquiry) -> Bool {
        other.motions <= motions && Set(other.places).isSubset(of: places)
            && other.sharedWindowHours == sharedWindowHours
            && (wantsEmployment || !other.wantsEmployment)
    }
}
