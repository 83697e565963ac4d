import Governance
import Primitives

/// The names by which people know addresses: those of a deployment document.
struct AddressBook {
    /// The name of each address.
    let names: [Address: String]

    /// The chain of the addresses, where it is known.
    private let chainID: ChainID?

    /// No names.
    init() {
        names = [:]
        chainID = nil
    }

    /// The names of a deployment.
    init(_ deployment: Deployment) {
        names = deployment.names
        chainID = deployment.chainID
    }

    /// The whole address, with the name that the book has for it.
    func text(_ address: Address) -> String {
        guard let name = names[address] else { return address.checksummed }
        return "\(address.checksummed) (\(EscapedText(name, limit: 40)))"
    }

    /// The address that a person wrote: a name of the book, `0x…`, or `chain:0x…` (EIP-3770).
    ///
    /// - Parameters:
    ///   - text: What was written.
    ///   - chainID: The chain that is meant; otherwise that of the deployment, where it is known.
    ///   - option: What the text was given for.
    /// - Returns: The address.
    /// - Throws: ``CommandFailure`` that names the option.
    func address(
        _ text: String, on chainID: ChainID?, for option: String
    ) throws(CommandFailure) -> Address {
        let lowered = text.lowercased()
        let named = names.filter { $0.value.lowercased() == lowered }.keys
        if named.count == 1, let address = named.first { return address }
        do throws(ChainShortName.Failure) {
            return try ChainShortName.address(text, on: chainID ?? self.chainID).address
        } catch {
            let known = names.values.sorted().map { EscapedText($0, limit: 40).description }
            throw CommandFailure(
                .input, "\(option): \(error)",
                remedy: text.contains("0x") || known.isEmpty
                    ? nil : "Names of the deployment: \(known.joined(separator: ", ")).")
        }
    }
}
