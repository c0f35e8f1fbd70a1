extension CheckIn {
    /// The kinds of evidence that can be judged.
    ///
    /// Narrower than `purposes`: a cell is no position and a photograph is no face vector, though each
    /// needs the same consent.
    public var carried: Purposes {
        var carried: Purposes = []
        if location?.fixes.isEmpty == false { carried.insert(.init(.location)) }
        if wifi?.isEmpty == false || !beacons.isEmpty { carried.insert(.init(.wifi)) }
        if motion?.isEmpty == false { carried.insert(.init(.motion)) }
        if apps != nil { carried.insert(.init(.apps)) }
        if face != nil { carried.insert(.init(.face)) }
        if device != nil { carried.insert(.init(.device)) }
        return carried
    }

    /// The check-in without the evidence that an organization has switched off.
    public func keeping(_ demands: Policy.EvidenceDemands) -> CheckIn {
        var kept = self
        kept.traces = traces.keeping(demands)
        if demands.location == .off {
            kept.location = nil
            kept.cells = []
        }
        if demands.wifi == .off {
            kept.wifi = nil
            kept.beacons = []
        }
        if demands.motion == .off { kept.motion = nil }
        if demands.apps == .off { kept.apps = nil }
        if demands.face == .off {
            kept.face = nil
            kept.photo = nil
        }
        if demands.device == .off { kept.device = nil }
        return kept
    }
}
