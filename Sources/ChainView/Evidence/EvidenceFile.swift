import Authorization
import Codec
import Glibc
import Primitives

/// What operators said when they were caught lying, byte for byte, kept by the one they lied to:
/// whoever lies may wipe his own logs.
struct EvidenceFile: Sendable {
    /// The rule that the answers break.
    let code: DecisionCode
    /// What was seen, in one sentence.
    let sentence: String
    /// When, by the wall clock.
    let time: Timestamp
    /// What each operator said.
    let answers: [(label: String, exchanges: [ExchangeTrace.Exchange])]

    /// The document: requests and answers as hex, so that nothing is lost.
    var json: JSONValue {
        let operators = answers.map { label, exchanges in
            let list = exchanges.map { exchange in
                JSONValue.object([
                    JSONMember("request", .string(exchange.request.hex)),
                    JSONMember("answer", .string(exchange.answer.hex)),
                ])
            }
            return JSONValue.object([
                JSONMember("operator", .string(label)), JSONMember("exchanges", .array(list)),
            ])
        }
        return [
            "format": "dstack-governance/evidence/1", "time": JSONValue(time.seconds),
            "code": .string(code.rawValue), "sentence": .string(sentence),
            "operators": .array(operators),
        ]
    }

    /// Writes the document into `folder`, which is made when it is not there.
    ///
    /// - Returns: The file's path; nil when it could not be written.
    func write(into folder: String) -> String? {
        if unsafe mkdir(folder, 0o700) != 0, errno != EEXIST { return nil }
        for number in 0..<1_000 {
            let path = "\(folder)/\(time.seconds)-\(code.rawValue)-\(number).json"
            guard unsafe access(path, F_OK) != 0 else { continue }
            let text = json.serialized(.compact.ascii) + "\n"
            return DurableFile.write([UInt8](text.utf8), to: path) ? path : nil
        }
        return nil
    }
}
