public import Codec
public import Primitives

/// The policy as it is to be: a document of people, beside the chain's.
public struct PolicyDocument: Hashable, Sendable {
    /// The format that this version reads.
    public static let format = "dstack-governance policy 1"

    /// The chain.
    public let chainID: ChainID
    /// The contracts, DstackKms first.
    public let contracts: [ContractPolicy]
    /// The timelock's delay in seconds; nil where it is not governed.
    public let delay: UInt256?
    /// The Safe's owners; nil where they are not governed.
    public let safeOwners: Set<Address>?
    /// The Safe's threshold; nil where it is not governed.
    public let safeThreshold: UInt256?

    /// Reads a policy.
    ///
    /// - Parameter value: The document's content: of a JSON file, or of a YAML file.
    /// - Throws: ``OperationError`` with the member at fault.
    public init(_ value: JSONValue) throws(OperationError) {
        var reader = try DocumentReader(value, at: "")
        try Operation.check(format: PolicyDocument.format, &reader)
        chainID = ChainID(try reader.count("chainId"))
        var contracts: [ContractPolicy] = []
        if let kms = reader.optional("kms") { contracts.append(try Self.kms(kms)) }
        if let apps = reader.optional("apps") {
            guard let items = apps.array, items.count <= 256 else {
                throw OperationError(.form, at: "apps", "an array of at most 256 apps is expected")
            }
            for (index, app) in items.enumerated() {
                contracts.append(try Self.app(app, at: "apps[\(index)]"))
            }
        }
        guard Set(contracts.map(\.address)).count == contracts.count else {
            throw OperationError(.form, at: "apps", "a contract stands there twice")
        }
        self.contracts = contracts
        delay = try reader.optional("timelock").flatMap { value throws(OperationError) in
            var reader = try DocumentReader(value, at: "timelock")
            let delay = try reader.count("delay")
            try reader.finish()
            return delay
        }
        (safeOwners, safeThreshold) = try Self.safe(reader.optional("safe"))
        try reader.finish()
    }

    private static func kms(_ value: JSONValue) throws(OperationError) -> ContractPolicy {
        var reader = try DocumentReader(value, at: "kms")
        var policy = ContractPolicy(.kms, at: try reader.address("address"))
        for set in PolicySet.ofKms {
            policy.sets[set] = try reader.hashes(set == .kmsDevices ? "devices" : set.rawValue)
        }
        policy.gatewayAppID = try reader.present("gatewayAppId") { reader throws(OperationError) in
            try reader.text("gatewayAppId")
        }
        policy.appImplementation = try reader.present("appImplementation") {
            reader throws(OperationError) in try reader.address("appImplementation")
        }
        policy.owner = try reader.present("owner") { reader throws(OperationError) in
            try reader.address("owner")
        }
        try reader.finish()
        return policy
    }

    private static func app(
        _ value: JSONValue, at path: String
    ) throws(OperationError) -> ContractPolicy {
        var reader = try DocumentReader(value, at: path)
        var policy = ContractPolicy(.app, at: try reader.address("address"))
        for set in PolicySet.ofApp { policy.sets[set] = try reader.hashes(set.rawValue) }
        policy.allowAnyDevice = try reader.flag("allowAnyDevice")
        policy.requireTcbUpToDate = try reader.flag("requireTcbUpToDate")
        policy.upgradesDisabled = try reader.flag("upgradesDisabled")
        policy.owner = try reader.present("owner") { reader throws(OperationError) in
            try reader.address("owner")
        }
        try reader.finish()
        return policy
    }

    private static func safe(
        _ value: JSONValue?
    ) throws(OperationError) -> (Set<Address>?, UInt256?) {
        guard let value else { return (nil, nil) }
        var reader = try DocumentReader(value, at: "safe")
        var owners: Set<Address>?
        if let list = reader.optional("owners") {
            var found: Set<Address> = []
            for (index, item) in (list.array ?? []).enumerated() {
                guard let text = item.string, let owner = try? Address(hex: text),
                    found.insert(owner).inserted
                else {
                    throw OperationError(
                        .form, at: "safe.owners[\(index)]", "an address is expected, each once")
                }
            }
            owners = found
        }
        let threshold = try reader.present("threshold") { reader throws(OperationError) in
            try reader.count("threshold")
        }
        try reader.finish()
        return (owners, threshold)
    }
}

extension DocumentReader {
    /// The value that `read` makes of the member `name`; nil when the member is missing.
    mutating func present<Value>(
        _ name: String, _ read: (inout DocumentReader) throws(OperationError) -> Value
    ) throws(OperationError) -> Value? {
        optional(name) == nil ? nil : try read(&self)
    }

    /// The number of the member `name`, written as a number or as text.
    mutating func count(_ name: String) throws(OperationError) -> UInt256 {
        let value = try member(name)
        guard let text = value.string ?? value.number, let number = try? UInt256(decimal: text)
        else {
            throw OperationError(.form, at: place(name), "a whole number is expected")
        }
        return number
    }

    /// The truth of the member `name`; nil when it is missing.
    mutating func flag(_ name: String) throws(OperationError) -> Bool? {
        guard let value = optional(name) else { return nil }
        guard let flag = value.bool else {
            throw OperationError(.form, at: place(name), "true or false is expected")
        }
        return flag
    }

    /// The hashes of the member `name`, each once; nil when it is missing.
    mutating func hashes(_ name: String) throws(OperationError) -> Set<Hash32>? {
        guard let value = optional(name) else { return nil }
        guard let items = value.array else {
            throw OperationError(.form, at: place(name), "an array of hashes is expected")
        }
        var hashes: Set<Hash32> = []
        for (index, item) in items.enumerated() {
            guard let text = item.string, let hash = try? Hash32(hex: text) else {
                throw OperationError(
                    .form, at: place("\(name)[\(index)]"), "0x and 64 hex digits are expected")
            }
            guard hashes.insert(hash).inserted else {
                throw OperationError(.form, at: place("\(name)[\(index)]"), "it stands there twice")
            }
        }
        return hashes
    }
}
