import Governance
import Primitives

/// What people type, read strictly.
enum Input {
    /// An address: 0x and 40 hex digits; mixed case must be its checksum.
    static func address(_ text: String, _ option: String = "address") throws(CommandFailure)
        -> Address
    {
        do throws(HexError) { return try Address(hex: text) } catch {
            throw CommandFailure(.input, "\(option): \(error)")
        }
    }

    /// Lints by their names, as inspect tells them.
    static func lints(_ names: [String], _ option: String) throws(CommandFailure) -> Set<Lint> {
        var lints: Set<Lint> = []
        for name in names {
            guard let lint = Lint(rawValue: name) else {
                throw CommandFailure(
                    .input, "\(option) \(name): no lint has this name",
                    remedy: "inspect tells the names.")
            }
            lints.insert(lint)
        }
        return lints
    }

    /// Bytes in hex.
    static func bytes(_ text: String, _ option: String) throws(CommandFailure) -> Bytes {
        do throws(HexError) { return try Bytes(hex: text) } catch {
            throw CommandFailure(.input, "\(option): \(error)")
        }
    }

    /// 32 bytes in hex.
    static func hash(_ text: String, _ option: String) throws(CommandFailure) -> Hash32 {
        do throws(HexError) { return try Hash32(hex: text) } catch {
            throw CommandFailure(.input, "\(option): \(error)")
        }
    }
}
