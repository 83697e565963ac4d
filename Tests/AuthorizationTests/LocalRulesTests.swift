import Authorization
import Contracts
import Primitives
import TestSupport
import Testing

@Suite("Local rules deny without the chain, and only what they name")
struct LocalRulesTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let code: String?
        let testDescription: String
        let change: @Sendable (inout BootRequest) -> Void

        init(
            _ code: String?, _ name: String,
            _ change: @escaping @Sendable (inout BootRequest) -> Void
        ) {
            self.code = code
            testDescription = name
            self.change = change
        }
    }

    private static let hash = Keccak256.hash(utf8: "measured")

    /// A Nitro enclave's four hashes are one.
    private static func nitro(_ request: inout BootRequest) {
        request.teeVariant = "dstack-nitro-enclave"
        request.mrAggregated = hash
        request.mrSystem = hash
        request.osImageHash = hash
        request.composeHash = hash
    }

    static let rows = [
        Row(nil, "a usual boot") { _ in },
        Row("app.self", "the KMS as an app") { $0.appID = TestRequest.contract },
        Row("request.device", "a device of 64 bytes") { $0.deviceID = nil },
        Row("local.debug", "aggregate of a debug enclave") {
            $0.mrAggregated = DstackPolicy.debugMeasurement
        },
        Row("local.debug", "image of a debug enclave") {
            $0.osImageHash = DstackPolicy.debugMeasurement
        },
        Row("local.zero", "aggregate of zeros") { $0.mrAggregated = .zero },
        Row("local.zero", "image of zeros") { $0.osImageHash = .zero },
        Row("local.zero", "compose hash of zeros") { $0.composeHash = .zero },
        Row("local.zero", "device of zeros") { $0.deviceID = .zero },
        Row(nil, "system of zeros on TDX") { $0.mrSystem = .zero },
        Row(nil, "a Nitro enclave") { nitro(&$0) },
        Row("local.nitro", "Nitro with another image") {
            nitro(&$0)
            $0.osImageHash = Keccak256.hash(utf8: "claimed")
        },
        Row("local.nitro", "Nitro with another compose hash") {
            nitro(&$0)
            $0.composeHash = Keccak256.hash(utf8: "claimed")
        },
        Row("local.nitro", "Nitro with another system") {
            nitro(&$0)
            $0.mrSystem = Keccak256.hash(utf8: "claimed")
        },
        Row("local.nitro", "Nitro without a system") {
            nitro(&$0)
            $0.mrSystem = nil
        },
        Row("local.tee", "a platform that is refused") { $0.teeVariant = "dstack-gcp-tdx" },
        Row(nil, "a platform without a name") { $0.teeVariant = nil },
    ]

    @Test("each rule by its code, beside what passes it", arguments: rows)
    func rules(row: Row) {
        var request = TestRequest.app
        row.change(&request)
        let rules = LocalRules(deniedVariants: ["dstack-gcp-tdx"])
        let denial = rules.denial(of: request, kms: TestRequest.contract)
        #expect(denial?.code.rawValue == row.code)
        #expect(denial?.isAllowed != true)
        let always = LocalRules.denial(of: request, kms: TestRequest.contract)
        #expect(always?.code.rawValue == (row.code == "local.tee" ? nil : row.code))
    }

    @Test("an app's id that is the KMS contract is a boot of the KMS like any other")
    func kms() {
        var request = TestRequest.kms
        request.appID = TestRequest.contract
        #expect(LocalRules.denial(of: request, kms: TestRequest.contract) == nil)
    }
}
