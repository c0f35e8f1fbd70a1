import Timekeeping

/// From when until when a member works: shifts exist on these dates and those between.
public struct Employment: Hashable, Sendable {
    /// The first working day; nil for always.
    public var hiredOn: CivilDate?
    /// The last working day; nil while it is not known.
    public var leftOn: CivilDate?

    /// Always.
    public init() {}

    /// As two dates say, `yyyy-MM-dd`.
    public init(hiredOn: String?, leftOn: String?) {
        self.hiredOn = hiredOn.flatMap { CivilDate($0[...]) }
        self.leftOn = leftOn.flatMap { CivilDate($0[...]) }
    }
}

extension Member.Profile {
    /// From when until when the member works.
    var employment: Employment { Employment(hiredOn: hiredOn, leftOn: leftOn) }
}
