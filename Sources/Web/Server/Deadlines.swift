import HTTPTypes
import Logging
import NIOCore
import NIOHTTPTypes

/// Closes connections that take too long to send a head or a body, or to read an answer.
///
/// Idle timeouts start again with every byte, so that a client sending one a second is never idle; these are
/// deadlines for the whole head, the whole body, and for every stretch in which nothing can be written. Time
/// in which the server itself does not ask for more of a body, because it works on what came, is not counted.
/// While it does ask, a client may send first and read later.
final class Deadlines: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// How long a client may take.
    struct Allowance: Sendable {
        /// From connecting, or from the last answer, to the end of the head.
        var head: TimeAmount = .seconds(10)
        /// From the end of the head to the end of the body.
        var body: TimeAmount = .seconds(15)
        /// More time for the body, for each 64 KiB of it that came.
        var bodyBonus: TimeAmount = .milliseconds(250)
        /// Without a byte of the answer being read.
        var answer: TimeAmount = .seconds(15)
    }

    private let allowance: Allowance
    private var inbound: Scheduled<Void>?
    private var outbound: Scheduled<Void>?
    private var bodyEnds = NIODeadline.now()
    /// What is left for the body while the server does not ask for more of it; nil while it does.
    private var bodyLeft: TimeAmount?
    private var isInBody = false

    init(_ allowance: Allowance = Allowance()) { self.allowance = allowance }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { expect(context, within: allowance.head) }
    }

    func channelActive(context: ChannelHandlerContext) {
        expect(context, within: allowance.head)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        inbound?.cancel()
        outbound?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            isInBody = true
            bodyLeft = nil
            bodyEnds = .now() + allowance.body
            expect(context, within: allowance.body)
        case .body(let part):
            let share = Double(part.readableBytes) / 65_536
            bodyEnds =
                bodyEnds + .nanoseconds(Int64(share * Double(allowance.bodyBonus.nanoseconds)))
            expect(context, within: bodyEnds - .now())
        case .end:
            isInBody = false
            inbound?.cancel()
            inbound = nil
            expectReading(context)
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if isInBody, bodyLeft == nil {
            bodyLeft = bodyEnds - .now()
            inbound?.cancel()
            inbound = nil
            expectReading(context)
        }
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        if isInBody, let left = bodyLeft {
            bodyLeft = nil
            bodyEnds = .now() + left
            expect(context, within: left)
            outbound?.cancel()
            outbound = nil
        }
        context.read()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            expect(context, within: allowance.head)
        }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        outbound?.cancel()
        outbound = nil
        expectReading(context)
        context.fireChannelWritabilityChanged()
    }

    /// Begins to wait for the client to read, where nothing can be written and it is not asked to send.
    private func expectReading(_ context: ChannelHandlerContext) {
        let isAsked = isInBody && bodyLeft == nil
        guard !context.channel.isWritable, !isAsked, outbound == nil else { return }
        outbound = close(context, within: allowance.answer)
    }

    private func expect(_ context: ChannelHandlerContext, within time: TimeAmount) {
        inbound?.cancel()
        inbound = close(context, within: time)
    }

    private func close(_ context: ChannelHandlerContext, within time: TimeAmount) -> Scheduled<Void>
    {
        let channel = context.channel
        return context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }
}
