import Authorization
import Codec
import Cryptography
public import Primitives

/// The policy that a file of auth-simple writes, with the contracts' meaning where the incumbent's
/// differs: what the import names.
///
/// Order and reasons are auth-simple's. Hashes have their full width, an empty device list is no
/// device (auth-simple: any device), and an app stands once whatever its case.
public struct PolicyFile: Sendable {
    struct Rules: Sendable {
        var composeHashes: Set<Hash32> = []
        var devices: Set<Hash32> = []
        var allowsAnyDevice = false
    }

    var osImages: Set<Hash32> = []
    var measurements: Set<Hash32> = []
    var kms = Rules()
    var apps: [Address: Rules] = [:]
    var tcbStatuses: Set<String> = ["UpToDate"]
    var advisories: Set<String> = []
    var gatewayAppID = ""
    var information = ServiceInformation(
        kms: Address.zero.hex, rpc: "file", gatewayAppID: "", chainID: "0",
        appImplementation: Address.zero.hex)

    /// The SHA-256 digest of the file, which is in each record of a decision by it.
    public private(set) var digest = Hash32.zero
    /// What the file means otherwise here than for auth-simple, one sentence each.
    public private(set) var changes: [String] = []

    /// Why a file is no policy.
    public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        /// The member and what is wrong with it.
        public let description: String
    }

    /// Reads a file.
    ///
    /// - Throws: ``Fault`` at the first member that is not what it should be.
    public init(_ text: Bytes) throws(Fault) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(
                parsing: text,
                limits: JSONLimits(byteCount: 4 << 20, depth: 16, valueCount: 500_000))
        } catch {
            throw Fault(description: "the policy file: \(error)")
        }
        digest = SHA256.hash(text)
        osImages = try hashes(value["osImages"], "osImages")
        measurements = try hashes(value["kms"]?["mrAggregated"], "kms.mrAggregated")
        kms = try rules(value["kms"], "kms")
        for member in value["apps"]?.object ?? [] {
            guard let app = try? Address(hex: PolicyFile.prefixed(member.name)) else {
                throw Fault(description: "apps: \(member.name) is no address")
            }
            guard apps[app] == nil else {
                throw Fault(
                    description: "apps: \(app.checksummed) stands twice (auth-simple "
                        + "takes the first)")
            }
            apps[app] = try rules(member.value, "apps.\(member.name)")
        }
        tcbStatuses = try texts(value["allowedTcbStatuses"], "allowedTcbStatuses") ?? tcbStatuses
        advisories = try texts(value["allowedAdvisoryIds"], "allowedAdvisoryIds") ?? []
        gatewayAppID = value["gatewayAppId"]?.string ?? ""
        information.gatewayAppID = gatewayAppID
        if let kms = value["kmsContractAddr"]?.string { information.kms = kms }
        if let app = value["appImplementation"]?.string { information.appImplementation = app }
        if let chain = value["chainId"]?.integer(as: UInt64.self) {
            information.chainID = String(chain)
        }
    }

    /// How much the file allows, in one line.
    public var summary: String {
        "\(osImages.count) OS images, \(measurements.count) KMS measurements, \(apps.count) apps"
    }

    /// The policy's answer.
    func decide(_ request: BootRequest) -> BootDecision {
        func denied(_ reason: String) -> BootDecision {
            .denied(.file, reason, gateway: gatewayAppID)
        }
        guard tcbStatuses.contains(request.tcbStatus) else {
            return denied("TCB status is not allowed")
        }
        guard request.advisoryIDs.allSatisfy(advisories.contains) else {
            return denied("advisory ID is not allowed")
        }
        guard osImages.contains(request.osImageHash) else {
            return denied("OS image is not allowed")
        }
        let device = request.deviceID
        func hasDevice(_ rules: Rules) -> Bool {
            rules.allowsAnyDevice || device.map(rules.devices.contains) ?? false
        }
        switch request.kind {
        case .kms:
            guard measurements.contains(request.mrAggregated) else {
                return denied("aggregated MR not allowed")
            }
            guard hasDevice(kms) else {
                return denied("KMS is not allowed to boot on this device")
            }
        case .app:
            guard let app = apps[request.appID] else { return denied("app not registered") }
            guard app.composeHashes.contains(request.composeHash) else {
                return denied("compose hash not allowed")
            }
            guard hasDevice(app) else {
                return denied("app is not allowed to boot on this device")
            }
        }
        return BootDecision(
            isAllowed: true, reason: "policy file", code: .file, gatewayAppID: gatewayAppID)
    }
}

extension PolicyFile {
    private static func prefixed(_ text: String) -> String {
        text.hasPrefix("0x") ? text : "0x" + text
    }

    private func texts(_ value: JSONValue?, _ name: String) throws(Fault) -> Set<String>? {
        guard let value else { return nil }
        guard let items = value.array else { throw Fault(description: "\(name) is no list") }
        var texts: Set<String> = []
        for item in items {
            guard let text = item.string else {
                throw Fault(description: "\(name): \(item) is no text")
            }
            texts.insert(text)
        }
        return texts
    }

    private func hashes(_ value: JSONValue?, _ name: String) throws(Fault) -> Set<Hash32> {
        guard let value, !value.isNull else { return [] }
        guard let items = value.array else { throw Fault(description: "\(name) is no list") }
        var hashes: Set<Hash32> = []
        for item in items {
            guard let text = item.string, let hash = try? Hash32(hex: PolicyFile.prefixed(text))
            else {
                throw Fault(
                    description: "\(name): \(item) is no hash of 32 bytes (auth-simple compares "
                        + "any text; such an entry can match no boot)")
            }
            hashes.insert(hash)
        }
        return hashes
    }

    private mutating func rules(_ value: JSONValue?, _ name: String) throws(Fault) -> Rules {
        var rules = Rules()
        guard let value else { return rules }
        rules.composeHashes = try hashes(value["composeHashes"], name + ".composeHashes")
        rules.devices = try hashes(value["devices"], name + ".devices")
        rules.allowsAnyDevice = value["allowAnyDevice"]?.bool ?? false
        if rules.devices.isEmpty, !rules.allowsAnyDevice {
            changes.append(
                "\(name): the device list is empty and allowAnyDevice is not true: auth-simple "
                    + "allows any device, here none is; write \"allowAnyDevice\": true to keep it")
        }
        return rules
    }
}
