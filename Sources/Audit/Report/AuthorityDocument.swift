public import Codec
import Primitives

/// A period of authority as a JSON document.
public enum AuthorityDocument {
    /// The document of a period.
    public static func value(_ period: AuthorityPeriod) -> JSONValue {
        [
            "contract": .string(period.contract.checksummed), "power": .string(period.power),
            "holder": .string(period.holder),
            "firstBlock": .string(period.begin.block.description),
            "since": .string(period.begin.time.description),
            "transactionHash": .string(period.begin.transaction.hex),
            "endBlock": period.end.map { .string($0.block.description) } ?? .null,
            "until": period.end.map { .string($0.time.description) } ?? .null,
        ]
    }
}
