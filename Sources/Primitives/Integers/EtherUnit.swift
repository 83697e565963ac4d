/// A unit of ether: a power of ten of ``Wei``.
public enum EtherUnit: String, Sendable, CaseIterable {
    /// 1 wei.
    case wei
    /// 10³ wei.
    case kwei
    /// 10⁶ wei.
    case mwei
    /// 10⁹ wei: the unit of gas prices.
    case gwei
    /// 10¹² wei.
    case szabo
    /// 10¹⁵ wei.
    case finney
    /// 10¹⁸ wei.
    case ether

    /// The decimals that an amount in this unit may have.
    public var decimals: Int {
        switch self {
        case .wei: 0
        case .kwei: 3
        case .mwei: 6
        case .gwei: 9
        case .szabo: 12
        case .finney: 15
        case .ether: 18
        }
    }

    /// How many wei one of this unit is.
    public var wei: UInt64 {
        switch self {
        case .wei: 1
        case .kwei: 1_000
        case .mwei: 1_000_000
        case .gwei: 1_000_000_000
        case .szabo: 1_000_000_000_000
        case .finney: 1_000_000_000_000_000
        case .ether: 1_000_000_000_000_000_000
        }
    }
}
