import Authorization
import Primitives
import TestSupport
import Testing

@Suite("The contracts' decision, evaluated natively")
struct BootPolicyTests {
    @Test("Every decision of the corpus has the contract's answer and reason")
    func decisions() throws {
        let policies = try Dictionary(
            uniqueKeysWithValues: Fixtures.cases("dstack/policies.jsonl").map { ($0.id, $0.value) })
        var count = 0
        for item in try Fixtures.cases("dstack/decisions.jsonl") {
            let policy = try #require(policies[item.string("policy")])
            let request = try PolicyFixture.request(item)
            let facts = try PolicyFixture.facts(of: policy, for: request)
            let decision = BootPolicy.decide(request, facts)
            if case .unknown? = facts.app, facts.kms.isRegistered, facts.kms.allowsImage {
                // Foreign code: the contract asks it, and we deny.
                #expect(!decision.isAllowed && decision.code == .appCode, "\(item.id)")
            } else if decision.code == .gateway {
                // The contract allows it; a gateway that no guest can check is our denial.
                #expect(try item.member("isAllowed").bool == true, "\(item.id)")
                #expect(request.kind == .app, "\(item.id)")
                #expect(!GatewayRule.isAcceptable(facts.kms.gatewayAppID), "\(item.id)")
            } else {
                #expect(
                    decision.isAllowed == (try item.member("isAllowed").bool), "\(item.id)")
                #expect(decision.reason == (try item.string("reason")), "\(item.id)")
                #expect(decision.code == .contract, "\(item.id)")
            }
            count += 1
        }
        #expect(count == 614)
    }
}

/// The corpus's policies as facts.
enum PolicyFixture {
    static func request(_ item: FixtureCase) throws -> BootRequest {
        let info = try item.member("bootInfo")
        func text(_ name: String) throws -> String { try #require(info[name]?.string) }
        return BootRequest(
            kind: try #require(BootRequest.Kind(rawValue: item.string("kind"))), teeVariant: nil,
            mrAggregated: try Hash32(hex: text("mrAggregated")),
            osImageHash: try Hash32(hex: text("osImageHash")),
            mrSystem: try Hash32(hex: text("mrSystem")), appID: try Address(hex: text("appId")),
            composeHash: try Hash32(hex: text("composeHash")),
            instanceID: try Address(hex: text("instanceId")),
            deviceID: try Hash32(hex: text("deviceId")), tcbStatus: try text("tcbStatus"),
            advisoryIDs: [])
    }

    static func facts(of policy: FixtureValue, for request: BootRequest) throws -> PolicyFacts {
        func has(_ list: FixtureValue?, _ value: String) -> Bool {
            list?.array?.contains { $0.string?.lowercased() == value.lowercased() } ?? false
        }
        let device = try #require(request.deviceID).hex
        let kms = PolicyFacts.Kms(
            allowsImage: has(policy["osImages"], request.osImageHash.hex),
            allowsMeasurement: has(policy["aggregatedMrs"], request.mrAggregated.hex),
            allowsDevice: has(policy["kmsDevices"], device),
            isRegistered: has(policy["registered"], request.appID.hex),
            gatewayAppID: policy["gatewayAppId"]?.string ?? "")
        guard request.kind == .app else { return PolicyFacts(kms: kms, app: nil) }
        let app = policy["apps"]?.array?.first {
            $0["address"]?.string?.lowercased() == request.appID.hex
        }
        guard let app else { return PolicyFacts(kms: kms, app: .absent) }
        if app["contract"] != nil { return PolicyFacts(kms: kms, app: .unknown) }
        return PolicyFacts(
            kms: kms,
            app: .known(
                PolicyFacts.Rules(
                    allowsCompose: has(app["composeHashes"], request.composeHash.hex),
                    allowsAnyDevice: app["allowAnyDevice"]?.bool ?? false,
                    allowsDevice: has(app["devices"], device),
                    requiresUpToDate: app["requireTcbUpToDate"]?.bool ?? false)))
    }
}
