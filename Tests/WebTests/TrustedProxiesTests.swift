import Attendance
import HTTPTypes
import Testing

@testable import Web

struct TrustedProxiesTests {
    private static let own = ["127.0.0.1/32", "10.0.0.0/24", "2001:db8::/32"]

    private func client(_ forwarded: [String], peer: String?, trusting: [String]) -> String? {
        var fields = HTTPFields()
        for line in forwarded { fields.append(HTTPField(name: .forwardedFor, value: line)) }
        return TrustedProxies(trusting.compactMap(Network.init)).client(of: fields, peer: peer)
    }

    @Test(arguments: [
        ("198.51.100.7", "198.51.100.7"),
        ("203.0.113.9, , 198.51.100.7", "198.51.100.7"),
        ("198.51.100.7, 10.0.0.3", "198.51.100.7"),
        (" 198.51.100.7:5123 ,10.0.0.3:80", "198.51.100.7"),
        ("[2001:db9::5]:443", "2001:db9::5"), ("2001:db9::5, 2001:db8::1", "2001:db9::5"),
        ("10.0.0.9, 10.0.0.3", "10.0.0.9"),
    ])
    func `the right-most hop that is no proxy is the client`(header: String, client: String) {
        #expect(self.client([header], peer: "127.0.0.1", trusting: Self.own) == client)
    }

    @Test func `several header lines are one list`() {
        let lines = ["203.0.113.9, 198.51.100.7", "10.0.0.3"]

        #expect(client(lines, peer: "10.0.0.4", trusting: Self.own) == "198.51.100.7")
    }

    @Test(arguments: ["", "unknown", "198.51.100.7, nonsense", "198.51.100.7%eth0"])
    func `what a proxy does not tell is not known`(header: String) {
        #expect(client([header], peer: "127.0.0.1", trusting: Self.own) == nil)
    }

    @Test(arguments: [(["127.0.0.1/32"], "192.0.2.1"), ([], "127.0.0.1")])
    func `nobody else is believed`(trusted: [String], peer: String) {
        #expect(client(["198.51.100.7"], peer: peer, trusting: trusted) == peer)
    }

    @Test func `without a header a proxy hides its client, and nobody is known by no address`() {
        #expect(client([], peer: "127.0.0.1", trusting: Self.own) == nil)
        #expect(client(["198.51.100.7"], peer: nil, trusting: Self.own) == nil)
    }
}
