/// What a geofence looks like, as given: nothing here is checked before `Area.init`.
public enum Shape: Hashable, Sendable {
    /// One or more polygons, each with holes; together one area.
    case polygons([Polygon])

    /// Everything within `radius` of a centre.
    case circle(centre: Vertex, radius: Metres)

    /// Everything within `radius` of a line.
    case corridor(line: [Vertex], radius: Metres)

    /// A shell and its holes. Rings are closed: the last vertex repeats the first.
    public struct Polygon: Hashable, Sendable {
        /// The outer ring; its direction does not matter.
        public var shell: [Vertex]

        /// The inner rings; their direction does not matter.
        public var holes: [[Vertex]]

        /// Takes rings as they are.
        public init(shell: [Vertex], holes: [[Vertex]] = []) {
            self.shell = shell
            self.holes = holes
        }
    }
}
