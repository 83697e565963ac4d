import ArgumentParser
import Codec
import Primitives

/// An amount in wei.
struct EthToWei: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "to-wei", abstract: "Convert an amount to wei, exactly.",
        discussion: "A line is {amount, unit}. Units: wei kwei mwei gwei szabo finney ether.")

    @Argument(help: "The amount, with or without its unit: 1.5, 1.5ether.")
    var amount: String?

    @Argument(help: "The unit.")
    var unit: String?

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue {
        [
            "amount": .string(try required(amount, "the amount")),
            "unit": unit.map { .string($0) } ?? .null,
        ]
    }

    static func answer(_ line: LineObject) throws -> JSONValue {
        let amount = try line.text("amount")
        let unit = try EthToWei.unit(line)
        return .string(try Wei(amount, unit: unit ?? .ether).decimal)
    }

    static func unit(_ line: LineObject) throws -> EtherUnit? {
        guard line.optional("unit") != nil else { return nil }
        guard let unit = EtherUnit(rawValue: try line.text("unit")) else {
            let names = EtherUnit.allCases.map(\.rawValue).joined(separator: " ")
            throw LineFailure("unit", "units are \(names)")
        }
        return unit
    }
}
