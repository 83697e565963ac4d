import Codec
import Primitives

/// Reads members of Intel's documents, each of its type and length.
struct CollateralReader {
    private let value: JSONValue
    private let what: String

    init(_ value: JSONValue, _ what: String) {
        self.value = value
        self.what = what
    }

    func member(_ name: String) throws(TDXQuoteError) -> JSONValue {
        guard let member = value[name] else { throw fault(name) }
        return member
    }

    func number(_ name: String) throws(TDXQuoteError) -> UInt64 {
        guard let text = try member(name).number, let number = UInt64(text) else {
            throw fault(name)
        }
        return number
    }

    func hex(_ name: String, _ count: Int) throws(TDXQuoteError) -> Bytes {
        guard let text = try member(name).string, let bytes = try? Bytes(hex: "0x" + text),
            bytes.count == count
        else { throw fault(name) }
        return bytes
    }

    func items(_ name: String) throws(TDXQuoteError) -> [JSONValue] {
        guard case .array(let items) = try member(name), items.count <= TCBInfo.mostItems else {
            throw fault(name)
        }
        return items
    }

    func components(_ name: String) throws(TDXQuoteError) -> [UInt64] {
        var found: [UInt64] = []
        for item in try items(name) {
            found.append(try CollateralReader(item, what).number("svn"))
        }
        guard found.count == 16 else { throw fault(name) }
        return found
    }

    /// The components' kinds, by which people know them.
    func componentNames(_ name: String) throws(TDXQuoteError) -> [String] {
        try items(name).map { item in
            CollateralReader(item, what).shortText("type") ?? ""
        }
    }

    /// A text for people; nil where there is none, or one that is too long to be one.
    func shortText(_ name: String) -> String? {
        guard let text = value[name]?.string, text.utf8.count <= 80 else { return nil }
        return EscapedText(text).description
    }

    func status() throws(TDXQuoteError) -> TCBStatus {
        guard let text = try member("tcbStatus").string, let status = TCBStatus(rawValue: text)
        else { throw fault("tcbStatus") }
        return status
    }

    func advisories() throws(TDXQuoteError) -> [String] {
        guard value["advisoryIDs"] != nil else { return [] }
        var found: [String] = []
        for item in try items("advisoryIDs") {
            guard let text = item.string, text.utf8.count <= 64 else { throw fault("advisoryIDs") }
            found.append(text)
        }
        return found
    }

    /// The seconds since 1970 of `YYYY-MM-DDThh:mm:ssZ`.
    func time(_ name: String) throws(TDXQuoteError) -> Int64 {
        guard let text = try member(name).string, let time = CollateralReader.seconds(text) else {
            throw fault(name)
        }
        return time
    }

    private func fault(_ name: String) -> TDXQuoteError {
        .collateral("\(what): \(name) is missing or malformed")
    }

    private static func seconds(_ text: String) -> Int64? {
        let bytes = [UInt8](text.utf8)
        guard bytes.count == 20 else { return nil }
        let marks: [(Int, Character)] = [
            (4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":"), (19, "Z"),
        ]
        guard marks.allSatisfy({ bytes[$0.0] == $0.1.asciiValue }) else { return nil }
        var numbers: [Int64] = []
        for range in [0..<4, 5..<7, 8..<10, 11..<13, 14..<16, 17..<19] {
            let digits = bytes[range]
            guard digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
            numbers.append(digits.reduce(0) { $0 * 10 + Int64($1 - 48) })
        }
        guard (1970...9999).contains(numbers[0]), (1...12).contains(numbers[1]),
            (1...31).contains(numbers[2]), numbers[3] < 24, numbers[4] < 60, numbers[5] < 60
        else { return nil }
        // Days of the proleptic Gregorian calendar, years beginning in March.
        let year = numbers[1] <= 2 ? numbers[0] - 1 : numbers[0]
        let month = (numbers[1] + 9) % 12
        let leapDays: Int64 = year / 4 - year / 100 + year / 400
        let dayOfYear: Int64 = (153 * month + 2) / 5 + numbers[2] - 1
        let days: Int64 = 365 * year + leapDays + dayOfYear - 719_468
        let seconds: Int64 = numbers[3] * 3600 + numbers[4] * 60 + numbers[5]
        return days * 86_400 + seconds
    }
}
