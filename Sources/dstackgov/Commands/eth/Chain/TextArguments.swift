import Primitives

/// Values that are typed as arguments; what is wrong is told by the argument's name.
enum TextArgument {
    static func address(_ text: String, _ name: String) throws(CommandFailure) -> Address {
        do throws(HexError) { return try Address(hex: text) } catch {
            throw CommandFailure(.input, "\(name): \(error)")
        }
    }

    static func hash(_ text: String, _ name: String) throws(CommandFailure) -> Hash32 {
        do throws(HexError) { return try Hash32(hex: text) } catch {
            throw CommandFailure(.input, "\(name): \(error)")
        }
    }

    static func wei(_ text: String?, _ name: String) throws(CommandFailure) -> Wei? {
        guard let text else { return nil }
        do throws(NumberTextError) { return try Wei(text, unit: .wei) } catch {
            throw CommandFailure(.input, "\(name): \(error)")
        }
    }

    /// A slot: a word, or a number.
    static func slot(_ text: String) throws(CommandFailure) -> Hash32 {
        if let word = try? Hash32(hex: text) { return word }
        if let number = try? UInt256(decimal: text) { return Hash32(number) }
        if let number = try? UInt256(quantity: text) { return Hash32(number) }
        throw CommandFailure(.input, "\(text) is no slot: 32 bytes in hex, or a number")
    }
}
