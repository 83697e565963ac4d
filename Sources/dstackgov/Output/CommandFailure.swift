/// Why a command did not do what was asked: what, where, and what to do.
struct CommandFailure: Error {
    /// The program's exit codes.
    enum Code: Int32, CaseIterable {
        /// The question was answered, and the answer is no.
        case refused = 1
        /// Wrong options, or a file that is not what it should be.
        case input = 2
        /// The chain was not reached or gave no usable answer.
        case chain = 3
        /// Time or signatures are still missing.
        case notYet = 4
        /// Evidence does not verify: it says nothing, neither yes nor no.
        case notVerified = 5

        /// What it says, in few words.
        var meaning: String {
            switch self {
            case .refused: "the answer is no"
            case .input: "wrong options or a malformed file"
            case .chain: "the chain or a service was not reached or gave no usable answer"
            case .notYet: "not yet: time or signatures are missing"
            case .notVerified: "evidence does not verify"
            }
        }
    }

    /// The exit code.
    let code: Code
    /// What is wrong, in one line.
    let what: String
    /// What to do about it, where something can be done.
    let remedy: String?

    init(_ code: Code, _ what: String, remedy: String? = nil) {
        self.code = code
        self.what = what
        self.remedy = remedy
    }

    /// Writes the failure to standard error.
    func report() {
        StandardError.write("dstackgov: " + what)
        if let remedy { StandardError.write("  " + remedy) }
    }
}
