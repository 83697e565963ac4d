import Codec
import TestSupport
import Testing

/// What owners and payers do, in few words.
extension World {
    /// The options of somebody who pays.
    static let pays = ["--keystore", "anyone.json", "--password-file", "password"]

    /// An image hash of one repeated byte.
    static func image(_ byte: String) -> String {
        "0x" + String(repeating: byte, count: 32)
    }

    /// Runs a command that must succeed, and compares the members of its answer with the reviewed ones.
    @discardableResult
    func succeed(
        _ arguments: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSONValue {
        let outcome = try await dstackgov(arguments + ["--json"])
        #expect(
            outcome.status == 0, "\(arguments.joined(separator: " ")): \(outcome.errors)",
            sourceLocation: sourceLocation)
        let answer = try JSONValue(parsing: outcome.output)
        try Snapshots.check(arguments, answer)
        return answer
    }

    /// Runs a command that must fail.
    func fail(
        _ arguments: [String], code: Int32, saying text: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let outcome = try await dstackgov(arguments)
        #expect(
            outcome.status == code && outcome.errors.contains(text),
            "\(arguments.joined(separator: " ")): \(outcome.status) \(outcome.errors)",
            sourceLocation: sourceLocation)
    }

    /// Proposes to allow an image, as `NAME.json`.
    @discardableResult
    func propose(_ name: String, image: String, more: [String] = []) async throws -> JSONValue {
        try await succeed(
            [
                "propose", "allow-image", "--image", image, "--kms-only", "--purpose", "a test",
                "--out", "\(name).json",
            ] + more)
    }

    /// The owners sign `NAME.json`, as `NAME.OWNER.json`.
    func sign(
        _ name: String, owners: [String] = ["owner1", "owner2"], accepting lints: [String] = []
    ) async throws {
        for owner in owners {
            try await succeed(
                [
                    "sign", "\(name).json", "--keystore", "\(owner).json", "--password-file",
                    "password", "--out", "\(name).\(owner).json",
                ] + lints.flatMap { ["--accept", $0] })
        }
    }

    /// The options that name both signatures of `NAME.json`.
    static func signatures(_ name: String) -> [String] {
        ["owner1", "owner2"].flatMap { ["--signature", "\(name).\($0).json"] }
    }

    /// Submits `NAME.json` with both signatures.
    @discardableResult
    func submit(_ name: String) async throws -> JSONValue {
        try await succeed(["submit", "\(name).json"] + World.signatures(name) + World.pays)
    }

    /// Proposes, signs and submits.
    @discardableResult
    func schedule(_ name: String, image: String) async throws -> JSONValue {
        let proposed = try await propose(name, image: image)
        try await sign(name)
        try await submit(name)
        return proposed
    }
}

extension World {
    /// The owners of the Safe.
    var owners: [String] {
        (chain.description["deployment"]?["owners"]?.array ?? []).compactMap(\.string)
    }

    /// How many transactions the payer has sent, at `latest`, or at `pending` with those that are on
    /// their way.
    func transactionCount(at block: String) async throws -> Int {
        let count = try await dstackgov(
            "eth", "rpc", "eth_getTransactionCount", address(8), block)
        return Int(count.output.filter(\.isHexDigit).dropFirst(), radix: 16) ?? 0
    }

    /// How many transactions of the payer are in no block yet.
    func onItsWay() async throws -> Int {
        try await transactionCount(at: "pending") - transactionCount(at: "latest")
    }

    /// The address of an account of the development mnemonic.
    func address(_ index: Int) -> String {
        chain.description["accounts"]?.array?[index]["address"]?.string ?? ""
    }
}
