/// The templates of one organization under one model, kept ready to be searched.
///
/// A value: hold it in one actor or `Mutex`, take `gallery` for a search outside the lock, and
/// change it meanwhile; a change copies at most the few megabytes it touches.
public struct FaceIndex<Subject: Hashable & Sendable, Template: Hashable & Sendable>: Sendable {
    /// What to search.
    public private(set) var gallery: FaceGallery<Subject, Template>

    /// How many templates the index takes.
    public let capacity: Int

    private var places: [Subject: [Int]] = [:]

    /// - Parameters:
    ///   - capacity: How many templates it takes, at most `FaceIndexLimits.templates`.
    ///   - isQuantised: Whether to keep 8-bit codes too: a quarter more memory, searches about
    ///     three times as fast, the shortlist compared exactly.
    public init(model: FaceModel, capacity: Int = 100_000, isQuantised: Bool = false) {
        let plan = FaceRows.Plan(
            metric: model.metric, dimension: model.dimension, isQuantised: isQuantised)
        gallery = FaceGallery(model: model, plan: plan)
        self.capacity = max(0, min(capacity, FaceIndexLimits.templates))
    }

    /// How many templates there are.
    public private(set) var count = 0

    /// How many persons have templates; counting alarms stand on it (TRUST.md P6).
    public var subjectCount: Int { places.count }

    /// Takes a template in; one with the same name of the same person is replaced.
    public mutating func insert(
        _ vector: FaceVector, template: Template, of subject: Subject
    ) throws(FaceIndexError) {
        let model = gallery.model
        guard vector.dimension == model.dimension else {
            throw .wrongDimension(got: vector.dimension, expected: model.dimension)
        }
        try remove(template, of: subject)
        guard count < capacity else { throw .full(capacity: capacity) }
        guard places[subject, default: []].count < FaceIndexLimits.templatesPerSubject else {
            throw .tooManyTemplates(maximum: FaceIndexLimits.templatesPerSubject)
        }
        try makeRoom()
        let last = gallery.chunks.count - 1
        gallery.chunks[last].rows.append(vector)
        gallery.chunks[last].entries.append(.init(subject: subject, template: template))
        places[subject, default: []].append(count)
        count += 1
    }

    /// Takes a template out and overwrites it; false when there is none of that name.
    @discardableResult
    public mutating func remove(
        _ template: Template, of subject: Subject
    ) throws(FaceIndexError) -> Bool {
        guard let place = places[subject]?.first(where: { entry($0).template == template }) else {
            return false
        }
        try removeRow(place)
        return true
    }

    /// Takes all templates of a person out and overwrites them; returns how many there were.
    @discardableResult
    public mutating func removeAll(of subject: Subject) throws(FaceIndexError) -> Int {
        let before = count
        while let place = places[subject]?.last { try removeRow(place) }
        return before - count
    }

    // Every chunk but the last is full, so a row's number says where it is.
    private func entry(_ row: Int) -> FaceGallery<Subject, Template>.Entry {
        let full = gallery.plan.fullCapacity
        return gallery.chunks[row / full].entries[row % full]
    }

    // The last row moves into the gap.
    private mutating func removeRow(_ row: Int) throws(FaceIndexError) {
        let full = gallery.plan.fullCapacity
        let (last, chunk) = (count - 1, gallery.chunks.count - 1)
        try own(row / full)
        try own(chunk)
        let (gone, moved) = (entry(row), entry(last))
        if row != last {
            let source = gallery.chunks[chunk].rows
            gallery.chunks[row / full].rows.replace(row % full, withRow: last % full, of: source)
            gallery.chunks[row / full].entries[row % full] = moved
        }
        gallery.chunks[chunk].rows.removeLast()
        gallery.chunks[chunk].entries.removeLast()
        if gallery.chunks[chunk].entries.isEmpty { gallery.chunks.removeLast() }
        forget(row, of: gone.subject)
        if row != last {
            forget(last, of: moved.subject)
            places[moved.subject, default: []].append(row)
        }
        count = last
    }

    private mutating func forget(_ row: Int, of subject: Subject) {
        places[subject]?.removeAll { $0 == row }
        if places[subject]?.isEmpty == true { places[subject] = nil }
    }

    private mutating func makeRoom() throws(FaceIndexError) {
        let full = gallery.plan.fullCapacity
        guard let last = gallery.chunks.indices.last,
            gallery.chunks[last].rows.count < full
        else {
            guard let rows = FaceRows(capacity: 16, plan: gallery.plan) else { throw .outOfMemory }
            gallery.chunks.append(.init(rows: rows, entries: []))
            return
        }
        let room = gallery.chunks[last].rows.capacity
        guard gallery.chunks[last].rows.count == room else { return try own(last) }
        guard let wider = gallery.chunks[last].rows.copy(capacity: min(full, room * 2)) else {
            throw .outOfMemory
        }
        gallery.chunks[last].rows = wider
    }

    /// Makes sure that no search reads the rows that are about to change.
    private mutating func own(_ chunk: Int) throws(FaceIndexError) {
        guard !isKnownUniquelyReferenced(&gallery.chunks[chunk].rows) else { return }
        let rows = gallery.chunks[chunk].rows
        guard let copy = rows.copy(capacity: rows.capacity) else { throw .outOfMemory }
        gallery.chunks[chunk].rows = copy
    }
}
