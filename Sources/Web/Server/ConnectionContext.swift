import Hummingbird
import Logging
import NIOCore

/// What is known of the connection that a request came by.
struct ConnectionContext: InitializableFromSource, Sendable {
    /// The address of the client or of the proxy before it.
    let peerAddress: String?

    init(source: ApplicationRequestContextSource) {
        peerAddress = source.channel.remoteAddress?.ipAddress
    }
}
