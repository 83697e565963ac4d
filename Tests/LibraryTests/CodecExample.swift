import Codec
import Primitives
import Testing

@Suite("docs/library.md: encodings")
struct CodecExample {
    @Test("JSON and RLP")
    func json() throws {
        // example: json-rlp
        let item = try RLP.decode(Bytes(hex: "0xc58183c180c0"))
        let again = RLP.encode(item)

        let document = try JSONValue(parsing: #"{"chainId": 8453, "nonce": "7"}"#)
        let chain = document["chainId"]?.integer(as: UInt64.self)
        // end
        #expect(again.hex == "0xc58183c180c0")
        #expect(chain == 8453)
    }

    @Test("ABI")
    func abi() throws {
        let holder = try Address(hex: "0x5aFE3855358E112B5647B952709E6165e1c1eEEe")
        // example: abi
        let transfer = try ABI.Function("function transfer(address to, uint256 amount)")
        let calldata = try transfer.encodeCall([.address(holder), .uint(1)])

        do throws(ABIError) {
            let arguments = try transfer.decodeCall(calldata)
            print(transfer.signature, arguments)
        } catch {
            print(error.rule, error.offset)  // which rule, and where
        }
        // end
        #expect(calldata.count == 68)
    }

    @Test("typed data")
    func typedData() throws {
        let text = """
            {"types":{"EIP712Domain":[{"name":"chainId","type":"uint256"}],
            "M":[{"name":"n","type":"uint256"}]},"primaryType":"M","domain":{"chainId":8453},
            "message":{"n":1}}
            """
        // example: typed-data
        let data = try TypedData(JSONValue(parsing: text))
        print(data.domainSeparator, data.structHash, data.digest)
        for struct_ in data.structHashes { print(struct_.path, struct_.type, struct_.hash) }
        // end
        #expect(
            data.digest.hex
                == "0x70cbb57bb6f4d52c93772d3686d0378c0430d0d8b03fa8fbe10b94319c2fb100")
    }
}
