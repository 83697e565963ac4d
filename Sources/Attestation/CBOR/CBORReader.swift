import Primitives

/// Reads one item after the other, with checked lengths.
struct CBORReader {
    let bytes: Bytes
    let limits: CBORLimits
    private(set) var offset = 0
    private var itemCount = 0

    init(_ bytes: Bytes, limits: CBORLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// The first byte of an item and the number that it announces.
    struct Head {
        let offset: Int
        let major: UInt8
        let information: UInt8
        /// The number in or behind the first byte; 0 for an indefinite length.
        let argument: UInt64

        var isIndefinite: Bool { information == 31 }
    }

    /// The item that begins here.
    mutating func value(depth: Int) throws(CBORError) -> CBORValue {
        let head = try head()
        switch head.major {
        case 0: return .unsigned(try number(head))
        case 1: return .negative(try number(head))
        case 2: return .bytes(try string(head))
        case 3: return .text(try text(head))
        case 4: return .array(try items(head, depth: depth))
        case 5: return .map(try pairs(head, depth: depth))
        case 6:
            let number = try number(head)
            return .tagged(number, try value(depth: try deeper(depth, head)))
        default: return try simple(head)
        }
    }

    /// The first byte of an item, and the one to eight bytes of its number.
    private mutating func head() throws(CBORError) -> Head {
        let start = offset
        itemCount += 1
        guard itemCount <= limits.itemCount else {
            throw CBORError(.count, at: start, found: UInt64(itemCount))
        }
        guard start < bytes.count else { throw CBORError(.end, at: start) }
        let first = bytes[start]
        offset = start + 1
        let information = first & 0x1f
        var argument = UInt64(information)
        switch information {
        case 0...23: break
        case 24...27:
            let width = 1 << Int(information - 24)
            guard bytes.count - offset >= width else { throw CBORError(.end, at: start) }
            argument = bytes.slice(offset..<(offset + width)).reduce(0) { $0 << 8 | UInt64($1) }
            offset += width
        case 31: argument = 0
        default: throw CBORError(.head, at: start, found: UInt64(first))
        }
        return Head(
            offset: start, major: first >> 5, information: information, argument: argument)
    }

    private func number(_ head: Head) throws(CBORError) -> UInt64 {
        guard !head.isIndefinite else {
            throw CBORError(.head, at: head.offset, found: UInt64(head.information))
        }
        return head.argument
    }

    private func deeper(_ depth: Int, _ head: Head) throws(CBORError) -> Int {
        guard depth < limits.depth else {
            throw CBORError(.depth, at: head.offset, found: UInt64(depth + 1))
        }
        return depth + 1
    }

    /// Whether the next byte ends an indefinite item; it is then consumed.
    private mutating func isBreak() throws(CBORError) -> Bool {
        guard offset < bytes.count else { throw CBORError(.end, at: offset) }
        guard bytes[offset] == 0xff else { return false }
        offset += 1
        return true
    }
}

extension CBORReader {
    /// The bytes of a string of either kind, chunks joined.
    private mutating func string(_ head: Head) throws(CBORError) -> Bytes {
        guard head.isIndefinite else { return try take(head) }
        var chunks: [Bytes] = []
        while try !isBreak() { chunks.append(try take(try chunk(of: head))) }
        return Bytes.joining(chunks)
    }

    /// A text; each chunk must be well-formed by itself (RFC 8949, section 3.2.3).
    private mutating func text(_ head: Head) throws(CBORError) -> String {
        guard head.isIndefinite else { return try utf8(head) }
        var text = ""
        while try !isBreak() { text += try utf8(try chunk(of: head)) }
        return text
    }

    private mutating func chunk(of string: Head) throws(CBORError) -> Head {
        let head = try head()
        guard head.major == string.major, !head.isIndefinite else {
            throw CBORError(.chunk, at: head.offset, found: UInt64(head.major))
        }
        return head
    }

    private mutating func utf8(_ head: Head) throws(CBORError) -> String {
        guard let text = String(validating: try take(head), as: UTF8.self) else {
            throw CBORError(.utf8, at: head.offset)
        }
        return text
    }

    private mutating func take(_ head: Head) throws(CBORError) -> Bytes {
        guard head.argument <= UInt64(bytes.count - offset) else {
            throw CBORError(.end, at: head.offset, found: head.argument)
        }
        let start = offset
        offset += Int(head.argument)
        return bytes.slice(start..<offset)
    }
}

extension CBORReader {
    private mutating func items(_ head: Head, depth: Int) throws(CBORError) -> [CBORValue] {
        let depth = try deeper(depth, head)
        var items: [CBORValue] = []
        if head.isIndefinite {
            while try !isBreak() { items.append(try value(depth: depth)) }
            return items
        }
        for _ in 0..<(try count(head, bytesEach: 1)) { items.append(try value(depth: depth)) }
        return items
    }

    private mutating func pairs(_ head: Head, depth: Int) throws(CBORError) -> [CBORPair] {
        let depth = try deeper(depth, head)
        var pairs: [CBORPair] = []
        var keys: Set<CBORValue> = []
        if head.isIndefinite {
            while try !isBreak() { pairs.append(try pair(&keys, depth: depth)) }
            return pairs
        }
        for _ in 0..<(try count(head, bytesEach: 2)) { pairs.append(try pair(&keys, depth: depth)) }
        return pairs
    }

    private mutating func pair(
        _ keys: inout Set<CBORValue>, depth: Int
    ) throws(CBORError) -> CBORPair {
        let start = offset
        let key = try value(depth: depth)
        guard keys.insert(key).inserted else { throw CBORError(.duplicate, at: start) }
        return CBORPair(key: key, value: try value(depth: depth))
    }

    /// A number of items for which there are bytes enough.
    private func count(_ head: Head, bytesEach: UInt64) throws(CBORError) -> Int {
        guard head.argument <= UInt64(bytes.count - offset) / bytesEach else {
            throw CBORError(.count, at: head.offset, found: head.argument)
        }
        return Int(head.argument)
    }

    /// A simple value, a fraction, or a break where none may stand.
    private func simple(_ head: Head) throws(CBORError) -> CBORValue {
        switch head.information {
        case 0...23: return .simple(head.information)
        case 24:
            guard head.argument >= 32 else {
                throw CBORError(.simple, at: head.offset, found: head.argument)
            }
            return .simple(UInt8(head.argument))
        case 25, 26, 27:
            return .float(bytes.slice(from: head.offset + 1).slice(0..<(offset - head.offset - 1)))
        default: throw CBORError(.breakCode, at: head.offset)
        }
    }
}
