import Authorization
import Chain
import Contracts
import Foundation
import Primitives
import TestSupport

/// What the contracts say in one block of a test, and the code that stands there.
struct TestPolicy: Hashable, Sendable {
    /// What stands at the app's address.
    enum App: Hashable, Sendable {
        case dstackApp
        case code(Bytes)
        case absent
        /// A proxy in front of other code than DstackApp's.
        case proxy(Bytes)
        /// A proxy whose beacon slot is set.
        case beacon
        /// A proxy whose admin slot is set.
        case admin
    }

    var allowsImage = true
    var allowsCompose = true
    var allowsDevice = true
    var isRegistered = true
    var requiresUpToDate = false
    /// Zero when the ownership is renounced.
    var owner: UInt64 = 7
    var gateway = "0x" + String(repeating: "9a", count: 20)
    var kmsCode: Bytes = TestPolicy.runtime("DstackKms", at: kmsCodeAddress)
    var app = App.dstackApp
    /// Moves the state root, as other people's transactions do.
    var noise: UInt64 = 0

    static let kms = Address(lastBytesOf: Keccak256.hash(utf8: "kms proxy"))
    static let kmsCodeAddress = Address(lastBytesOf: Keccak256.hash(utf8: "kms code"))
    static let appID = Address(lastBytesOf: Keccak256.hash(utf8: "app proxy"))
    static let appCodeAddress = Address(lastBytesOf: Keccak256.hash(utf8: "app code"))
    static let noisy = Address(lastBytesOf: Keccak256.hash(utf8: "somebody"))
    static let image = Keccak256.hash(utf8: "image")
    static let compose = Keccak256.hash(utf8: "compose")
    static let device = Keccak256.hash(utf8: "device")
    static let measurement = Keccak256.hash(utf8: "measurement")

    /// The boot that the policy allows.
    static let request = BootRequest(
        kind: .app, teeVariant: "dstack-tdx", mrAggregated: measurement, osImageHash: image,
        mrSystem: nil, appID: appID, composeHash: compose, instanceID: .zero, deviceID: device,
        tcbStatus: "UpToDate", advisoryIDs: [])

    /// The runtime code of an artifact at an address.
    static func runtime(_ name: String, at address: Address) -> Bytes {
        let url = Fixtures.root.appending(path: "contracts/artifacts/\(name).json")
        guard let text = try? String(contentsOf: url, encoding: .utf8),
            let artifact = try? FixtureCase(line: text).value,
            let hex = artifact["runtimeBytecode"]?.string, let bytes = try? Bytes(hex: hex)
        else { return Bytes() }
        var code = [UInt8](bytes)
        for place in artifact["immutableReferences"]?.object?.values.flatMap({ $0.array ?? [] })
            ?? []
        {
            guard let start = place["start"]?.number else { continue }
            code.replaceSubrange(start..<(start + 32), with: address.word.bytes)
        }
        return Bytes(code)
    }

    private static let proxyCode = runtime("ERC1967Proxy", at: .zero)
    private static let appCode = runtime("DstackApp", at: appCodeAddress)

    /// One account of a state.
    struct Contract: Hashable, Sendable {
        var code: Bytes
        var storage: [Hash32: UInt256] = [:]
        var balance: Wei = 0

        var account: Account {
            Account(
                nonce: 1, balance: balance, storageRoot: StorageTrie.root(of: storage),
                codeHash: Keccak256.hash(code))
        }
    }

    /// The whole state.
    var state: [Address: Contract] {
        var state: [Address: Contract] = [
            TestPolicy.kms: Contract(code: TestPolicy.proxyCode, storage: kmsStorage),
            TestPolicy.kmsCodeAddress: Contract(code: kmsCode),
            TestPolicy.noisy: Contract(code: Bytes(), balance: Wei(UInt256(noise))),
        ]
        switch app {
        case .absent: break
        case .code(let code): state[TestPolicy.appID] = Contract(code: code)
        case .dstackApp, .proxy, .beacon, .admin:
            var storage = appStorage
            if app == .beacon { storage[ERC1967Storage.beacon] = UInt256(1) }
            if app == .admin { storage[ERC1967Storage.admin] = UInt256(1) }
            var code = TestPolicy.appCode
            if case .proxy(let other) = app { code = other }
            state[TestPolicy.appID] = Contract(code: TestPolicy.proxyCode, storage: storage)
            state[TestPolicy.appCodeAddress] = Contract(code: code)
        }
        return state
    }

    private var kmsStorage: [Hash32: UInt256] {
        var storage: [Hash32: UInt256] = [
            ERC1967Storage.implementation: UInt256(TestPolicy.kmsCodeAddress.word),
            DstackKmsStorage.kmsAllowedAggregatedMr(TestPolicy.measurement): UInt256(1),
            DstackKmsStorage.kmsAllowedDeviceID(TestPolicy.device): UInt256(1),
            DstackKmsStorage.appImplementation: UInt256(TestPolicy.appCodeAddress.word),
        ]
        if owner != 0 { storage[OpenZeppelinStorage.owner] = UInt256(owner) }
        if allowsImage { storage[DstackKmsStorage.allowedOsImage(TestPolicy.image)] = UInt256(1) }
        if isRegistered { storage[DstackKmsStorage.registeredApp(TestPolicy.appID)] = UInt256(1) }
        let text = [UInt8](gateway.utf8)
        let slot = DstackKmsStorage.gatewayAppID
        func word(_ bytes: some Collection<UInt8>) -> UInt256 {
            let padded = Array(bytes) + [UInt8](repeating: 0, count: 32 - bytes.count)
            return UInt256(Hash32(Bytes(padded)) ?? .zero)
        }
        if text.count <= 31 {
            storage[slot] = word(
                text + [UInt8](repeating: 0, count: 31 - text.count) + [UInt8(text.count * 2)])
        } else {
            storage[slot] = UInt256(UInt64(text.count * 2 + 1))
            let data = StorageSlot.dataArea(of: slot)
            for start in stride(from: 0, to: text.count, by: 32) {
                storage[StorageSlot.following(data, by: UInt64(start / 32))] = word(
                    text[start..<min(start + 32, text.count)])
            }
        }
        return storage
    }

    private var appStorage: [Hash32: UInt256] {
        var storage = [ERC1967Storage.implementation: UInt256(TestPolicy.appCodeAddress.word)]
        if allowsCompose {
            storage[DstackAppStorage.allowedComposeHash(TestPolicy.compose)] = UInt256(1)
        }
        if allowsDevice {
            storage[DstackAppStorage.allowedDeviceID(TestPolicy.device)] = UInt256(1)
        }
        if requiresUpToDate { storage[DstackAppStorage.requireTcbUpToDate] = UInt256(1) }
        return storage
    }
}
