import Chain
import Primitives
import TestSupport

/// A case of `fixtures/proofs`: an answer, and the question that it should be an answer to.
struct ProofCase {
    let id: String
    let stateRoot: Hash32
    let answer: AccountProof
    /// What the case says of the account; nil for an absent one.
    let account: Account?

    /// A case; `#n` in its lists of nodes stands for node n of the same list of `base`.
    init(_ fixture: FixtureCase, base: FixtureCase? = nil) throws {
        id = fixture.id
        stateRoot = try fixture.value.hash("stateRoot")
        let claim = try fixture.member("account")
        account = claim.isNull ? nil : try Account(fixture: claim)
        let baseSlots = try base?.value.items("storage") ?? []
        let slots = try fixture.value.items("storage").enumerated().map { place, slot in
            AccountProof.Slot(
                key: try slot.hash("slot"), value: try slot.uint256("value"),
                proof: try ProofCase.nodes(
                    slot.items("proof"),
                    base: place < baseSlots.count ? baseSlots[place].bytesList("proof") : []))
        }
        answer = AccountProof(
            address: try fixture.value.address("address"),
            account: account ?? Account(nonce: 0, balance: 0),
            accountProof: try ProofCase.nodes(
                fixture.value.items("accountProof"),
                base: base?.value.bytesList("accountProof") ?? []),
            slots: slots)
    }

    /// What a state root proves, asked for what the answer says it answers.
    func verified() throws(ProofError) -> VerifiedAccount {
        try answer.verified(
            stateRoot: stateRoot, address: answer.address, slots: answer.slots.map(\.key))
    }

    /// Refuses a present account where the case claims an absent one: the members of an answer
    /// cannot say "absent", so the claim is compared here.
    func claimed() throws(ProofError) -> VerifiedAccount {
        let verified = try verified()
        guard (verified.account == nil) == (account == nil) else {
            throw ProofError(rule: .codeHash)
        }
        return verified
    }

    private static func nodes(
        _ texts: [FixtureValue], base: @autoclosure () throws -> [Bytes]
    ) throws -> [Bytes] {
        let base = try base()
        return try texts.map { value in
            let text = value.string ?? ""
            guard text.hasPrefix("#") else { return try Bytes(hex: text) }
            guard let place = Int(text.dropFirst()), base.indices.contains(place) else {
                throw UnreadableFixture(member: text, value: value)
            }
            return base[place]
        }
    }
}

extension Account {
    /// The account that a fixture or a node's answer claims.
    init(fixture: FixtureValue) throws {
        self.init(
            nonce: try fixture.uint64("nonce"), balance: Wei(try fixture.uint256("balance")),
            storageRoot: try fixture.hash("storageHash"), codeHash: try fixture.hash("codeHash"))
    }
}
