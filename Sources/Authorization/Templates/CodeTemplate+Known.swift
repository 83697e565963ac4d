import Primitives

extension CodeTemplate {
    /// The proxy in front of every contract of dstack: OpenZeppelin's ERC1967Proxy, which has no
    /// immutables.
    public static let proxy = CodeTemplate(
        name: "ERC1967Proxy",
        byteCount: 163, immutables: [],
        hash: hash("0x0ee01a0ad06eb63a33927b0aea4f5d6ec99f15e5f08651356d633e69486518f3"))

    /// The implementation of DstackKms, built from `contracts/src`.
    public static let dstackKms = CodeTemplate(
        name: "DstackKms",
        byteCount: 11506, immutables: [6031, 6073, 6460],
        hash: hash("0x75e6f01f352d6f0f1a821e57a7a390efa5a0ccf118ab7433d16ce08fe6e7e1a1"),
        layout: .dstack)

    /// The implementation of DstackApp, built from `contracts/src`.
    public static let dstackApp = CodeTemplate(
        name: "DstackApp",
        byteCount: 6179, immutables: [3681, 3722, 4216],
        hash: hash("0xab4bfa6802a518d61b7227cb833c459a4e5059590dcf55e8e64f9a1b38850cb2"),
        layout: .dstack)

    /// The hash that `hex` writes. A test recomputes each template from the artifacts.
    private static func hash(_ hex: String) -> Hash32 {
        (try? Hash32(hex: hex)) ?? .zero
    }
}
