import Foundation
import Sealing
import Testing

/// What browsers are told about the pages, and that the pages keep to it.
struct PagePolicyTests {
    @Test func `pages run nothing inline and nothing of other servers`() async throws {
        let server = try RunningServer()
        let nobody = Client(server.url, key: nil)
        let console = try await nobody.get("/console/")
        let script = try await nobody.get("/console/console.js")
        let docs = try await nobody.get("/docs")

        for page in [console, docs] {
            let policy = try #require(page.headers["content-security-policy"])
            #expect(policy.contains("default-src 'none'"))
            #expect(policy.contains("frame-ancestors 'none'"))
            #expect(policy.contains("base-uri 'none'"))
            #expect(!policy.contains("unsafe") && !policy.contains("*"))
            #expect(Self.faults(of: page.text) == [])
        }
        #expect(!console.text.contains("<style"))
        #expect(!docs.text.contains("<script"))
        #expect(console.text.contains("src=\"/console/console.js\""))
        for word in ["eval(", "innerHTML", "document.write", "localStorage", "https://"] {
            #expect(!script.text.contains(word), "\(word)")
        }
    }

    @Test(arguments: [
        "<p onclick=\"go()\">", "<p style=\"color:red\">", "<a href=\"javascript:go()\">",
        "<script>go()</script>", "<script defer>go()</script>",
        "<img src=\"https://elsewhere.example/a.png\">",
        "<script src=\"//elsewhere.example/a.js\">",
    ])
    func `one thing more that a policy forbids is found`(more: String) async throws {
        let server = try RunningServer()
        let console = try await Client(server.url, key: nil).get("/console/")

        let altered = console.text.replacing("<body>", with: "<body>\(more)")

        #expect(altered != console.text)
        #expect(Self.faults(of: console.text) == [])
        #expect(Self.faults(of: altered).count == 1, "\(Self.faults(of: altered))")
    }

    /// What a page runs inline or brings in from elsewhere.
    private static func faults(of page: String) -> [String] {
        let inline = page.matches(
            of: /\son[a-z]+=|\sstyle="|="javascript:|<script(?![^>]*\ssrc=)[^>]*>/)
        let sources = page.matches(of: /(?:\ssrc|<link[^>]*\shref)="([^"]*)"/)
            .map { String($0.1) }
        return inline.map { String($0.0) }
            + sources.filter { !$0.hasPrefix("/console/") && !$0.hasPrefix("/openapi") }
    }

    @Test func `the page of the contract names its style by digest`() async throws {
        let server = try RunningServer()
        let docs = try await Client(server.url, key: nil).get("/docs")
        let start = try #require(docs.text.range(of: "<style>"))
        let end = try #require(docs.text.range(of: "</style>"))
        let style = String(docs.text[start.upperBound..<end.lowerBound])

        let digest = Base64.encode(Digest(of: Array(style.utf8)).bytes, as: .padded)

        let policy = docs.headers["content-security-policy"]
        #expect(policy?.contains("style-src 'sha256-\(digest)'") == true)
    }

    @Test func `no answer is to be taken for another type`() async throws {
        let server = try RunningServer()
        let acme = try await Tenant(server)
        for path in ["/healthz", "/openapi.yaml", "/console/", "/nowhere", "\(acme.path)/policy"] {
            let answer = try await acme.admin.get(path)
            #expect(answer.headers["x-content-type-options"] == "nosniff", "\(path)")
        }
    }
}
