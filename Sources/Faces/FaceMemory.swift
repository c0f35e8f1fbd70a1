import CFaceKernel

/// Floats aligned for the kernels, overwritten with zero before the memory is given back.
///
/// It owns memory of the C allocator. No lock: it is written only by whoever holds the sole
/// reference, before any other task can see it, and never after that.
final class FaceMemory: @unchecked Sendable {
    let count: Int
    private let base: UnsafeMutablePointer<Float>

    /// Zeroed room for `count` floats; nil when memory is short.
    init?(count: Int) {
        let bytes = count * MemoryLayout<Float>.stride
        guard count > 0, let memory = face_allocate(bytes) else { return nil }
        self.count = count
        base = memory.bindMemory(to: Float.self, capacity: count)
    }

    deinit {
        face_free(base, count * MemoryLayout<Float>.stride)
    }

    var floats: UnsafePointer<Float> { UnsafePointer(base) }

    /// Only while this is the sole reference.
    var writable: UnsafeMutablePointer<Float> { base }
}
