import Governance
import Primitives

/// Files with signatures of an operation: one signature each, or a merged set.
enum SignatureFiles {
    /// All signatures of the files at `paths`.
    ///
    /// - Throws: ``CommandFailure`` that names the file at fault.
    static func read(
        _ paths: [String], of operation: Operation
    ) throws(CommandFailure) -> SignatureSet {
        var set: SignatureSet
        do throws(OperationError) { set = try SignatureSet(of: operation) } catch {
            throw CommandFailure(.input, "\(error)")
        }
        for path in paths {
            let bytes = try File.read(path)
            do throws(OperationError) { try set.add(document: bytes) } catch {
                throw CommandFailure(
                    error.rule == .signer || error.rule == .digest ? .refused : .input,
                    "\(path): \(error)")
            }
        }
        return set
    }
}
