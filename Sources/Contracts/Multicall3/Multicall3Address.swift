import Codec
public import Primitives

extension Multicall3 {
    /// Where Multicall3 is on nearly every chain.
    public static let address = Address(literal: 0xcA11bde05977b3631167028862bE2a173976CA11)
}
