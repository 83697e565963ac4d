import Codec
import Primitives

/// The body that answers a KMS: three members, ASCII, below 512 bytes.
///
/// Deployed KMS versions cut the body at byte 512 and die when that splits a character; they also
/// refuse a body in which one of the three is missing or null.
public enum DecisionReply {
    /// The most bytes of a body.
    public static let mostBytes = 511

    /// The body for `decision`.
    public static func body(_ decision: BootDecision) -> String {
        var limit = 256
        while limit > 3 {
            let text = body(
                decision, reason: EscapedText(decision.reason, limit: limit).description)
            if text.utf8.count <= mostBytes { return text }
            limit /= 2
        }
        return body(BootDecision.denied(.unavailable, "reply too long"), reason: "reply too long")
    }

    /// The body for a request that is none; with status 400 or 413.
    public static let malformed =
        #"{"isAllowed":false,"reason":"invalid authorization request","gatewayAppId":""}"#

    private static func body(_ decision: BootDecision, reason: String) -> String {
        JSONWriter.text(of: Body(decision: decision, reason: reason), .compact.ascii)
    }

    private struct Body: JSONWritable {
        let decision: BootDecision
        let reason: String

        func write(to writer: inout JSONWriter) {
            writer.object { writer in
                writer.member("isAllowed", decision.isAllowed)
                writer.member("reason", reason)
                writer.member("gatewayAppId", decision.gatewayAppID)
            }
        }
    }
}
