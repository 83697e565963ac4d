import Codec

/// How the text of an answer is read.
struct AnswerRules: Sendable {
    /// The bounds of its size, depth and number of values.
    var limits = JSONLimits.standard
    /// Whether quantities may have leading zeros and upper-case digits.
    var acceptsLooseQuantities = false
}
