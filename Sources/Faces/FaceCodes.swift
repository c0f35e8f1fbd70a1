import CFaceKernel

/// Rows in 8 bits a number, each with a scale of its own; only ever used to choose which rows
/// are worth an exact comparison.
///
/// It is part of one `FaceRows` and shares its rule on who may write.
final class FaceCodes: @unchecked Sendable {
    private let plan: FaceRows.Plan
    private let bytes: UnsafeMutablePointer<UInt8>
    private let byteCount: Int
    private let factors: FaceMemory
    private let offsets: FaceMemory

    init?(capacity: Int, plan: FaceRows.Plan) {
        byteCount = capacity * plan.codeWidth
        guard let factors = FaceMemory(count: capacity),
            let offsets = FaceMemory(count: capacity),
            let memory = face_allocate(byteCount)
        else { return nil }
        self.plan = plan
        self.factors = factors
        self.offsets = offsets
        bytes = memory.bindMemory(to: UInt8.self, capacity: byteCount)
    }

    deinit {
        face_free(bytes, byteCount)
    }

    func write(_ vector: UnsafePointer<Float>, length: Double, at row: Int) {
        let scale = Self.scale(vector, count: plan.dimension)
        let target = bytes + row * plan.codeWidth
        for place in 0..<plan.codeWidth {
            let code = place < plan.dimension ? Self.code(vector[place], scale: scale) : 0
            target[place] = UInt8(bitPattern: code) ^ 0x80
        }
        switch plan.metric {
        case .cosine:
            factors.writable[row] = scale / Float(length)
            offsets.writable[row] = 0
        case .euclidean:
            factors.writable[row] = 2 * scale
            offsets.writable[row] = -Float(length * length)
        }
    }

    func copy(_ row: Int, of other: FaceCodes, to target: Int) {
        let width = plan.codeWidth
        (bytes + target * width).update(from: other.bytes + row * width, count: width)
        factors.writable[target] = other.factors.floats[row]
        offsets.writable[target] = other.offsets.floats[row]
    }

    func wipe(_ row: Int) {
        face_wipe(bytes + row * plan.codeWidth, plan.codeWidth)
    }

    func readEveryByte(rows: Int, path: FacePath) -> UInt64 {
        face_read(path.rawValue, bytes, rows * plan.codeWidth)
    }

    func rank(
        _ probe: FaceProbeCode, _ rows: Range<Int>, _ path: FacePath,
        _ ranks: UnsafeMutablePointer<Float>
    ) {
        let codes = face_codes(
            rows: bytes + rows.lowerBound * plan.codeWidth,
            factors: factors.floats + rows.lowerBound,
            offsets: offsets.floats + rows.lowerBound,
            scale: probe.scale, count: rows.count, width: plan.codeWidth)
        probe.withCode { face_code_dots(path.rawValue, $0, codes, ranks) }
    }

    /// What one step of a code is worth; never zero.
    static func scale(_ vector: UnsafePointer<Float>, count: Int) -> Float {
        var largest: Float = 0
        for place in 0..<count { largest = max(largest, abs(vector[place])) }
        return max(largest / 127, .leastNormalMagnitude)
    }

    static func code(_ number: Float, scale: Float) -> Int8 {
        Int8(exactly: max(-127, min(127, (number / scale).rounded()))) ?? 0
    }
}
