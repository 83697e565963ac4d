/// One sample in Prometheus' text format (version 0.0.4).
public struct MetricLine: Sendable, Hashable {
    /// The metric's name.
    public let name: String
    /// The labels, in their order.
    public let labels: [String: String]
    /// The value as text.
    public let value: String

    private let text: String

    /// A sample.
    ///
    /// - Parameters:
    ///   - name: The metric; counters end in `_total`.
    ///   - value: A number.
    ///   - labels: Names and values; values are escaped.
    public init(
        _ name: String, _ value: some CustomStringConvertible, _ labels: [(String, String)] = []
    ) {
        self.name = name
        self.value = value.description
        self.labels = Dictionary(labels) { first, _ in first }
        let list = labels.map { "\($0.0)=\"\(MetricLine.escaped($0.1))\"" }.joined(separator: ",")
        text = (list.isEmpty ? name : "\(name){\(list)}") + " " + value.description + "\n"
    }

    /// The samples as one text, each metric with its type before its first sample.
    public static func text(_ lines: [MetricLine]) -> String {
        var order: [String] = []
        var groups: [String: [MetricLine]] = [:]
        for line in lines {
            if groups[line.name] == nil { order.append(line.name) }
            groups[line.name, default: []].append(line)
        }
        return order.map { name in
            let type = name.hasSuffix("_total") ? "counter" : "gauge"
            return "# TYPE \(name) \(type)\n" + (groups[name] ?? []).map(\.text).joined()
        }.joined()
    }

    private static func escaped(_ value: String) -> String {
        var result = ""
        for character in value.unicodeScalars {
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
