import CFaceKernel

/// Room for many vectors of one model, side by side as the kernels read them, and beside them,
/// when wanted, the same vectors in 8 bits a number.
///
/// It has value semantics through its owner: whoever changes it holds the only reference
/// (`isKnownUniquelyReferenced`), readers hold one of their own. That is its lock.
final class FaceRows: @unchecked Sendable {
    struct Plan: Sendable {
        let metric: FaceMetric
        let dimension: Int
        let isQuantised: Bool

        var width: Int { FaceVector.padded(dimension) }
        var codeWidth: Int { (dimension + 63) / 64 * 64 }
        /// So many that the codes fill one huge page.
        var fullCapacity: Int { (2 << 20) / codeWidth }
    }

    let plan: Plan
    let capacity: Int
    private(set) var count = 0
    private let vectors: FaceMemory
    private let factors: FaceMemory
    private let codes: FaceCodes?

    /// Nil when memory is short.
    init?(capacity: Int, plan: Plan) {
        guard let vectors = FaceMemory(count: capacity * plan.width),
            let factors = FaceMemory(count: capacity)
        else { return nil }
        codes = plan.isQuantised ? FaceCodes(capacity: capacity, plan: plan) : nil
        if plan.isQuantised, codes == nil { return nil }
        self.plan = plan
        self.capacity = capacity
        self.vectors = vectors
        self.factors = factors
    }

    /// The same rows in memory of their own; nil when memory is short.
    func copy(capacity: Int) -> FaceRows? {
        guard let twin = FaceRows(capacity: capacity, plan: plan) else { return nil }
        for row in 0..<min(count, capacity) { twin.append(rowOf: self, at: row) }
        return twin
    }

    func append(_ vector: FaceVector) {
        precondition(count < capacity, "the owner makes room first")
        let target = vectors.writable + count * plan.width
        target.update(from: vector.memory.floats, count: plan.width)
        factors.writable[count] = Float(1 / vector.length)
        codes?.write(target, length: vector.length, at: count)
        count += 1
    }

    private func append(rowOf other: FaceRows, at row: Int) {
        count += 1
        replace(count - 1, withRow: row, of: other)
    }

    func replace(_ target: Int, withRow row: Int, of other: FaceRows) {
        let width = plan.width
        let source = other.vectors.floats + row * width
        (vectors.writable + target * width).update(from: source, count: width)
        factors.writable[target] = other.factors.floats[row]
        if let codes, let theirs = other.codes { codes.copy(row, of: theirs, to: target) }
    }

    /// Overwrites the last row with zero and forgets it.
    func removeLast() {
        precondition(count > 0, "there is a row to remove")
        count -= 1
        face_wipe(vectors.writable + count * plan.width, plan.width * MemoryLayout<Float>.stride)
        codes?.wipe(count)
    }

    /// A metric's own value for one row, exactly as `FaceMetric.score` gives it.
    func score(_ probe: FaceVector, at row: Int, in metric: FaceMetric) -> Double {
        let vector = vectors.floats + row * plan.width
        let length = face_dot(vector, vector, plan.width).squareRoot()
        let shape = FaceMetric.Shape(product: probe.length * length, width: plan.width)
        return withExtendedLifetime(probe.memory) {
            metric.score(of: probe.memory.floats, and: vector, shape)
        }
    }

    /// Offers every row's rank (greater is more alike) in 32-bit floats, row by row.
    func scan(_ probe: FaceVector, path: FacePath, into list: inout FaceShortlist) {
        scan(into: &list) { start, length, ranks in
            let rows = face_rows(
                rows: vectors.floats + start * plan.width, factors: factors.floats + start,
                count: length, width: plan.width)
            switch plan.metric {
            case .cosine: face_dots(path.rawValue, probe.memory.floats, rows, ranks)
            case .euclidean: face_distances(path.rawValue, probe.memory.floats, rows, ranks)
            }
        }
        withExtendedLifetime(probe.memory) {}
    }

    /// Offers every row's approximate rank from the 8-bit codes.
    func scan(_ probe: FaceProbeCode, path: FacePath, into list: inout FaceShortlist) {
        guard let codes else { return }
        scan(into: &list) { start, length, ranks in
            codes.rank(probe, start..<(start + length), path, ranks)
        }
    }

    /// The xor of all words of the vectors, or of the codes.
    func readEveryByte(codes wanted: Bool, path: FacePath) -> UInt64 {
        if wanted { return codes?.readEveryByte(rows: count, path: path) ?? 0 }
        return face_read(path.rawValue, vectors.floats, count * plan.width * 4)
    }

    private func scan(
        into list: inout FaceShortlist,
        _ rank: (Int, Int, UnsafeMutablePointer<Float>) -> Void
    ) {
        let step = 512
        withUnsafeTemporaryAllocation(of: Float.self, capacity: step) { ranks in
            guard let base = ranks.baseAddress else { return }
            for start in stride(from: 0, to: count, by: step) {
                let length = min(step, count - start)
                rank(start, length, base)
                list.offer(UnsafePointer(base), count: length, firstRow: start)
            }
        }
    }
}
