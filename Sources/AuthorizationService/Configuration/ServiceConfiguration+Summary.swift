import Authorization
import ChainView
import EthereumClient
import HTTPServer
import Primitives

extension ServiceConfiguration {
    /// Every setting in words, a line each, for `check-config`. Passwords, tokens and keys in URLs are
    /// never in it: digests are counted, and URLs are shown as scheme, host and port.
    public var summary: String {
        var rows = Rows()
        listening.describe(in: &rows)
        switch backend {
        case .chain(let chain): chain.describe(in: &rows)
        case .file(let path):
            rows.add("policy", "the file \(shown(path)): for development only")
        case .mock(let policy):
            rows.add("policy", "mock \(policy.choice.rawValue): for development only")
        }
        rows.add("state", "\(shown(state))")
        rows.add("log name", "\(shown(logName))")
        rows.add(
            "log heads",
            "signed after \(headRecords) records or \(headSeconds) s, whichever is first")
        rows.add(
            "brake",
            brake.map {
                "the file \(shown($0.path)), signed by \($0.keys.count == 1 ? "its key" : "one of \($0.keys.count) keys")"
            }
                ?? "none")
        rows.add(
            "shadow",
            shadow.map {
                "\($0.url)\($0.isPlain ? ", plain" : ""), denied after \($0.milliseconds) ms;"
                    + " the stricter answer counts"
            } ?? "none")
        rows.add("digest", "\(digest)")
        for warning in warnings { rows.add("warning", warning) }
        if case .chain(let chain) = backend, chain.rule.quorum == 1 {
            rows.add(
                "warning",
                "evidence level single: \(EvidenceLevel.single.howToReachProved ?? "")")
        }
        return rows.text
    }

    /// Lines with what they are about in front.
    struct Rows {
        private static let width = 16
        private(set) var text = ""

        /// Adds a line; an empty name goes on with the one before.
        mutating func add(_ name: String, _ meaning: String) {
            let space = String(repeating: " ", count: max(1, Rows.width - name.utf8.count))
            text += "\(name)\(space)\(meaning)\n"
        }

        /// Adds a line for each of `meanings`, the name in front of the first; `none` where there
        /// are none.
        mutating func add(_ name: String, _ meanings: [String], none: String = "none") {
            for (index, meaning) in (meanings.isEmpty ? [none] : meanings).enumerated() {
                add(index == 0 ? name : "", meaning)
            }
        }
    }
}

/// A text of the configuration as it may be printed.
private func shown(_ text: String) -> EscapedText { EscapedText(text, limit: 300) }

/// A number of things in words.
private func counted(_ count: Int, _ name: String) -> String {
    "\(count) \(name)\(count == 1 ? "" : "s")"
}

extension ServiceConfiguration.Listening {
    fileprivate func describe(in rows: inout ServiceConfiguration.Rows) {
        // A query in the webhook's URL is often a key.
        let path = base.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        rows.add("listens on", "\(shown(address.description))")
        rows.add("path", "\(path.first ?? "/")\(path.count > 1 ? "?..." : "")")
        rows.add(
            "TLS",
            tls.map { "certificate \(shown($0.certificateFile)), key \(shown($0.keyFile))" }
                ?? "none: plain HTTP")
        rows.add("callers", callers, none: "nobody is asked who they are")
    }

    private var callers: [String] {
        var kinds: [String] = []
        switch tls?.clientCertificates {
        case .required(let file): kinds.append("a client certificate issued by \(shown(file))")
        case .optional(let file):
            kinds.append("a client certificate, where one is given, issued by \(shown(file))")
        case .ignored, nil: break
        }
        var secrets: [String] = []
        if !basic.isEmpty { secrets.append("Basic, \(counted(basic.count, "digest"))") }
        if !bearer.isEmpty { secrets.append("bearer, \(counted(bearer.count, "digest"))") }
        if !secrets.isEmpty { kinds.append(secrets.joined(separator: "; or ")) }
        return kinds
    }
}

extension ServiceConfiguration.Chain {
    fileprivate func describe(in rows: inout ServiceConfiguration.Rows) {
        rows.add("KMS contract", kms.checksummed)
        rows.add("chain", id?.decimal ?? "that of the provider")
        rows.add(
            "block",
            knownBlock.map { "every provider must have block \($0.number) as \($0.hash)" }
                ?? "none: chains with the same id are not told apart")
        rows.add("quorum", "\(rule.quorum) of \(counted(rule.operators.count, "operator"))")
        for provider in providers {
            let marks = [(provider.isPrivate, ", private"), (provider.isPlain, ", plain")]
            let text = marks.filter(\.0).map(\.1).joined()
            rows.add("", "\(provider.label) \(provider.url)\(text)")
        }
        rows.add(
            "oldest heads", "finalized \(rule.finalizedAge) s, recent \(rule.recentAge) s")
        rows.add("heads", "asked for every \(pollMilliseconds) ms")
        rows.add("decisions", "denied after \(decisionMilliseconds) ms")
        rows.add(
            "least evidence", "\(rules.leastEvidence.rawValue): \(rules.leastEvidence.sentence)")
        rows.add("unknown apps", unknownAppsText)
        rows.add("denied variants", rules.deniedVariants.sorted().map { "\(shown($0))" })
        rows.add(
            "gateways",
            ["may be none, or ids of 20 bytes in hex"]
                + rules.acceptedGateways.sorted().map {
                    "also \"\(shown($0))\", although guests cannot check it"
                })
        rows.add(
            "templates",
            templates.proxies.map { "proxy \($0.sentence)" }
                + templates.kms.map { "KMS \($0.sentence)" }
                + templates.apps.map { "app \($0.sentence)" })
    }

    private var unknownAppsText: String {
        switch unknownApps {
        case .denied: "denied"
        case .asked: "asked: byte-equal answers of a quorum decide, evidence corroborated"
        }
    }
}

extension CodeTemplate {
    fileprivate var sentence: String {
        let layout = layout.map { ", layout \($0.rawValue)" } ?? ""
        let places = immutables.map(String.init).joined(separator: ", ")
        let own = immutables.isEmpty ? "" : ", own address at \(places)"
        return "\(EscapedText(name, limit: 80)) \(hash), \(byteCount) bytes\(layout)\(own)"
    }
}
