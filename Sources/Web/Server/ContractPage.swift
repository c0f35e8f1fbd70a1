import HTTPTypes
import Hummingbird
import Sealing

/// The contract as a page that a person can read: its routes as a table, the whole file below it.
enum ContractPage {
    /// The page; needs no script, no font and no other server.
    static let response: Response = {
        var response = Response.text("text/html; charset=utf-8", Array(page.utf8))
        let digest = Base64.encode(Digest(of: Array(style.utf8)).bytes, as: .padded)
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'"
        return response
    }()

    /// The contract as OpenAPI 3.1.
    static let contract = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)

    /// The one style of the page, which its policy names by digest.
    private static let style = """
        body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto}
        body{max-width:62rem;padding:0 1rem}
        table{border-collapse:collapse;width:100%}
        td{border-top:1px solid #ddd;padding:.3rem .6rem}
        code,pre{font:14px/1.45 ui-monospace,monospace}
        pre{overflow:auto;background:#f6f6f6;padding:1rem}
        """

    private static var page: String {
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Rollcall HTTP API</title>
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <style>\(style)</style><h1>Rollcall HTTP API</h1>
        <p>The contract as OpenAPI 3.1: <a href="/openapi.yaml">openapi.yaml</a>.</p>
        <table>\(rows(contract))</table><h2>The contract</h2><pre>\(escape(contract))</pre></html>
        """
    }

    /// One row an operation, read off the file's own indentation.
    private static func rows(_ contract: String) -> String {
        var path = ""
        var rows = ""
        var method: String?
        for line in contract.split(separator: "\n") {
            if line.hasPrefix("  /"), line.hasSuffix(":") {
                path = line.dropFirst(2).dropLast().description
            } else if line.hasPrefix("    "), !line.hasPrefix("     "), line.hasSuffix(":") {
                method = line.dropFirst(4).dropLast().uppercased()
            } else if line.hasPrefix("      summary: "), let verb = method {
                let summary = escape(String(line.dropFirst(15)))
                rows += "<tr><td><code>\(verb)</code><td><code>\(escape(path))</code><td>\(summary)"
                method = nil
            }
        }
        return rows
    }

    private static func escape(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
