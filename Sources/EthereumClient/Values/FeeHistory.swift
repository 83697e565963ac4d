import Codec
public import Primitives

/// What gas cost in the blocks up to one, as `eth_feeHistory` tells it.
public struct FeeHistory: Equatable, Sendable {
    /// The first block.
    public let oldestBlock: BlockNumber
    /// The base fee of each block, and of the one after the last.
    public let baseFeePerGas: [Wei]
    /// The share of each block's gas that was used, from 0 to 1.
    public let gasUsedRatio: [Double]
    /// For each block the priority fees at the percentiles asked for; nil when none were.
    public let reward: [[Wei]]?
    /// The base fee of a unit of blob gas of each block, and of the one after the last (EIP-4844).
    public let baseFeePerBlobGas: [Wei]?
    /// The share of each block's blob gas that was used.
    public let blobGasUsedRatio: [Double]?

    private enum Field: Int, CaseIterable {
        case oldestBlock
        case reward
        case baseFeePerGas
        case gasUsedRatio
        case baseFeePerBlobGas
        case blobGasUsedRatio

        static let table = JSONFieldTable(allCases.map { "\($0)" })
    }

    /// Reads the result of the method.
    init(_ reader: inout JSONReader) throws(JSONError) {
        var oldestBlock = BlockNumber(0)
        var base: [Wei]?
        var ratio: [Double]?
        var reward: [[Wei]]?
        var blobBase: [Wei]?
        var blobRatio: [Double]?
        var table = Field.table
        var fields = JSONFields()
        try reader.beginObject()
        while let index = try reader.nextField(&table, &fields) {
            switch Field(rawValue: index) {
            case .oldestBlock: oldestBlock = try reader.quantity(as: BlockNumber.self)
            case .baseFeePerGas: base = try FeeHistory.fees(&reader)
            case .gasUsedRatio: ratio = try FeeHistory.ratios(&reader)
            case .reward: reward = try FeeHistory.rewards(&reader)
            case .baseFeePerBlobGas: blobBase = try FeeHistory.fees(&reader)
            case .blobGasUsedRatio: blobRatio = try FeeHistory.ratios(&reader)
            case nil: try reader.skip()
            }
        }
        try reader.require([Field.oldestBlock.rawValue], of: table, in: fields)
        self.oldestBlock = oldestBlock
        baseFeePerGas = base ?? []
        gasUsedRatio = ratio ?? []
        self.reward = reward
        baseFeePerBlobGas = blobBase
        blobGasUsedRatio = blobRatio
    }

    private static func fees(_ reader: inout JSONReader) throws(JSONError) -> [Wei]? {
        if try reader.takesNull() { return nil }
        var fees: [Wei] = []
        try reader.beginArray()
        while try reader.nextItem() { fees.append(try reader.quantity(as: Wei.self)) }
        return fees
    }

    private static func rewards(_ reader: inout JSONReader) throws(JSONError) -> [[Wei]]? {
        if try reader.takesNull() { return nil }
        var rewards: [[Wei]] = []
        try reader.beginArray()
        while try reader.nextItem() { rewards.append(try fees(&reader) ?? []) }
        return rewards
    }

    /// The one place where the execution APIs write numbers that are no quantities.
    private static func ratios(_ reader: inout JSONReader) throws(JSONError) -> [Double]? {
        if try reader.takesNull() { return nil }
        var ratios: [Double] = []
        try reader.beginArray()
        while try reader.nextItem() {
            let start = reader.offset
            guard let ratio = Double(try reader.number()), ratio.isFinite else {
                throw reader.failure(.form, at: start)
            }
            ratios.append(ratio)
        }
        return ratios
    }
}
