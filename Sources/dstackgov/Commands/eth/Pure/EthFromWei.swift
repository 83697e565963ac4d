import ArgumentParser
import Codec
import Primitives

/// An amount of wei in another unit.
struct EthFromWei: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "from-wei", abstract: "Convert wei to another unit, exactly.",
        discussion: "A line is {wei, unit}. Units: wei kwei mwei gwei szabo finney ether.")

    @Argument(help: "The wei, in decimal.")
    var wei: String?

    @Argument(help: "The unit.")
    var unit = EtherUnit.ether.rawValue

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue {
        ["wei": .string(try required(wei, "the wei")), "unit": .string(unit)]
    }

    static func answer(_ line: LineObject) throws -> JSONValue {
        let unit = try EthToWei.unit(line) ?? .ether
        return .string(Wei(try line.integer("wei")).decimal(in: unit))
    }
}
