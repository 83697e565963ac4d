import Codec
import Primitives

/// Where the governance stands: a deployment document, read as an address book.
struct Deployment {
    /// DstackKms.
    let kms: Address
    /// The DstackApp of the first app.
    let app: Address?
    /// The timelock that owns them.
    let timelock: Address
    /// The Safe that proposes.
    let safe: Address
    /// The chain, where the document names it.
    let chainID: ChainID?
    /// The first block with a transaction of the deployment.
    let firstBlock: UInt64?

    /// Reads the document at `path`.
    init(path: String) throws(CommandFailure) {
        let bytes = try File.read(path)
        let value: JSONValue
        do throws(JSONError) { value = try JSONValue(parsing: bytes) } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
        func address(_ name: String) throws(CommandFailure) -> Address {
            guard let text = value[name]?["address"]?.string, let address = try? Address(hex: text)
            else { throw CommandFailure(.input, "\(path): \(name).address is no address") }
            return address
        }
        kms = try address("kms")
        timelock = try address("timelock")
        safe = try address("safe")
        app = value["app"] == nil ? nil : try address("app")
        chainID = value["chainId"]?.number.flatMap { try? ChainID(decimal: $0) }
        firstBlock = value["blocks"]?["first"]?.integer(as: UInt64.self)
    }

    /// The names by which people know the addresses.
    var names: [Address: String] {
        var names = [kms: "DstackKms", timelock: "timelock", safe: "Safe"]
        if let app { names[app] = "DstackApp" }
        return names
    }
}
