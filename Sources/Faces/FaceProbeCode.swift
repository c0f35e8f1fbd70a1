import CFaceKernel

/// A probe in 8 bits a number, for one scan of codes.
final class FaceProbeCode {
    let scale: Float
    private let bytes: UnsafeMutablePointer<Int8>
    private let count: Int

    /// Nil when memory is short.
    init?(_ probe: FaceVector, plan: FaceRows.Plan) {
        count = plan.codeWidth
        guard let memory = face_allocate(count) else { return nil }
        bytes = memory.bindMemory(to: Int8.self, capacity: count)
        scale = FaceCodes.scale(probe.memory.floats, count: plan.dimension)
        for place in 0..<plan.dimension {
            bytes[place] = FaceCodes.code(probe.memory.floats[place], scale: scale)
        }
    }

    deinit {
        face_free(bytes, count)
    }

    func withCode(_ body: (UnsafePointer<Int8>) -> Void) {
        body(UnsafePointer(bytes))
    }
}
