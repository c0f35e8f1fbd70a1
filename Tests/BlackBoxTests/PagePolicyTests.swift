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
            for word in ["onclick=", "onload=", "onerror=", "=\"javascript:", " style=\""] {
                #expect(!page.text.contains(word), "\(word)")
            }
        }
        let sources = console.text.matches(of: /(?:src|href)="([^"]*)"/).map { String($0.1) }
        #expect(sources.count >= 2)
        #expect(sources.allSatisfy { $0.hasPrefix("/console/") })
        #expect(!console.text.contains("<style"))
        #expect(console.text.matches(of: /<script[^>]*>[^<]/).isEmpty)
        #expect(!docs.text.contains("<script"))
        for word in ["eval(", "innerHTML", "document.write", "localStorage", "https://"] {
            #expect(!script.text.contains(word), "\(word)")
        }
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
