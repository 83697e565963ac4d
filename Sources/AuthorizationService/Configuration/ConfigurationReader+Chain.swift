import Authorization
import ChainView
import EthereumClient
import Primitives
import YAML

extension ConfigurationReader {
    /// The oldest finalized block unless said otherwise, in seconds: three epochs of Ethereum, and
    /// what rollups need to be final on it.
    static let finalizedAge: UInt64 = 3_600
    /// The oldest recent block unless said otherwise, in seconds.
    static let recentAge: UInt64 = 120

    func chain(_ value: LocatedValue) throws(DocumentError) -> ServiceConfiguration.Chain {
        var reader = try MemberReader(value, what: "chain")
        let list = try reader.required("providers")
        var providers: [ServiceConfiguration.Provider] = []
        for item in try list.array() { providers.append(try provider(item)) }
        let quorum = try reader.optional("quorum")?.integer(in: 1...HeadRule.mostOperators)
        let ages = 1...UInt64(604_800)
        let finalizedAge =
            try reader.optional("maxFinalizedAgeSeconds")?.integer(in: ages)
            ?? ConfigurationReader.finalizedAge
        let recentAge =
            try reader.optional("maxRecentAgeSeconds")?.integer(in: ages)
            ?? ConfigurationReader.recentAge
        let rule: HeadRule
        do throws(HeadRule.Fault) {
            rule = try HeadRule(
                operators: providers.map(\.label), quorum: quorum ?? providers.count / 2 + 1,
                finalizedAge: finalizedAge, recentAge: recentAge)
        } catch {
            throw DocumentError(.form, at: list.place, error.description)
        }
        var chain = ServiceConfiguration.Chain(
            providers: providers, rule: rule, kms: try address(reader.required("kms")))
        try readIdentity(&reader, into: &chain, list)
        try readRules(&reader, into: &chain)
        try reader.finish()
        return chain
    }

    private func provider(
        _ value: LocatedValue
    ) throws(DocumentError) -> ServiceConfiguration.Provider {
        var reader = try MemberReader(value, what: "a provider")
        let operatorName = try reader.required("operator")
        let label = try operatorName.string()
        guard (1...40).contains(label.utf8.count),
            label.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != 0x22 && $0 != 0x5c })
        else {
            throw DocumentError(
                .form, at: operatorName.place,
                "an operator's label has 1 to 40 printable ASCII characters without spaces")
        }
        let found: RedactedURL
        if let file = reader.optional("urlFile") {
            found = try urlFile(file)
        } else {
            found = try url(try reader.required("url"))
        }
        var provider = ServiceConfiguration.Provider(label: label, url: found)
        if let flag = reader.optional("private") { provider.isPrivate = try flag.bool() }
        if let flag = reader.optional("plain") { provider.isPlain = try flag.bool() }
        try reader.finish()
        guard found.scheme == .https || found.isLoopback || provider.isPlain else {
            throw DocumentError(
                .form, at: value.place,
                "http:// is for this machine only: use https://, or say plain: true for a node "
                    + "inside of the enclave's own network")
        }
        return provider
    }

    /// A URL that stands in a file of its own, since it often holds a key.
    private func urlFile(_ value: LocatedValue) throws(DocumentError) -> RedactedURL {
        guard let bytes = readFile(try value.string()) else {
            throw DocumentError(.form, at: value.place, "the file with the URL cannot be read")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let line = text.hasSuffix("\n") ? String(text.dropLast()) : text
        do throws(URLFault) { return try RedactedURL(line) } catch {
            throw DocumentError(
                .form, at: value.place, "the file holds no URL of an endpoint: \(error)")
        }
    }

    private func readIdentity(
        _ reader: inout MemberReader, into chain: inout ServiceConfiguration.Chain,
        _ list: LocatedValue
    ) throws(DocumentError) {
        if let id = reader.optional("id") {
            chain.id = ChainID(UInt256(try id.integer(in: 1...UInt64.max)))
        } else if chain.providers.count > 1 {
            throw DocumentError(
                .missing, at: list.place, "several providers need \"id\": the chain's number")
        }
        guard let block = reader.optional("block") else { return }
        var blockReader = try MemberReader(block, what: "block")
        let number: UInt64 = try blockReader.required("number").integer(in: 0...UInt64.max)
        let hash = try hash(blockReader.required("hash"))
        try blockReader.finish()
        chain.knownBlock = .init(number: BlockNumber(number), hash: hash)
    }

    private func readRules(
        _ reader: inout MemberReader, into chain: inout ServiceConfiguration.Chain
    ) throws(DocumentError) {
        if let level = reader.optional("leastEvidence") {
            chain.rules.leastEvidence = try choice(level, of: EvidenceLevel.self)
            guard chain.rule.quorum > 1 || chain.rules.leastEvidence == .single else {
                throw DocumentError(
                    .form, at: level.place,
                    "a quorum of 1 never gives more than single: everything would be denied")
            }
        }
        if let apps = reader.optional("unknownApps") {
            chain.unknownApps = try choice(apps, of: ChainViewConfiguration.UnknownApps.self)
        }
        if let names = reader.optional("deniedVariants") {
            chain.rules.deniedVariants = Set(try texts(names))
        }
        if let names = reader.optional("acceptedGateways") {
            chain.rules.acceptedGateways = Set(try texts(names))
        }
        if let number = reader.optional("pollMilliseconds") {
            chain.pollMilliseconds = try number.integer(in: 50...60_000)
        }
        if let number = reader.optional("decisionMilliseconds") {
            chain.decisionMilliseconds = try number.integer(in: 100...30_000)
        }
        if let templates = reader.optional("templates") {
            try read(templates: templates, into: &chain.templates)
        }
    }
}
