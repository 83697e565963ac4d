import Contracts
import Primitives

/// Lints of what surrounds the calls: the Safe's transaction, and the operation file.
enum TransactionLints {
    /// Findings about the fields of a Safe transaction beside its call.
    static func findings(of transaction: SafeTransaction, version: SafeVersion) -> [Finding] {
        var findings: [Finding] = []
        if !transaction.gasPrice.isZero {
            findings.append(
                Finding(
                    .danger, .refund,
                    "whoever executes is paid \(transaction.gasPrice) for each unit of gas, in "
                        + (transaction.gasToken.isZero
                            ? "ether" : "the token \(transaction.gasToken), without any cap")))
        } else if !transaction.baseGas.isZero || !transaction.gasToken.isZero
            || !transaction.refundReceiver.isZero
        {
            findings.append(
                Finding(.warning, .refund, "fields of a refund are set, and its price is zero"))
        }
        if !transaction.safeTxGas.isZero {
            findings.append(
                Finding(
                    .warning, .innerGas,
                    "safeTxGas is \(transaction.safeTxGas): a call that fails uses up the nonce"))
        }
        if !version.bindsChainID {
            findings.append(
                Finding(
                    .warning, .oldSafe,
                    "Safe \(version): what its owners sign holds on every chain"))
        }
        return findings
    }

    /// Findings about what an operation file says beside its calls.
    static func findings(
        of operation: Operation, tree: CallNode, facts: ChainFacts
    ) -> [Finding] {
        var findings: [Finding] = []
        if let chain = facts.chainID, chain != operation.chainID {
            findings.append(
                Finding(
                    .danger, .foreignChain,
                    "the operation is for chain \(operation.chainID), the node serves \(chain)"))
        }
        let isNew = operation.action == .schedule || operation.action == .direct
        if isNew, operation.provenance == nil, tree.leaves.contains(where: Linter.allows) {
            findings.append(
                Finding(.notice, .noProvenance, "nothing says how the allowed value was built"))
        }
        if operation.action == .direct, tree.leaves.contains(where: Linter.isForOwner) {
            findings.append(
                Finding(
                    .warning, .directCall,
                    "an owner's function without the timelock: once the timelock owns the "
                        + "contract, it is refused"))
        }
        return findings
    }
}
