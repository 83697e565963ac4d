import HTTPServer

/// A response as a client sees it.
struct RawResponse: Equatable {
    let status: Int
    let statusLine: String
    let fields: [(name: String, value: String)]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    func field(_ name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    /// Whether the server has said that it closes.
    var closes: Bool { field("connection") == "close" }

    static func == (left: Self, right: Self) -> Bool {
        left.statusLine == right.statusLine && left.body == right.body
            && left.fields.elementsEqual(right.fields, by: ==)
    }

    /// The first response of the bytes and what follows; nil while it is incomplete.
    static func parse(_ bytes: [UInt8], headOnly: Bool) -> (RawResponse, rest: [UInt8])? {
        let end = Array("\r\n\r\n".utf8)
        guard bytes.count >= end.count,
            let position = (0...bytes.count - end.count).first(where: {
                bytes[$0..<$0 + end.count].elementsEqual(end)
            })
        else { return nil }
        let lines = String(decoding: bytes[..<position], as: UTF8.self)
            .split(separator: "\r\n").map(String.init)
        let statusLine = lines[0]
        let fields = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return (name: String(parts[0]), value: String(parts[1].dropFirst()))
        }
        let status = statusLine.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        let declared = fields.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
        let length = headOnly ? 0 : declared
        let rest = bytes[(position + end.count)...]
        guard rest.count >= length else { return nil }
        let response = RawResponse(
            status: status, statusLine: statusLine, fields: fields, body: Array(rest.prefix(length))
        )
        return (response, Array(rest.dropFirst(length)))
    }
}
