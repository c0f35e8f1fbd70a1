import CFaceKernel

/// What a face model made of one face: 64…1024 finite numbers that are not all zero.
///
/// The numbers are never printed, encoded or compared by `==`; the memory they lie in is
/// overwritten with zero when the last copy of the value goes.
public struct FaceVector: Sendable {
    /// The lengths a model may have.
    public static let dimensions = 64...1024

    /// Shortest and longest Euclidean length; models give 0.5…50, and products stay far from
    /// the limits of 32-bit floats.
    public static let lengthMin = 1e-6
    /// See `lengthMin`.
    public static let lengthMax = 1e6

    /// How many numbers the vector has.
    public let dimension: Int

    /// The Euclidean length, in `lengthMin`…`lengthMax`.
    public let length: Double

    let memory: FaceMemory

    /// Takes numbers as they come from a request; each is rounded to a 32-bit float.
    public init(_ values: [Double]) throws(FaceVectorError) {
        try self.init(dimension: values.count) { Float(values[$0]) }
    }

    /// Takes numbers that are 32-bit floats already.
    public init(_ values: [Float]) throws(FaceVectorError) {
        try self.init(dimension: values.count) { values[$0] }
    }

    /// Takes little-endian 32-bit floats, the form of `withBytes` and of packed request columns.
    public init(littleEndian bytes: UnsafeRawBufferPointer) throws(FaceVectorError) {
        guard bytes.count.isMultiple(of: 4) else { throw .dimension(got: bytes.count / 4) }
        try self.init(dimension: bytes.count / 4) { place in
            let word = bytes.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self)
            return Float(bitPattern: UInt32(littleEndian: word))
        }
    }

    private init(
        dimension: Int, value: (Int) -> Float
    ) throws(FaceVectorError) {
        guard Self.dimensions.contains(dimension) else { throw .dimension(got: dimension) }
        guard let memory = FaceMemory(count: Self.padded(dimension)) else { throw .outOfMemory }
        for place in 0..<dimension {
            let number = value(place)
            guard number.isFinite else { throw .notFinite(index: place) }
            memory.writable[place] = number
        }
        let square = face_dot(memory.floats, memory.floats, memory.count)
        guard square >= Self.lengthMin * Self.lengthMin else { throw .zero }
        guard square <= Self.lengthMax * Self.lengthMax else { throw .tooLong }
        self.dimension = dimension
        self.memory = memory
        length = square.squareRoot()
    }

    /// Lends the numbers as little-endian 32-bit floats, to be sealed or digested; do not keep
    /// the pointer, and overwrite what you copy.
    public func withBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        try body(UnsafeRawBufferPointer(start: memory.floats, count: dimension * 4))
    }

    /// Whether both hold the same numbers, bit for bit.
    public func isIdentical(to other: FaceVector) -> Bool {
        guard dimension == other.dimension else { return false }
        return withBytes { mine in other.withBytes { mine.elementsEqual($0) } }
    }

    static func padded(_ dimension: Int) -> Int { (dimension + 15) / 16 * 16 }
}

extension FaceVector: CustomStringConvertible, CustomReflectable {
    /// Says the dimension and nothing else, so that a log line never holds a face.
    public var description: String { "a face vector of \(dimension) numbers" }

    /// Shows no numbers either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
