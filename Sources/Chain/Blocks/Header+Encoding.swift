import Codec
public import Primitives

extension Header {
    /// The RLP of the header.
    public var encoded: Bytes {
        let payload = payloadSize
        return RLPWriter.bytes(count: RLPSize.list(payload: payload)) { writer in
            write(to: &writer, payload: payload)
        }
    }

    /// The hash of the block: the Keccak-256 hash of the header's RLP.
    public var hash: Hash32 { Keccak256.hash(encoded) }

    /// The hashes of many headers, computed side by side.
    public static func hashes(of headers: [Header]) -> [Hash32] {
        let payloads = headers.map(\.payloadSize)
        let total = payloads.reduce(0) { $0 + RLPSize.list(payload: $1) }
        let all = RLPWriter.bytes(count: total) { writer in
            for (header, payload) in zip(headers, payloads) {
                header.write(to: &writer, payload: payload)
            }
        }
        var start = 0
        let messages = payloads.map { payload in
            let end = start + RLPSize.list(payload: payload)
            defer { start = end }
            return all.slice(start..<end)
        }
        return Keccak256.hash(many: messages)
    }

    /// The hash that a header over `ommers` has as its ``ommersHash``.
    public static func ommersHash(of ommers: [Header]) -> Hash32 {
        let payload = ommers.reduce(0) { $0 + RLPSize.list(payload: $1.payloadSize) }
        let list = RLPWriter.bytes(count: RLPSize.list(payload: payload)) { writer in
            writer.list(payload: payload)
            for ommer in ommers { ommer.write(to: &writer, payload: ommer.payloadSize) }
        }
        return Keccak256.hash(list)
    }

    /// The size of the fields together.
    private var payloadSize: Int {
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

    private func write(to writer: inout RLPWriter, payload: Int) {
        writer.list(payload: payload)
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
