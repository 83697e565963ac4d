import Authorization
import Codec
import Primitives
import TestSupport
import Testing

@Suite("The basis of an answer repeats it, and local rules only deny")
struct DecisionBasisTests {
    /// A basis whose every part is drawn from `random`.
    private func basis(_ random: inout SeededRandom) -> DecisionBasis {
        var request = TestRequest.app
        if Bool.random(using: &random) { request.kind = .kms }
        request.tcbStatus = Bool.random(using: &random) ? "UpToDate" : "OutOfDate"
        if Int.random(in: 0..<8, using: &random) == 0 { request.deviceID = nil }
        if Int.random(in: 0..<8, using: &random) == 0 { request.composeHash = .zero }
        if Bool.random(using: &random) { request.mrSystem = Keccak256.hash(utf8: "system") }
        func view(_ number: BlockNumber) -> DecisionBasis.View {
            DecisionBasis.View(
                number: number, hash: Keccak256.hash(utf8: number.decimal), stateRoot: .zero,
                timestamp: Timestamp(seconds: 7),
                facts: Int.random(in: 0..<8, using: &random) == 0
                    ? .unknownKms : .facts(facts(&random)))
        }
        return DecisionBasis(
            request: request, kms: TestRequest.contract,
            denial: Int.random(in: 0..<8, using: &random) == 0
                ? HeadDenial(.headStale, "old") : nil,
            finalized: view(100), recent: view(120), quorum: Int.random(in: 1...3, using: &random),
            rules: LocalRules())
    }

    private func facts(_ random: inout SeededRandom) -> PolicyFacts {
        func likely() -> Bool { Int.random(in: 0..<6, using: &random) != 0 }
        let apps: [PolicyFacts.App] = [
            .absent, .unknown, .delegated, .answered(.reverted), .answered(.failed),
            .answered(.malformed), .answered(.verdict(isAllowed: true, reason: "")),
            .answered(.verdict(isAllowed: false, reason: "no \u{202e}")),
        ]
        let known = PolicyFacts.App.known(
            PolicyFacts.Rules(
                allowsCompose: likely(), allowsAnyDevice: likely(), allowsDevice: likely(),
                requiresUpToDate: !likely()))
        return PolicyFacts(
            kms: PolicyFacts.Kms(
                allowsImage: likely(), allowsMeasurement: likely(), allowsDevice: likely(),
                isRegistered: likely(), gatewayAppID: likely() ? "" : "any"),
            app: likely() ? known : apps.randomElement(using: &random))
    }

    @Test("Written and read again, a basis is the same and decides the same")
    func roundTrip() throws {
        var random = SeededRandom(seed: 7)
        for _ in 0..<500 {
            let basis = basis(&random)
            let text = basis.json.serialized(.compact.ascii)
            let again = try DecisionBasis(json: JSONValue(parsing: text))
            #expect(again == basis && again.decision == basis.decision)
        }
    }

    @Test("A basis with a member missing is refused, naming it")
    func refused() throws {
        var random = SeededRandom(seed: 8)
        let members = try #require(basis(&random).json.object)
        for member in members {
            let rest = JSONValue.object(members.filter { $0.name != member.name })
            do throws(BasisFault) {
                _ = try DecisionBasis(json: rest)
                Issue.record("\(member.name) is not missed")
            } catch {
                #expect(error.member == "basis.\(member.name)")
            }
        }
    }

    @Test("Whatever the local rules are, they never turn a denial into an allow")
    func rulesOnlyDeny() {
        var random = SeededRandom(seed: 9)
        var (allows, turned) = (0, 0)
        for _ in 0..<3000 {
            var basis = basis(&random)
            basis.rules.acceptedGateways = ["any"]
            let before = basis.decision
            basis.rules.leastEvidence =
                EvidenceLevel.allCases.randomElement(using: &random) ?? .proved
            if Bool.random(using: &random) { basis.rules.deniedVariants = ["dstack-tdx"] }
            let after = basis.decision
            #expect(before.isAllowed || !after.isAllowed)
            #expect(!after.isAllowed || basis.evidence >= basis.rules.leastEvidence)
            allows += before.isAllowed ? 1 : 0
            turned += before.isAllowed && !after.isAllowed ? 1 : 0
        }
        #expect(allows > 0 && turned > 0)
    }

    @Test("G19 kms.gateway: an id that no guest can check denies apps, unless it is accepted")
    func acceptedGateways() throws {
        let id = "0x" + String(repeating: "9a", count: 20)
        let rows: [(String, Set<String>, app: Bool)] = [
            ("", [], true), (id, [], true), (id, ["any"], true), ("any", [], false),
            ("any", ["any"], true), ("any", ["Any", "any "], false), ("other", ["any"], false),
            ("other", ["any", "other"], true),
        ]
        for (gateway, accepted, isAllowed) in rows {
            for request in [TestRequest.app, TestRequest.kms] {
                let view = DecisionBasis.View(
                    number: 7, hash: Keccak256.hash(utf8: "7"), stateRoot: .zero,
                    timestamp: Timestamp(seconds: 7),
                    facts: .facts(
                        PolicyFacts(
                            kms: PolicyFacts.Kms(
                                allowsImage: true, allowsMeasurement: true, allowsDevice: true,
                                isRegistered: true, gatewayAppID: gateway),
                            app: .answered(.verdict(isAllowed: true, reason: "")))))
                let basis = DecisionBasis(
                    request: request, kms: TestRequest.contract, finalized: view, recent: view,
                    quorum: 2, rules: LocalRules(acceptedGateways: accepted))
                let decision = basis.decision
                #expect(decision.isAllowed == (isAllowed || request.kind == .kms), "\(gateway)")
                #expect(decision.code == (decision.isAllowed ? .contract : .gateway))
                #expect(decision.gatewayAppID == (decision.isAllowed ? gateway : ""))
                #expect(try DecisionBasis(json: basis.json) == basis)
            }
        }
    }

    @Test("Each evidence level says what it means and how to reach the best")
    func levels() {
        #expect(EvidenceLevel.single < .corroborated && EvidenceLevel.corroborated < .proved)
        #expect(EvidenceLevel.proved.howToReachProved == nil)
        #expect(EvidenceLevel.single.howToReachProved?.contains("at least two providers") == true)
        #expect(EvidenceLevel.corroborated.howToReachProved?.contains("template") == true)
        #expect(EvidenceLevel.of(quorum: 1, asksOperators: false) == .single)
        #expect(EvidenceLevel.of(quorum: 2, asksOperators: false) == .proved)
    }
}
