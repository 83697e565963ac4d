public import Authorization
public import Primitives
import Synchronization

/// What a person decides. Nothing here lowers the quorum or forgets the floor.
extension ChainView {
    /// A person has looked at the halt: allows are possible again from the next round on. Without a
    /// halt it is clocks that disagree which the person has looked at.
    ///
    /// - Parameters:
    ///   - halt: What the person has seen; another halt is not acknowledged by it.
    ///   - floor: After `final.regressed`: the hash that is final at the floor's number. Without it the
    ///     floor stays as it is, and halts again where a quorum still gives another block.
    /// - Throws: ``OrderRefusal``; nothing is changed then.
    public func acknowledge(
        _ halt: HeadMemory.Halt?, floor: Hash32? = nil
    ) throws(OrderRefusal) {
        let denial = halt == nil ? status.trouble ?? status.denial : nil
        try change { state throws(OrderRefusal) in
            guard state.memory.halt == halt else {
                throw state.memory.halt.map { .otherHalt($0) } ?? .noHalt
            }
            guard halt != nil || denial?.code == .clockDisagree else { throw .noHalt }
            guard floor == nil || halt?.code == .finalRegressed else { throw .noRegression }
            state.memory.acknowledge(floor: floor)
            state.acknowledgements += 1
            state.pair = nil
            state.trouble = HeadDenial(.quorumLost, "the heads were not asked for yet")
        }
    }

    /// A person has looked at an operator's lie: its votes count again.
    ///
    /// - Parameter label: The operator.
    /// - Throws: ``OrderRefusal``; nothing is changed then.
    public func release(_ label: String) throws(OrderRefusal) {
        let known = configuration.rule.operators
        try change { state throws(OrderRefusal) in
            guard state.memory.quarantine.removeValue(forKey: label) != nil else {
                throw known.contains(label) ? .notExcluded(label) : .unknown(label, known: known)
            }
        }
    }

    /// Makes a change that is on the disk before it is in force: a restart must not know another
    /// state than the one that decided.
    private func change(
        _ change: (inout ViewState) throws(OrderRefusal) -> Void
    ) throws(OrderRefusal) {
        try isMemoryWritten.withLock { isWritten throws(OrderRefusal) in
            var changed = state.withLock { $0 }
            try change(&changed)
            if let path = configuration.memoryFile, !MemoryFile.write(changed.memory, to: path) {
                throw .notWritten(path)
            }
            isWritten = true
            // A round may have ended meanwhile: what it found stays.
            try state.withLock { state throws(OrderRefusal) in try change(&state) }
        }
    }
}
