import Codec
import Contracts
import Primitives

extension ContractArtifact {
    /// What an artifact says about a layout.
    public enum LayoutAnswer: Hashable, Sendable {
        /// Every variable that is read stands where the layout has it.
        case confirmed
        /// The artifact has no `storageLayout`.
        case untold
    }

    /// A variable that facts are read from.
    private struct Variable {
        let label: String
        let slot: Hash32
        var offset = 0
        let type: String
    }

    /// Whether the storage is one that `layout` reads, as far as the artifact says.
    ///
    /// - Parameters:
    ///   - layout: The layout.
    ///   - isKms: Whether the contract is a KMS contract; an app otherwise.
    /// - Returns: Whether the artifact tells its storage.
    /// - Throws: ``ArtifactFault`` that names the first variable that stands elsewhere.
    public func check(
        _ layout: ContractLayout, isKms: Bool
    ) throws(ArtifactFault) -> LayoutAnswer {
        guard let storage else { return .untold }
        let found = storage["storage"]?.array ?? []
        let wanted =
            switch layout {
            case .dstack: isKms ? Self.dstackKms : Self.dstackApp
            }
        for variable in wanted {
            let isThere = found.contains { entry in
                entry["label"]?.string == variable.label
                    && entry["slot"]?.string == UInt256(variable.slot).decimal
                    && entry["offset"]?.integer() == variable.offset
                    && entry["type"]?.string == variable.type
            }
            guard isThere else {
                throw ArtifactFault(
                    "has another storage than the layout \(layout.rawValue): \(variable.label) does "
                        + "not stand in slot \(UInt256(variable.slot).decimal)")
            }
        }
        return .confirmed
    }

    private static let hashes = "t_mapping(t_bytes32,t_bool)"

    private static let dstackKms = [
        Variable(
            label: "gatewayAppId", slot: DstackKmsStorage.gatewayAppID, type: "t_string_storage"),
        Variable(
            label: "registeredApps", slot: DstackKmsStorage.registeredApps,
            type: "t_mapping(t_address,t_bool)"),
        Variable(
            label: "kmsAllowedAggregatedMrs", slot: DstackKmsStorage.kmsAllowedAggregatedMrs,
            type: hashes),
        Variable(
            label: "kmsAllowedDeviceIds", slot: DstackKmsStorage.kmsAllowedDeviceIDs, type: hashes),
        Variable(label: "allowedOsImages", slot: DstackKmsStorage.allowedOsImages, type: hashes),
        Variable(
            label: "appImplementation", slot: DstackKmsStorage.appImplementation,
            type: "t_address"),
    ]

    private static let dstackApp = [
        Variable(
            label: "allowedComposeHashes", slot: DstackAppStorage.allowedComposeHashes,
            type: hashes),
        Variable(
            label: "allowAnyDevice", slot: DstackAppStorage.flags, offset: 1, type: "t_bool"),
        Variable(
            label: "allowedDeviceIds", slot: DstackAppStorage.allowedDeviceIDs, type: hashes),
        Variable(
            label: "requireTcbUpToDate", slot: DstackAppStorage.requireTcbUpToDate, type: "t_bool"),
    ]
}
