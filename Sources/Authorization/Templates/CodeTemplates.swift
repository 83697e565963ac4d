import Primitives

/// The code that is known, by what it is for. Layout and evaluation belong to the template: an
/// address alone says nothing about what its storage means.
public struct CodeTemplates: Hashable, Sendable {
    /// Proxies whose implementation stands in the slot of ERC-1967. They have no immutables.
    public var proxies: [CodeTemplate]
    /// Implementations with the storage and the answers of DstackKms.
    public var kms: [CodeTemplate]
    /// Implementations with the storage and the answers of DstackApp.
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

    /// Whether `hash` is the code hash of a known proxy.
    func isProxy(_ hash: Hash32) -> Bool {
        proxies.contains { $0.hash == hash && $0.immutables.isEmpty }
    }
}
