import Authorization
import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// Would this boot be allowed? A request as the KMS sends it, asked of the contracts.
struct BootQuestion {
    /// The file of the request.
    let path: String
    private let request: BootRequest

    /// Reads a request.
    init(_ path: String, kind: BootRequest.Kind) throws(CommandFailure) {
        let body = try File.read(path)
        do throws(RequestFault) { request = try BootRequest(body: body, kind: kind) } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
        self.path = path
    }

    /// The call of DstackKms that answers it.
    func call(of kms: Address) -> CallRequest {
        let info = AppBootInfo(
            appID: request.appID, composeHash: request.composeHash,
            instanceID: request.instanceID, deviceID: request.deviceID ?? .zero,
            mrAggregated: request.mrAggregated, mrSystem: request.mrSystem ?? .zero,
            osImageHash: request.osImageHash, tcbStatus: request.tcbStatus,
            advisoryIDs: request.advisoryIDs)
        let data =
            request.kind == .app
            ? AppAuth.IsAppAllowed(info).calldata : DstackKms.IsKmsAllowed(info).calldata
        return CallRequest(to: kms, input: data)
    }

    /// What the contracts answered, for people.
    static func answer(_ data: Bytes?) -> String {
        guard let data,
            let verdict = try? AppAuth.IsAppAllowed.decodeReturn(data, rules: BootVerdict.rules)
        else { return "no usable answer" }
        return verdict.isAllowed
            ? "allowed" : "denied: \(EscapedText(verdict.reason, limit: 200))"
    }
}
