public import Primitives

/// The code that is known, by what it is for. Layout and evaluation belong to the template: an
/// address alone says nothing about what its storage means.
public struct CodeTemplates: Hashable, Sendable {
    /// Proxies whose implementation stands in the slot of ERC-1967. They have no immutables.
    public var proxies: [CodeTemplate]
    /// Implementations of the KMS contract, each with its layout and the answers of DstackKms.
    public var kms: [CodeTemplate]
    /// Implementations of apps, each with its layout and the answers of DstackApp.
    public var apps: [CodeTemplate]

    /// Templates of your own.
    public init(proxies: [CodeTemplate], kms: [CodeTemplate], apps: [CodeTemplate]) {
        self.proxies = proxies
        self.kms = kms
        self.apps = apps
    }

    /// The contracts of this project.
    public static let standard = CodeTemplates(
        proxies: [.proxy], kms: [.dstackKms], apps: [.dstackApp])

    /// The slots of the KMS contract by every layout that it may have: they are asked for before its
    /// code is known.
    public func kmsSlots(_ request: BootRequest) -> [Hash32] {
        CodeTemplates.slots(kms) { FactsReading.kmsSlots(request, $0) }
    }

    /// The slots of an app by every layout that it may have.
    public func appSlots(_ request: BootRequest) -> [Hash32] {
        CodeTemplates.slots(apps) { FactsReading.appSlots(request, $0) }
    }

    /// The slots of what the KMS contract says of itself, by every layout that it may have.
    public var overviewSlots: [Hash32] { CodeTemplates.slots(kms, FactsReading.overviewSlots) }

    private static func slots(
        _ templates: [CodeTemplate], _ slots: (ContractLayout) -> [Hash32]
    ) -> [Hash32] {
        let layouts = Set(templates.compactMap(\.layout))
        var seen: Set<Hash32> = []
        return ContractLayout.allCases.filter(layouts.contains).flatMap(slots)
            .filter { seen.insert($0).inserted }
    }

    /// Whether `hash` is the code hash of a known proxy.
    func isProxy(_ hash: Hash32) -> Bool {
        proxies.contains { $0.hash == hash && $0.immutables.isEmpty }
    }
}
