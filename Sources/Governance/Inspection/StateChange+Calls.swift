import Codec
import Contracts
import Primitives

/// Which entries the known functions set.
extension StateChange {
    /// The entries that one call sets, without the calls within it.
    static func of(_ node: CallNode) -> [StateChange] {
        guard let call = node.meaning.decoded else { return [] }
        let function = call.function.name
        if let mapping = mappings[function], let key = call.arguments.first {
            return [flag(node, mapping.entry, key, mapping.declaration, mapping.after)]
        }
        if let setting = settings[function], let value = call.arguments.first {
            return [view(node, setting, value)]
        }
        if function.hasSuffix("Role") { return role(node, call) }
        return safeEntries(node, call) ?? ownership(node, call) ?? timelock(node, call) ?? []
    }

    private static func ownership(_ node: CallNode, _ call: DecodedCall) -> [StateChange]? {
        switch call.function.name {
        case "transferOwnership":
            guard let owner = call.arguments.first else { return nil }
            return [view(node, "pendingOwner", owner)]
        case "acceptOwnership":
            let caller = node.caller.map(ABI.Value.address)
            return (caller.map { [view(node, "owner", $0)] } ?? [])
                + [view(node, "pendingOwner", .address(.zero))]
        case "renounceOwnership":
            return [view(node, "owner", .address(.zero))]
        case "disableUpgrades":
            return [
                StateChange(
                    contract: node.target, entry: "upgradesDisabled",
                    source: .storedFlag(DstackAppStorage.flags), after: "true")
            ]
        case "upgradeToAndCall":
            guard let code = call.arguments.first?.address else { return nil }
            return [
                StateChange(
                    contract: node.target, entry: "implementation",
                    source: .storage(ERC1967Storage.implementation), after: code.checksummed)
            ]
        default: return nil
        }
    }

    /// Entries of a timelock: operations are `Unset`, or have the second from which they are ready.
    private static func timelock(_ node: CallNode, _ call: DecodedCall) -> [StateChange]? {
        func operation(_ id: Hash32, _ after: String) -> StateChange {
            view(
                node, "getTimestamp[\(id)]", TimelockController.GetTimestamp(id).calldata,
                .uint256, after)
        }
        switch node.role {
        case .schedule(let id, let delay, _, _):
            return [operation(id, "the block's time and \(delay) seconds")]
        case .execute(let id, _): return [operation(id, "1")]
        default: break
        }
        guard call.function.name == "cancel", let id = call.arguments.first?.hash else {
            return nil
        }
        return [operation(id, "0")]
    }

    private static func role(_ node: CallNode, _ call: DecodedCall) -> [StateChange] {
        guard call.arguments.count == 2, let role = call.arguments[0].hash,
            let account = call.arguments[1].address, call.function.name != "hasRole"
        else { return [] }
        let name = TimelockController.roleName(role) ?? role.hex
        return [
            view(
                node, "hasRole[\(name)][\(account)]",
                AccessControl.HasRole(role: role, account: account).calldata, .bool,
                call.function.name == "grantRole" ? "true" : "false")
        ]
    }

    private static func safeEntries(_ node: CallNode, _ call: DecodedCall) -> [StateChange]? {
        let arguments = call.arguments
        func owner(_ index: Int, _ isOwner: Bool) -> StateChange? {
            arguments[index].address.map { address in
                view(
                    node, "isOwner[\(address)]", Safe.IsOwner(address).calldata, .bool,
                    isOwner ? "true" : "false")
            }
        }
        func module(_ index: Int, _ isEnabled: Bool) -> StateChange? {
            arguments[index].address.map { address in
                view(
                    node, "modules[\(address)]", Safe.IsModuleEnabled(address).calldata, .bool,
                    isEnabled ? "true" : "false")
            }
        }
        func stored(_ entry: String, _ slot: Hash32) -> StateChange? {
            arguments[0].address.map { address in
                StateChange(
                    contract: node.target, entry: entry, source: .storage(slot),
                    after: address.checksummed)
            }
        }
        func threshold(_ index: Int) -> StateChange {
            view(
                node, "threshold", Safe.GetThreshold().calldata, .uint256,
                arguments[index].description)
        }
        switch (call.function.name, arguments.count) {
        case ("addOwnerWithThreshold", 2): return [owner(0, true), threshold(1)].compactMap(\.self)
        case ("removeOwner", 3): return [owner(1, false), threshold(2)].compactMap(\.self)
        case ("swapOwner", 3): return [owner(1, false), owner(2, true)].compactMap(\.self)
        case ("changeThreshold", 1): return [threshold(0)]
        case ("enableModule", 1): return [module(0, true)].compactMap(\.self)
        case ("disableModule", 2): return [module(1, false)].compactMap(\.self)
        case ("setGuard", 1):
            return [stored("guard", SafeStorage.transactionGuard)].compactMap(\.self)
        case ("setModuleGuard", 1):
            return [stored("moduleGuard", SafeStorage.moduleGuard)].compactMap(\.self)
        case ("setFallbackHandler", 1):
            return [stored("fallbackHandler", SafeStorage.fallbackHandler)].compactMap(\.self)
        default: return nil
        }
    }

    /// An entry of a mapping to flags.
    private static func flag(
        _ node: CallNode, _ mapping: String, _ key: ABI.Value, _ declaration: String, _ after: Bool
    ) -> StateChange {
        let function = try? ABI.Function(declaration)
        let calldata = (try? function?.encodeCall([key])) ?? Bytes()
        return view(node, "\(mapping)[\(key)]", calldata, .bool, after ? "true" : "false")
    }

    /// An entry that is read by a function of its own name without arguments.
    private static func view(_ node: CallNode, _ name: String, _ value: ABI.Value) -> StateChange {
        let type: ABI.ValueType =
            switch value {
            case .address: .address
            case .bool: .bool
            case .string: .string
            default: .uint256
            }
        return view(
            node, name, FunctionSelector(signature: name + "()").bytes, type, text(value))
    }

    private static func view(
        _ node: CallNode, _ entry: String, _ calldata: Bytes, _ type: ABI.ValueType, _ after: String
    ) -> StateChange {
        StateChange(
            contract: node.target, entry: entry, source: .call(calldata, returns: type),
            after: after)
    }

    private static let mappings: [String: (entry: String, declaration: String, after: Bool)] = {
        let images = DstackKms.AllowedOsImages.id.declaration
        let measurements = DstackKms.KmsAllowedAggregatedMrs.id.declaration
        let kmsDevices = DstackKms.KmsAllowedDeviceIds.id.declaration
        let composes = DstackApp.AllowedComposeHashes.id.declaration
        let devices = DstackApp.AllowedDeviceIds.id.declaration
        return [
            "addOsImageHash": ("allowedOsImages", images, true),
            "removeOsImageHash": ("allowedOsImages", images, false),
            "addKmsAggregatedMr": ("kmsAllowedAggregatedMrs", measurements, true),
            "removeKmsAggregatedMr": ("kmsAllowedAggregatedMrs", measurements, false),
            "addKmsDevice": ("kmsAllowedDeviceIds", kmsDevices, true),
            "removeKmsDevice": ("kmsAllowedDeviceIds", kmsDevices, false),
            "addComposeHash": ("allowedComposeHashes", composes, true),
            "removeComposeHash": ("allowedComposeHashes", composes, false),
            "addDevice": ("allowedDeviceIds", devices, true),
            "removeDevice": ("allowedDeviceIds", devices, false),
            "registerApp": ("registeredApps", DstackKms.RegisteredApps.id.declaration, true),
        ]
    }()

    private static let settings = [
        "setAllowAnyDevice": "allowAnyDevice", "setRequireTcbUpToDate": "requireTcbUpToDate",
        "setGatewayAppId": "gatewayAppId", "setAppImplementation": "appImplementation",
        "updateDelay": "getMinDelay",
    ]
}
