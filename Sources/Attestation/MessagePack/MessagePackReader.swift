import Primitives

/// Reads one value after the other, with checked lengths.
struct MessagePackReader {
    let bytes: Bytes
    private(set) var offset = 0

    init(_ bytes: Bytes) {
        self.bytes = bytes
    }

    /// The value that begins here.
    mutating func value(depth: Int) throws(MessagePackError) -> MessagePackValue {
        let start = offset
        let first = UInt8(try number(width: 1))
        switch first {
        case 0x00...0x7f: return .unsigned(UInt64(first))
        case 0x80...0x8f: return .map(try members(Int(first & 0x0f), start, depth))
        case 0x90...0x9f: return try items(Int(first & 0x0f), start, depth)
        case 0xa0...0xbf: return .text(try text(Int(first & 0x1f), start))
        case 0xc0: return .null
        case 0xc2: return .bool(false)
        case 0xc3: return .bool(true)
        case 0xc4...0xc6: return .bytes(try take(try length(1 << Int(first - 0xc4)), start))
        case 0xcc...0xcf: return .unsigned(try number(width: 1 << Int(first - 0xcc)))
        case 0xd0...0xd3: return signed(try number(width: 1 << Int(first - 0xd0)), first - 0xd0)
        case 0xd9...0xdb: return .text(try text(try length(1 << Int(first - 0xd9)), start))
        case 0xdc, 0xdd: return try items(try length(2 << Int(first - 0xdc)), start, depth)
        case 0xde, 0xdf:
            return .map(try members(try length(2 << Int(first - 0xde)), start, depth))
        case 0xe0...0xff: return .negative(Int64(Int8(bitPattern: first)))
        default: throw MessagePackError(rule: .form, offset: start)
        }
    }

    /// A number of one to eight bytes, big-endian.
    private mutating func number(width: Int) throws(MessagePackError) -> UInt64 {
        try take(width, offset).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A length of one, two or four bytes.
    private mutating func length(_ width: Int) throws(MessagePackError) -> Int {
        Int(try number(width: width))
    }

    private func signed(_ bits: UInt64, _ logarithm: UInt8) -> MessagePackValue {
        let unused = 64 - 8 << Int(logarithm)
        let value = Int64(bitPattern: bits << UInt64(unused)) >> Int64(unused)
        return value < 0 ? .negative(value) : .unsigned(UInt64(value))
    }

    private mutating func take(_ count: Int, _ start: Int) throws(MessagePackError) -> Bytes {
        guard count <= bytes.count - offset else {
            throw MessagePackError(rule: .end, offset: start)
        }
        defer { offset += count }
        return bytes.slice(offset..<(offset + count))
    }

    private mutating func text(_ count: Int, _ start: Int) throws(MessagePackError) -> String {
        guard let text = String(validating: try take(count, start), as: UTF8.self) else {
            throw MessagePackError(rule: .utf8, offset: start)
        }
        return text
    }

    /// An array; as long as its elements are bytes, nothing but the bytes is kept.
    private mutating func items(
        _ count: Int, _ start: Int, _ depth: Int
    ) throws(MessagePackError) -> MessagePackValue {
        try check(count, leastBytes: 1, start, depth)
        var octets: [UInt8] = []
        var items: [MessagePackValue] = []
        for _ in 0..<count {
            let value = try value(depth: depth + 1)
            if items.isEmpty, let number = value.number, let octet = UInt8(exactly: number) {
                octets.append(octet)
                continue
            }
            if items.isEmpty { items = octets.map { .unsigned(UInt64($0)) } }
            items.append(value)
        }
        return items.isEmpty ? .byteArray(Bytes(octets)) : .array(items)
    }

    private mutating func members(
        _ count: Int, _ start: Int, _ depth: Int
    ) throws(MessagePackError) -> [String: MessagePackValue] {
        try check(count, leastBytes: 2, start, depth)
        var members: [String: MessagePackValue] = [:]
        for _ in 0..<count {
            let place = offset
            guard case .text(let key) = try value(depth: depth + 1) else {
                throw MessagePackError(rule: .form, offset: place)
            }
            guard members.updateValue(try value(depth: depth + 1), forKey: key) == nil else {
                throw MessagePackError(rule: .duplicate, offset: place)
            }
        }
        return members
    }

    private func check(
        _ count: Int, leastBytes: Int, _ start: Int, _ depth: Int
    ) throws(MessagePackError) {
        guard depth < MessagePackReader.mostLevels else {
            throw MessagePackError(rule: .depth, offset: start)
        }
        guard count <= (bytes.count - offset) / leastBytes else {
            throw MessagePackError(rule: .count, offset: start)
        }
    }

    /// The most arrays and maps within each other; a container has six.
    private static let mostLevels = 16
}
