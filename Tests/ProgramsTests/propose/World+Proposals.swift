import Codec
import EthereumClient
import Foundation
import Primitives
import TestSupport
import Testing

/// What proposals need of a world.
extension World {
    /// The first account, which is no owner and has no code.
    static let account = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
    /// The Safe's first owner.
    static let owner1 = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"

    /// Puts the code of an artifact on the chain.
    ///
    /// - Parameter contract: The contract's name.
    /// - Returns: Its address.
    /// - Throws: When the chain does not deploy it.
    func deploy(_ contract: String) async throws -> String {
        let file = Fixtures.root.appending(path: "contracts/artifacts/\(contract).json")
        let artifact = try JSONValue(parsing: Bytes(try Data(contentsOf: file)))
        return try await create(try #require(artifact["creationBytecode"]?.string))
    }

    /// Puts code on the chain.
    ///
    /// - Parameter code: What makes the contract.
    /// - Returns: Its address.
    /// - Throws: When the chain does not deploy it.
    func create(_ code: String) async throws -> String {
        let account = World.account
        let sent = try await dstackgov(
            "eth", "rpc", "eth_sendTransaction", #"{"from":"\#(account)","input":"\#(code)"}"#)
        let hash = sent.output.trimmingCharacters(in: CharacterSet(charactersIn: "\"\n "))
        let receipt = try await dstackgov("eth", "rpc", "eth_getTransactionReceipt", hash)
        let parsed = try JSONValue(parsing: receipt.output)
        return try #require(parsed["contractAddress"]?.string, "\(sent.errors)\(receipt.errors)")
    }
}
