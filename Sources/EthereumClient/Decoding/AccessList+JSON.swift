import Chain
import Codec
import Primitives

extension AccessList {
    private enum Field: Int, CaseIterable {
        case address
        case storageKeys

        static let table = JSONFieldTable(allCases.map { "\($0)" })
    }

    /// Reads a list of accounts and slots.
    static func read(_ reader: inout JSONReader) throws(JSONError) -> AccessList {
        var entries: [Entry] = []
        var table = Field.table
        try reader.beginArray()
        while try reader.nextItem() {
            var address = Address.zero
            var keys: [Hash32] = []
            var fields = JSONFields()
            try reader.beginObject()
            while let index = try reader.nextField(&table, &fields) {
                switch Field(rawValue: index) {
                case .address: address = try reader.address()
                case .storageKeys:
                    if try reader.takesNull() { continue }
                    try reader.beginArray()
                    while try reader.nextItem() { keys.append(try reader.hash32()) }
                case nil: try reader.skip()
                }
            }
            try reader.require([Field.address.rawValue], of: table, in: fields)
            entries.append(Entry(address: address, storageKeys: keys))
        }
        return entries.isEmpty ? AccessList() : AccessList(entries)
    }

    /// The list as a parameter.
    var parameter: JSONValue {
        .array(
            entries.map { entry in
                [
                    "address": .address(entry.address),
                    "storageKeys": .array(entry.storageKeys.map(JSONValue.hash)),
                ]
            })
    }
}

extension Authorization {
    private enum Field: Int, CaseIterable {
        case chainId
        case address
        case nonce
        case yParity
        case r
        case s

        static let table = JSONFieldTable(allCases.map { "\($0)" })
        static let required = allCases.map(\.rawValue)
    }

    /// Reads one authorization of EIP-7702.
    static func read(_ reader: inout JSONReader) throws(JSONError) -> Authorization {
        var chainID = ChainID(0)
        var address = Address.zero
        var nonce: UInt64 = 0
        var parity: UInt8 = 0
        var (r, s) = (UInt256.zero, UInt256.zero)
        var table = Field.table
        var fields = JSONFields()
        try reader.beginObject()
        while let index = try reader.nextField(&table, &fields) {
            switch Field(rawValue: index) {
            case .chainId: chainID = try reader.quantity(as: ChainID.self)
            case .address: address = try reader.address()
            case .nonce: nonce = try reader.quantity()
            case .yParity:
                let start = reader.offset
                guard let value = UInt8(exactly: try reader.quantity()) else {
                    throw reader.failure(.form, at: start)
                }
                parity = value
            case .r: r = try reader.quantity256()
            case .s: s = try reader.quantity256()
            case nil: try reader.skip()
            }
        }
        try reader.require(Field.required, of: table, in: fields)
        return Authorization(
            chainID: chainID, address: address, nonce: nonce, yParity: parity, r: r, s: s)
    }

    /// The authorization as a parameter.
    var parameter: JSONValue {
        [
            "chainId": .quantity(chainID), "address": .address(address),
            "nonce": .quantity(nonce), "yParity": .quantity(UInt64(yParity)),
            "r": .string(r.quantity), "s": .string(s.quantity),
        ]
    }
}
