import Chain
import Codec
import Primitives

extension AccountProof {
    private enum Field: Int, CaseIterable {
        case address
        case accountProof
        case balance
        case codeHash
        case nonce
        case storageHash
        case storageProof

        static let table = JSONFieldTable(allCases.map { "\($0)" })
        static let required = allCases.map(\.rawValue)
    }

    private enum SlotField: Int, CaseIterable {
        case key
        case value
        case proof

        static let table = JSONFieldTable(allCases.map { "\($0)" })
        static let required = allCases.map(\.rawValue)
    }

    /// Reads the result of `eth_getProof` (EIP-1186).
    static func read(_ reader: inout JSONReader) throws(JSONError) -> AccountProof {
        var address = Address.zero
        var (codeHash, storageRoot) = (Hash32.zero, Hash32.zero)
        var (balance, nonce) = (Wei.zero, UInt64(0))
        var nodes: [Bytes] = []
        var slots: [Slot] = []
        var table = Field.table
        var fields = JSONFields()
        try reader.beginObject()
        while let index = try reader.nextField(&table, &fields) {
            switch Field(rawValue: index) {
            case .address: address = try reader.address()
            case .accountProof: nodes = try AccountProof.nodes(&reader)
            case .balance: balance = try reader.quantity(as: Wei.self)
            case .codeHash: codeHash = try reader.hash32()
            case .nonce: nonce = try reader.quantity()
            case .storageHash: storageRoot = try reader.hash32()
            case .storageProof: slots = try AccountProof.slots(&reader)
            case nil: try reader.skip()
            }
        }
        try reader.require(Field.required, of: table, in: fields)
        return AccountProof(
            address: address,
            account: Account(
                nonce: nonce, balance: balance, storageRoot: storageRoot, codeHash: codeHash),
            accountProof: nodes, slots: slots)
    }

    private static func nodes(_ reader: inout JSONReader) throws(JSONError) -> [Bytes] {
        var nodes: [Bytes] = []
        try reader.beginArray()
        while try reader.nextItem() { nodes.append(try reader.bytes()) }
        return nodes
    }

    private static func slots(_ reader: inout JSONReader) throws(JSONError) -> [Slot] {
        var slots: [Slot] = []
        var table = SlotField.table
        try reader.beginArray()
        while try reader.nextItem() {
            var key = Hash32.zero
            var value = UInt256.zero
            var proof: [Bytes] = []
            var fields = JSONFields()
            try reader.beginObject()
            while let index = try reader.nextField(&table, &fields) {
                switch SlotField(rawValue: index) {
                case .key: key = try reader.storageKey()
                case .value: value = try reader.quantity256()
                case .proof: proof = try nodes(&reader)
                case nil: try reader.skip()
                }
            }
            try reader.require(SlotField.required, of: table, in: fields)
            slots.append(Slot(key: key, value: value, proof: proof))
        }
        return slots
    }
}
