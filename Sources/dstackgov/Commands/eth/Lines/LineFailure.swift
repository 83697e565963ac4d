import Codec

/// Why a line has no answer: the rule that its input breaks, and a sentence for people.
struct LineFailure: Error, Equatable {
    /// The rule's name, which programs may compare.
    let rule: String
    /// One sentence.
    let message: String
    /// How a command ends that has no other answer.
    let code: CommandFailure.Code

    init(_ rule: String, _ message: String, code: CommandFailure.Code = .input) {
        self.rule = rule
        self.message = message
        self.code = code
    }

    /// The answer to a line that is wrong.
    var document: JSONValue {
        ["error": ["rule": .string(rule), "message": .string(message)]]
    }
}
