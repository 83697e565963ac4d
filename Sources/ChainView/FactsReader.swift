import Authorization
import Chain
import EthereumClient
import Primitives
import Synchronization

/// Reads what a decision needs at one block, and proves every word of it.
final class FactsReader: Sendable {
    let kms: Address
    let templates: CodeTemplates
    let unknownApps: ChainViewConfiguration.UnknownApps
    let proofs: ProofReader
    let votes: CallVotes

    /// The implementation behind each proxy when it was read last: a guess that saves a round trip,
    /// never a fact.
    private let guesses = Mutex<[Address: Address]>([:])
    private let codes: CodeStore

    /// The most guesses that are kept.
    private static let mostGuesses = 8192

    /// A reader.
    ///
    /// - Parameters:
    ///   - configuration: What is read, and what is known.
    ///   - providers: Who proves it; calls of unknown code are asked of all in the configuration.
    ///   - codes: Code that was fetched before.
    init(
        _ configuration: ChainViewConfiguration, _ providers: [ChainProvider], _ codes: CodeStore
    ) {
        kms = configuration.kms
        templates = configuration.templates
        unknownApps = configuration.unknownApps
        proofs = ProofReader(providers)
        votes = CallVotes(configuration.providers, quorum: configuration.rule.quorum)
        self.codes = codes
    }

    /// The facts for `request` in the block of `head`, or the rule that denies.
    func read(
        _ request: BootRequest, at head: SealedHeader, until deadline: ContinuousClock.Instant,
        excluding excluded: [String: DecisionCode]
    ) async -> FactsResult {
        var trip = ReadTrip(until: deadline, excluding: excluded)
        let reading: Result<DecisionBasis.Reading, HeadDenial>
        do throws(HeadDenial) {
            reading = .success(try await facts(request, head, &trip))
        } catch {
            reading = .failure(error)
        }
        return FactsResult(reading: reading, lies: trip.lies)
    }

    private func facts(
        _ request: BootRequest, _ head: SealedHeader, _ trip: inout ReadTrip
    ) async throws(HeadDenial) -> DecisionBasis.Reading {
        var questions = [
            ProofReader.Question(address: kms, slots: templates.kmsSlots(request))
        ]
        let known = guesses.withLock { [kms: $0[kms], request.appID: $0[request.appID]] }
        if let guess = known[kms] ?? nil { questions.append(.init(address: guess)) }
        if request.kind == .app, let guess = known[request.appID] ?? nil {
            questions.append(.init(address: request.appID, slots: templates.appSlots(request)))
            questions.append(.init(address: guess))
        }
        let accounts = try await proofs.accounts(unique(questions), at: head, &trip)
        guard let account = accounts[kms],
            let code = FactsReading.implementation(of: account, templates: templates),
            let layout = try await layout(templates.kms, at: code, accounts[code], head, &trip),
            let facts = FactsReading.kms(request, account, layout)
        else { return .unknownKms }
        remember(code, behind: kms)
        guard request.kind == .app, facts.isRegistered, facts.allowsImage else {
            return .facts(PolicyFacts(kms: facts, app: nil))
        }
        let app = try await app(request, accounts, head, &trip)
        return .facts(PolicyFacts(kms: facts, app: app))
    }

    private func app(
        _ request: BootRequest, _ accounts: [Address: VerifiedAccount], _ head: SealedHeader,
        _ trip: inout ReadTrip
    ) async throws(HeadDenial) -> PolicyFacts.App {
        let slots = templates.appSlots(request)
        var account = accounts[request.appID].flatMap { $0.slots.map(\.key) == slots ? $0 : nil }
        if account == nil {
            let question = ProofReader.Question(address: request.appID, slots: slots)
            account = try await proofs.accounts([question], at: head, &trip)[request.appID]
        }
        guard let account, let state = account.account, state.hasCode else { return .absent }
        if let code = FactsReading.implementation(of: account, templates: templates),
            let layout = try await layout(
                templates.apps, at: code, accounts[code], head, &trip),
            let rules = FactsReading.rules(request, account, layout)
        {
            remember(code, behind: request.appID)
            return .known(rules)
        }
        let code = try await codes.code(state.codeHash) { () async throws(HeadDenial) in
            try await proofs.code(of: request.appID, hash: state.codeHash, at: head, &trip)
        }
        if code.count == 23, code.starts(with: [0xef, 0x01, 0x00]) { return .delegated }
        guard unknownApps == .asked else { return .unknown }
        return .answered(try await votes.answer(to: request, of: kms, at: head, trip))
    }

    /// The layout of the template that the code at `address` is, its hash proved; nil when it is none
    /// of `templates`.
    func layout(
        _ templates: [CodeTemplate], at address: Address, _ account: VerifiedAccount?,
        _ head: SealedHeader, _ trip: inout ReadTrip
    ) async throws(HeadDenial) -> ContractLayout? {
        var account = account
        if account == nil {
            account = try await proofs.accounts([.init(address: address)], at: head, &trip)[address]
        }
        guard let state = account?.account, state.hasCode else { return nil }
        let code = try await codes.code(state.codeHash) { () async throws(HeadDenial) in
            try await proofs.code(of: address, hash: state.codeHash, at: head, &trip)
        }
        return codes.match(state.codeHash, at: address, templates, code)?.layout
    }

    /// Questions about different addresses; the first about each counts.
    private func unique(_ questions: [ProofReader.Question]) -> [ProofReader.Question] {
        var seen: Set<Address> = []
        return questions.filter { seen.insert($0.address).inserted }
    }

    private func remember(_ implementation: Address, behind proxy: Address) {
        guesses.withLock { guesses in
            if guesses.count >= FactsReader.mostGuesses { guesses.removeAll() }
            guesses[proxy] = implementation
        }
    }
}
