import HTTPTypes
import Hummingbird

/// The web console: a page, its style and its script, served as they are.
///
/// Everything comes from this server and nothing is inline, so that the strictest policy holds.
enum ConsolePage {
    static let endpoints: [Endpoint] = [
        .open("/console/") { _ in answer("text/html; charset=utf-8", PackageResources.console_html)
        },
        .open("/console/console.css") { _ in
            answer("text/css; charset=utf-8", PackageResources.console_css)
        },
        .open("/console/console.js") { _ in
            answer("text/javascript; charset=utf-8", PackageResources.console_js)
        },
    ]

    private static func answer(_ mediaType: String, _ bytes: [UInt8]) -> Response {
        var response = Response.text(mediaType, bytes)
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        response.headers[.cacheControl] = "no-cache"
        return response
    }
}
