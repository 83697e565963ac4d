import Governance
import Primitives

/// Operation files and signature files.
enum Operations {
    /// Reads the operation file at `path`.
    static func read(_ path: String) throws(CommandFailure) -> Operation {
        let bytes = try File.read(path)
        do throws(OperationError) { return try Operation(document: bytes) } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
    }

    /// Reads the signature file at `path` and checks that it is one of `operation`.
    static func signature(
        _ path: String, of operation: Operation
    ) throws(CommandFailure) -> OperationSignature {
        let bytes = try File.read(path)
        do throws(OperationError) {
            let signature = try OperationSignature(document: bytes)
            try signature.check(belongsTo: operation)
            return signature
        } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
    }
}

extension Inspection {
    /// The inspection of the operation that was read from `path`.
    static func of(
        _ operation: Operation, at path: String, facts: ChainFacts = ChainFacts()
    ) throws(CommandFailure) -> Inspection {
        do throws(OperationError) { return try Inspection(operation, facts: facts) } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
    }
}
