public import Codec
public import Primitives

extension SafeTransaction {
    /// The document that a wallet is given to sign (`eth_signTypedData_v4`): numbers as decimal texts, a
    /// chain id as a number where every reader takes it for the same.
    public func typedData(chainID: ChainID, safe: Address, version: SafeVersion) -> JSONValue {
        var domainType: [JSONValue] = [Self.member("verifyingContract", "address")]
        var domain = [JSONMember("verifyingContract", .string(safe.checksummed))]
        if version.bindsChainID {
            domainType.insert(Self.member("chainId", "uint256"), at: 0)
            domain.insert(JSONMember("chainId", Self.json(chainID)), at: 0)
        }
        let gas = version.callsItBaseGas ? "baseGas" : "dataGas"
        return [
            "types": [
                "EIP712Domain": .array(domainType),
                "SafeTx": [
                    Self.member("to", "address"), Self.member("value", "uint256"),
                    Self.member("data", "bytes"), Self.member("operation", "uint8"),
                    Self.member("safeTxGas", "uint256"), Self.member(gas, "uint256"),
                    Self.member("gasPrice", "uint256"), Self.member("gasToken", "address"),
                    Self.member("refundReceiver", "address"), Self.member("nonce", "uint256"),
                ],
            ], "primaryType": "SafeTx", "domain": .object(domain),
            "message": .object([
                JSONMember("to", .string(to.checksummed)),
                JSONMember("value", .string(value.number.description)),
                JSONMember("data", .string(data.hex)),
                JSONMember("operation", .number("\(operation.rawValue)")),
                JSONMember("safeTxGas", .string(safeTxGas.description)),
                JSONMember(gas, .string(baseGas.description)),
                JSONMember("gasPrice", .string(gasPrice.description)),
                JSONMember("gasToken", .string(gasToken.checksummed)),
                JSONMember("refundReceiver", .string(refundReceiver.checksummed)),
                JSONMember("nonce", .string(nonce.description)),
            ]),
        ]
    }

    private static func member(_ name: String, _ type: String) -> JSONValue {
        ["name": .string(name), "type": .string(type)]
    }

    /// A number up to 2^53 - 1, a text beyond.
    private static func json(_ chainID: ChainID) -> JSONValue {
        let digits = chainID.number.description
        return chainID.number < UInt256(1 << 53 as UInt64) ? .number(digits) : .string(digits)
    }
}
