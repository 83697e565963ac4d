import Chain
import Primitives
import TestSupport

extension Header {
    /// The header that a fixture or a node's answer writes; members that are not hashed are left out.
    init(_ fixture: FixtureValue) throws {
        func hash(_ name: String) throws -> Hash32? {
            fixture.has(name) ? try fixture.hash(name) : nil
        }
        func gas(_ name: String) throws -> Gas? {
            fixture.has(name) ? Gas(try fixture.uint64(name)) : nil
        }
        self.init(
            parentHash: try fixture.hash("parentHash"),
            ommersHash: try fixture.hash("sha3Uncles"),
            beneficiary: try fixture.address("miner"),
            stateRoot: try fixture.hash("stateRoot"),
            transactionsRoot: try fixture.hash("transactionsRoot"),
            receiptsRoot: try fixture.hash("receiptsRoot"),
            logsBloom: try fixture.bloom("logsBloom"),
            difficulty: try fixture.uint256("difficulty"),
            number: BlockNumber(try fixture.uint64("number")),
            gasLimit: Gas(try fixture.uint64("gasLimit")),
            gasUsed: Gas(try fixture.uint64("gasUsed")),
            timestamp: Timestamp(seconds: try fixture.uint64("timestamp")),
            extraData: try fixture.bytes("extraData"),
            mixHash: try fixture.hash("mixHash"),
            nonce: try fixture.uint64("nonce"),
            baseFeePerGas: fixture.has("baseFeePerGas")
                ? Wei(try fixture.uint256("baseFeePerGas")) : nil,
            withdrawalsRoot: try hash("withdrawalsRoot"),
            blobGasUsed: try gas("blobGasUsed"),
            excessBlobGas: try gas("excessBlobGas"),
            parentBeaconBlockRoot: try hash("parentBeaconBlockRoot"),
            requestsHash: try hash("requestsHash"),
            blockAccessListHash: try hash("blockAccessListHash"),
            slotNumber: fixture.has("slotNumber") ? try fixture.uint64("slotNumber") : nil)
    }
}
