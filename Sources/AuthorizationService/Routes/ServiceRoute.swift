import Authorization
import HTTPServer

/// What a request asks for.
enum ServiceRoute: Hashable {
    case information
    case boot(BootRequest.Kind)
    case live, ready, metrics
    case unknown

    /// The routes under the path that the KMS was given, as the KMS builds them: it appends its
    /// route to the whole URL, so that a query swallows it (`/p?key=1/bootAuth/app`).
    struct Table: Sendable {
        private let base: String
        private let app: String
        private let kms: String

        init(base: String) {
            self.base = base
            let start = base.hasSuffix("/") ? base : base + "/"
            app = start + "bootAuth/app"
            kms = start + "bootAuth/kms"
        }

        /// The route of a request.
        func route(_ method: String, _ target: RequestTarget) -> ServiceRoute {
            let path = target.path
            // A client that goes through a proxy sends the whole URL.
            let whole = target.query.map { "\(path)?\($0)" } ?? path
            switch method {
            case "POST":
                if whole == app || path == app { return .boot(.app) }
                if whole == kms || path == kms { return .boot(.kms) }
            case "GET", "HEAD":
                if whole == base || path == base { return .information }
                switch path {
                case "/live": return .live
                case "/ready": return .ready
                case "/metrics": return .metrics
                default: break
                }
            default: break
            }
            return .unknown
        }
    }
}
