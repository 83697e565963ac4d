import Codec
public import Primitives

extension Header {
    /// The RLP of the header.
    public var encoded: Bytes {
        RLPWriter.bytes(count: RLPSize.list(payload: payloadSize)) { writer in
            write(to: &writer)
        }
    }

    /// The hash that a header over `ommers` has as its ``ommersHash``.
    public static func ommersHash(of ommers: [Header]) -> Hash32 {
        let payload = ommers.reduce(0) { $0 + RLPSize.list(payload: $1.payloadSize) }
        let list = RLPWriter.bytes(count: RLPSize.list(payload: payload)) { writer in
            writer.list(payload: payload)
            for ommer in ommers { ommer.write(to: &writer) }
        }
        return Keccak256.hash(list)
    }

    /// The size of the fields together.
    var payloadSize: Int {
        var size = 6 * RLPSize.hash + RLPSize.address + Header.bloomSize + Header.nonceSize
        size += RLPSize.integer(difficulty) + RLPSize.integer(number.value)
        size += RLPSize.integer(gasLimit.value) + RLPSize.integer(gasUsed.value)
        size += RLPSize.integer(timestamp.seconds) + RLPSize.string(extraData)
        guard let baseFeePerGas else { return size }
        size += RLPSize.integer(baseFeePerGas.number)
        guard withdrawalsRoot != nil else { return size }
        size += RLPSize.hash
        guard let blobGasUsed, let excessBlobGas, parentBeaconBlockRoot != nil else { return size }
        size += RLPSize.integer(blobGasUsed.value) + RLPSize.integer(excessBlobGas.value)
        size += RLPSize.hash
        guard requestsHash != nil else { return size }
        size += RLPSize.hash
        guard blockAccessListHash != nil else { return size }
        size += RLPSize.hash
        guard let slotNumber else { return size }
        return size + RLPSize.integer(slotNumber)
    }

    private static let bloomSize = RLPSize.list(payload: Bloom.byteCount)
    private static let nonceSize = 9

    /// Writes the list of the fields.
    func write(to writer: inout RLPWriter) {
        writer.list(payload: payloadSize)
        writer.hash(parentHash)
        writer.hash(ommersHash)
        writer.address(beneficiary)
        writer.hash(stateRoot)
        writer.hash(transactionsRoot)
        writer.hash(receiptsRoot)
        unsafe logsBloom.withUnsafeBytes { raw in unsafe writer.string(raw) }
        writer.integer(difficulty)
        writer.integer(number.value)
        writer.integer(gasLimit.value)
        writer.integer(gasUsed.value)
        writer.integer(timestamp.seconds)
        writer.string(extraData)
        writer.hash(mixHash)
        writer.eightBytes(nonce)
        guard let baseFeePerGas else { return }
        writer.integer(baseFeePerGas.number)
        guard let withdrawalsRoot else { return }
        writer.hash(withdrawalsRoot)
        guard let blobGasUsed, let excessBlobGas, let parentBeaconBlockRoot else { return }
        writer.integer(blobGasUsed.value)
        writer.integer(excessBlobGas.value)
        writer.hash(parentBeaconBlockRoot)
        guard let requestsHash else { return }
        writer.hash(requestsHash)
        guard let blockAccessListHash else { return }
        writer.hash(blockAccessListHash)
        guard let slotNumber else { return }
        writer.integer(slotNumber)
    }
}
