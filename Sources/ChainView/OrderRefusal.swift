public import Authorization
import Primitives

/// Why a person's order about the heads changes nothing.
public enum OrderRefusal: Error, Hashable, Sendable {
    /// Nothing waits for an acknowledgement.
    case noHalt
    /// What is halted is not what the person has seen.
    case otherHalt(HeadMemory.Halt)
    /// A floor was named, and none was given up.
    case noRegression
    /// No operator of the configuration has the label.
    case unknown(String, known: [String])
    /// The operator has its vote.
    case notExcluded(String)
    /// The change could not be written to the disk.
    case notWritten(String)
}

extension OrderRefusal: CustomStringConvertible {
    /// One sentence for people: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .noHalt: "nothing is halted: there is nothing to acknowledge"
        case .otherHalt(let halt):
            "another halt is in force now, look at it first: \(halt.code.rawValue):"
                + " \(EscapedText(halt.sentence, limit: 600))"
        case .noRegression: "a floor is named after final.regressed only"
        case .unknown(let label, let known):
            "there is no operator \(EscapedText(label, limit: 80)); the operators are "
                + known.map { EscapedText($0, limit: 80).description }.joined(separator: ", ")
        case .notExcluded(let label):
            "operator \(EscapedText(label, limit: 80)) is not excluded: it has its vote"
        case .notWritten(let path):
            "\(EscapedText(path, limit: 300)) could not be written: everything stays as it was"
        }
    }
}
