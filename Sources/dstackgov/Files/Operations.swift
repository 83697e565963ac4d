import Contracts
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

    /// The Safe transaction of `operation`.
    static func transaction(
        of operation: Operation
    ) throws(CommandFailure) -> SafeTransaction {
        do throws(OperationError) { return try operation.safeTransaction() } catch {
            throw CommandFailure(.input, "\(error)")
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
