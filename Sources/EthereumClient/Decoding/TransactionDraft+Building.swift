import Chain
import Codec
import Primitives

extension TransactionDraft {
    /// The transaction that the members make; nil for a type that is not known.
    ///
    /// - Throws: ``/Codec/JSONError`` with rule `missing` for a member that the type needs.
    func transaction(at offset: Int) throws(JSONError) -> BlockTransaction? {
        let builder = Builder(draft: self, offset: offset)
        let transaction: Transaction
        switch type {
        case 0: transaction = .legacy(try builder.legacy())
        case 1: transaction = .accessList(try builder.accessList())
        case 2: transaction = .dynamicFee(try builder.dynamicFee())
        case 3: transaction = .blob(try builder.blob())
        case 4: transaction = .setCode(try builder.setCode())
        case UInt64(OpaqueTransaction.depositType): return try builder.deposit()
        default: return nil
        }
        return .signed(SignedTransaction(transaction, signature: try builder.signature()))
    }

    /// Takes the members that a type needs.
    private struct Builder {
        let draft: TransactionDraft
        let offset: Int

        func need<Value>(_ value: Value?, _ name: String) throws(JSONError) -> Value {
            guard let value else {
                throw JSONError(rule: .missing, offset: offset, name: name)
            }
            return value
        }

        func legacy() throws(JSONError) -> LegacyTransaction {
            LegacyTransaction(
                chainID: try legacyChainID(), nonce: try need(draft.nonce, "nonce"),
                gasPrice: try need(draft.gasPrice, "gasPrice"),
                gasLimit: Gas(try need(draft.gas, "gas")), to: draft.to,
                value: try need(draft.value, "value"), input: try need(draft.input, "input"))
        }

        /// The chain that v of a legacy signature holds (EIP-155): the member `chainId` is left out
        /// or invented by some nodes.
        func legacyChainID() throws(JSONError) -> ChainID? {
            let v = try need(draft.v, "v")
            guard v >= 35, let difference = try? v - 35 else { return nil }
            return ChainID(difference >> 1)
        }

        func accessList() throws(JSONError) -> AccessListTransaction {
            AccessListTransaction(
                chainID: try need(draft.chainID, "chainId"), nonce: try need(draft.nonce, "nonce"),
                gasPrice: try need(draft.gasPrice, "gasPrice"),
                gasLimit: Gas(try need(draft.gas, "gas")), to: draft.to,
                value: try need(draft.value, "value"), input: try need(draft.input, "input"),
                accessList: try need(draft.accessList, "accessList"))
        }

        func dynamicFee() throws(JSONError) -> DynamicFeeTransaction {
            DynamicFeeTransaction(
                chainID: try need(draft.chainID, "chainId"), nonce: try need(draft.nonce, "nonce"),
                maxPriorityFeePerGas: try need(draft.maxPriorityFee, "maxPriorityFeePerGas"),
                maxFeePerGas: try need(draft.maxFee, "maxFeePerGas"),
                gasLimit: Gas(try need(draft.gas, "gas")), to: draft.to,
                value: try need(draft.value, "value"), input: try need(draft.input, "input"),
                accessList: try need(draft.accessList, "accessList"))
        }

        func blob() throws(JSONError) -> BlobTransaction {
            BlobTransaction(
                chainID: try need(draft.chainID, "chainId"), nonce: try need(draft.nonce, "nonce"),
                maxPriorityFeePerGas: try need(draft.maxPriorityFee, "maxPriorityFeePerGas"),
                maxFeePerGas: try need(draft.maxFee, "maxFeePerGas"),
                gasLimit: Gas(try need(draft.gas, "gas")), to: try need(draft.to, "to"),
                value: try need(draft.value, "value"), input: try need(draft.input, "input"),
                accessList: try need(draft.accessList, "accessList"),
                maxFeePerBlobGas: try need(draft.maxBlobFee, "maxFeePerBlobGas"),
                blobVersionedHashes: try need(draft.blobHashes, "blobVersionedHashes"))
        }

        func setCode() throws(JSONError) -> SetCodeTransaction {
            SetCodeTransaction(
                chainID: try need(draft.chainID, "chainId"), nonce: try need(draft.nonce, "nonce"),
                maxPriorityFeePerGas: try need(draft.maxPriorityFee, "maxPriorityFeePerGas"),
                maxFeePerGas: try need(draft.maxFee, "maxFeePerGas"),
                gasLimit: Gas(try need(draft.gas, "gas")), to: try need(draft.to, "to"),
                value: try need(draft.value, "value"), input: try need(draft.input, "input"),
                accessList: try need(draft.accessList, "accessList"),
                authorizationList: try need(draft.authorizations, "authorizationList"))
        }

        /// The parity is that of `yParity` where it is there, and that of v otherwise.
        func signature() throws(JSONError) -> TransactionSignature {
            let (r, s) = (try need(draft.r, "r"), try need(draft.s, "s"))
            if draft.type == 0 {
                let v = try need(draft.v, "v")
                guard v >= 35 else {
                    let parity: TransactionSignature.Parity =
                        v == 27 ? .even : v == 28 ? .odd : .invalid(UInt64(truncatingIfNeeded: v))
                    return TransactionSignature(parity: parity, r: r, s: s)
                }
                let isOdd = v.trailingZeroBitCount > 0
                return TransactionSignature(parity: isOdd ? .odd : .even, r: r, s: s)
            }
            let stated = draft.yParity ?? draft.v.flatMap { UInt64(exactly: $0) }
            let parity = try need(stated, "yParity")
            return TransactionSignature(
                parity: parity == 0 ? .even : parity == 1 ? .odd : .invalid(parity), r: r, s: s)
        }

        /// A deposit of the OP stack: 0x7e and the list of its fields.
        func deposit() throws(JSONError) -> BlockTransaction? {
            let source = try need(draft.sourceHash, "sourceHash")
            let value = try need(draft.value, "value")
            let gas = try need(draft.gas, "gas")
            let input = try need(draft.input, "input")
            let payload =
                RLPSize.hash + RLPSize.address + (draft.to == nil ? 1 : RLPSize.address)
                + RLPSize.integer(draft.mint?.number ?? .zero) + RLPSize.integer(value.number)
                + RLPSize.integer(gas) + 1 + RLPSize.string(input)
            let count = 1 + RLPSize.list(payload: payload)
            let encoded = RLPWriter.bytes(count: count) { writer in
                writer.byte(OpaqueTransaction.depositType)
                writer.list(payload: payload)
                writer.hash(source)
                writer.address(draft.from)
                if let to = draft.to { writer.address(to) } else { writer.byte(RLP.emptyString) }
                writer.integer(draft.mint?.number ?? .zero)
                writer.integer(value.number)
                writer.integer(gas)
                writer.byte(draft.isSystem ? 1 : RLP.emptyString)
                writer.string(input)
            }
            return OpaqueTransaction(encoded).map { .opaque($0) }
        }
    }
}
