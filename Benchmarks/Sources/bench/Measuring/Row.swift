import CYardsticks

/// Runs an operation so many times.
typealias Work = (_ times: Int) throws -> Void

/// One operation that is measured: a row of the table.
struct Row {
    /// The name on the command line, for example `rlp_header_decode`.
    let name: String
    /// What the table calls it.
    let title: String
    /// How many items one run works on; figures are for one of them.
    var items = 1
    /// What the machine can do, measured right before.
    var yardstick = Yardstick.permutation
    /// How many of the yardstick's units stand against one item.
    var units = 1.0
    /// What is to be reached, or nil where nothing was set.
    var goal: Goal?
    /// What alloy takes in permutations, where its figure is known; measured beside the same
    /// yardstick on another machine.
    var alloy: Double?
    /// What passes while it works: the thread's own time, or the clock's where others work for it.
    var clock = Clock.thread
    /// Why a goal is missed, or what the figure holds that a reader may not expect.
    var remark: String?
    /// Reads inputs, proves that the operation does what it should, and gives it.
    let prepare: (Inputs) throws -> Work
}

/// What is to be reached.
enum Goal {
    /// At most so many Keccak-f permutations of OpenSSL.
    case permutations(Double)
    /// At most so many times the yardstick.
    case yardsticks(Double)
    /// At least so many items a second.
    case perSecond(Double)
}

/// The work that runs an operation again and again.
@inline(__always)
func each(_ operation: @escaping () throws -> Void) -> Work {
    { times in for _ in 0..<times { try operation() } }
}

/// Takes a value so that the optimiser, which does not look into this, cannot leave out how it was
/// made; the value is not copied.
@inline(never)
@_optimize(none)
func keep<Value>(_ value: borrowing Value) {}

/// Ends the run when an operation gives something else than it should.
func check(_ condition: Bool, _ name: String) throws {
    guard condition else { throw Inputs.Wrong(name: name) }
}
