import Chain
import Codec
import Primitives

extension TransactionDraft {
    /// The transaction that the members make; nil for a type that is not known.
    ///
    /// - Throws: ``/Codec/JSONError`` with rule `missing` for a member that the type needs.
    func transaction(at offset: Int) throws(JSONError) -> BlockTransaction? {
        switch type {
        case 0: return try signed(.legacy(try legacy(offset)), offset)
        case 1: return try signed(.accessList(try accessListTransaction(offset)), offset)
        case 2: return try signed(.dynamicFee(try dynamicFee(offset)), offset)
        case 3: return try signed(.blob(try blob(offset)), offset)
        case 4: return try signed(.setCode(try setCode(offset)), offset)
        case UInt64(OpaqueTransaction.depositType): return try deposit(offset)
        default: return nil
        }
    }

    private func signed(
        _ transaction: Transaction, _ offset: Int
    ) throws(JSONError) -> BlockTransaction {
        .signed(SignedTransaction(transaction, signature: try signature(offset)))
    }

    private func need<Value>(
        _ value: Value?, _ name: String, _ offset: Int
    ) throws(JSONError) -> Value {
        guard let value else {
            throw JSONError(rule: .missing, offset: offset, name: name)
        }
        return value
    }

    private func legacy(_ offset: Int) throws(JSONError) -> LegacyTransaction {
        LegacyTransaction(
            chainID: try legacyChainID(offset), nonce: try need(nonce, "nonce", offset),
            gasPrice: try need(gasPrice, "gasPrice", offset),
            gasLimit: Gas(try need(gas, "gas", offset)), to: to,
            value: try need(value, "value", offset), input: try need(input, "input", offset))
    }

    /// The chain that v of a legacy signature holds (EIP-155): the member `chainId` is left out
    /// or invented by some nodes.
    private func legacyChainID(_ offset: Int) throws(JSONError) -> ChainID? {
        let v = try need(v, "v", offset)
        guard v >= 35, let difference = try? v - 35 else { return nil }
        return ChainID(difference >> 1)
    }

    private func accessListTransaction(_ offset: Int) throws(JSONError) -> AccessListTransaction {
        AccessListTransaction(
            chainID: try need(chainID, "chainId", offset), nonce: try need(nonce, "nonce", offset),
            gasPrice: try need(gasPrice, "gasPrice", offset),
            gasLimit: Gas(try need(gas, "gas", offset)), to: to,
            value: try need(value, "value", offset), input: try need(input, "input", offset),
            accessList: try need(accessList, "accessList", offset))
    }

    private func dynamicFee(_ offset: Int) throws(JSONError) -> DynamicFeeTransaction {
        DynamicFeeTransaction(
            chainID: try need(chainID, "chainId", offset), nonce: try need(nonce, "nonce", offset),
            maxPriorityFeePerGas: try need(maxPriorityFee, "maxPriorityFeePerGas", offset),
            maxFeePerGas: try need(maxFee, "maxFeePerGas", offset),
            gasLimit: Gas(try need(gas, "gas", offset)), to: to,
            value: try need(value, "value", offset), input: try need(input, "input", offset),
            accessList: try need(accessList, "accessList", offset))
    }

    private func blob(_ offset: Int) throws(JSONError) -> BlobTransaction {
        BlobTransaction(
            chainID: try need(chainID, "chainId", offset), nonce: try need(nonce, "nonce", offset),
            maxPriorityFeePerGas: try need(maxPriorityFee, "maxPriorityFeePerGas", offset),
            maxFeePerGas: try need(maxFee, "maxFeePerGas", offset),
            gasLimit: Gas(try need(gas, "gas", offset)), to: try need(to, "to", offset),
            value: try need(value, "value", offset), input: try need(input, "input", offset),
            accessList: try need(accessList, "accessList", offset),
            maxFeePerBlobGas: try need(maxBlobFee, "maxFeePerBlobGas", offset),
            blobVersionedHashes: try need(blobHashes, "blobVersionedHashes", offset))
    }

    private func setCode(_ offset: Int) throws(JSONError) -> SetCodeTransaction {
        SetCodeTransaction(
            chainID: try need(chainID, "chainId", offset), nonce: try need(nonce, "nonce", offset),
            maxPriorityFeePerGas: try need(maxPriorityFee, "maxPriorityFeePerGas", offset),
            maxFeePerGas: try need(maxFee, "maxFeePerGas", offset),
            gasLimit: Gas(try need(gas, "gas", offset)), to: try need(to, "to", offset),
            value: try need(value, "value", offset), input: try need(input, "input", offset),
            accessList: try need(accessList, "accessList", offset),
            authorizationList: try need(authorizations, "authorizationList", offset))
    }

    /// The parity is that of `yParity` where it is there, and that of v otherwise.
    private func signature(_ offset: Int) throws(JSONError) -> TransactionSignature {
        let (r, s) = (try need(r, "r", offset), try need(s, "s", offset))
        if type == 0 {
            let v = try need(v, "v", offset)
            guard v >= 35 else {
                let parity: TransactionSignature.Parity =
                    v == 27 ? .even : v == 28 ? .odd : .invalid(UInt64(truncatingIfNeeded: v))
                return TransactionSignature(parity: parity, r: r, s: s)
            }
            let isOdd = v.trailingZeroBitCount > 0
            return TransactionSignature(parity: isOdd ? .odd : .even, r: r, s: s)
        }
        let stated = yParity ?? v.flatMap { UInt64(exactly: $0) }
        let parity = try need(stated, "yParity", offset)
        return TransactionSignature(
            parity: parity == 0 ? .even : parity == 1 ? .odd : .invalid(parity), r: r, s: s)
    }

    /// A deposit of the OP stack: 0x7e and the list of its fields.
    private func deposit(_ offset: Int) throws(JSONError) -> BlockTransaction? {
        let source = try need(sourceHash, "sourceHash", offset)
        let value = try need(value, "value", offset)
        let gas = try need(gas, "gas", offset)
        let input = try need(input, "input", offset)
        let payload =
            RLPSize.hash + RLPSize.address + (to == nil ? 1 : RLPSize.address)
            + RLPSize.integer(mint?.number ?? .zero) + RLPSize.integer(value.number)
            + RLPSize.integer(gas) + 1 + RLPSize.string(input)
        let count = 1 + RLPSize.list(payload: payload)
        let encoded = RLPWriter.bytes(count: count) { writer in
            writer.byte(OpaqueTransaction.depositType)
            writer.list(payload: payload)
            writer.hash(source)
            writer.address(from)
            if let to { writer.address(to) } else { writer.byte(RLP.emptyString) }
            writer.integer(mint?.number ?? .zero)
            writer.integer(value.number)
            writer.integer(gas)
            writer.byte(isSystem ? 1 : RLP.emptyString)
            writer.string(input)
        }
        return OpaqueTransaction(encoded).map { .opaque($0) }
    }
}
