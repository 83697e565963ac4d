import Codec
import Primitives
import TestSupport

/// Random types and values that repeat from their seed.
struct ABIRandom {
    private var source: SeededRandom

    init(seed: UInt64) { source = SeededRandom(seed: seed) }

    mutating func below(_ limit: Int) -> Int { Int(source.next() >> 11) % max(limit, 1) }

    mutating func bytes(_ count: Int) -> [UInt8] { source.bytes(count) }

    mutating func word() -> Hash32 { Hash32(Bytes(bytes(32))) ?? .zero }

    mutating func text() -> String {
        let pieces = ["", "a", "UpToDate", "ü", "\u{1f512}", "INTEL-SA-00828", "\u{0}", "e\u{301}"]
        return (0..<below(6)).map { _ in pieces[below(pieces.count)] }.joined()
    }

    mutating func type(depth: Int) -> ABI.ValueType {
        let form: ABI.ValueType.Form =
            switch below(depth > 3 ? 7 : 10) {
            case 0: .uint(bits: 8 * (1 + below(32)))
            case 1: .int(bits: 8 * (1 + below(32)))
            case 2: .bool
            case 3: .address
            case 4: .fixedBytes(count: 1 + below(32))
            case 5: .bytes
            case 6: .string
            case 7: .array(type(depth: depth + 1))
            case 8: .fixedArray(type(depth: depth + 1), count: 1 + below(3))
            default: .tuple((0...below(3)).map { _ in type(depth: depth + 1) })
            }
        return (try? ABI.ValueType(form)) ?? .bool
    }

    mutating func value(of type: ABI.ValueType) -> ABI.Value {
        switch type.form {
        case .uint(let bits): .uint(UInt256(word()) >> (256 - bits))
        case .int(let bits):
            .int(Int256(bitPattern: UInt256(word())) >> UInt256(UInt64(256 - bits)))
        case .bool: .bool(below(2) == 1)
        case .address: .address(Address(lastBytesOf: word()))
        case .fixedBytes(let count):
            .fixedBytes(ABI.FixedBytes(Bytes(bytes(count))) ?? ABI.FixedBytes(.zero))
        case .bytes: .bytes(Bytes(bytes(below(70))))
        case .string: .string(text())
        case .array(let element): .array((0..<below(4)).map { _ in value(of: element) })
        case .fixedArray(let element, let count):
            .array((0..<count).map { _ in value(of: element) })
        case .tuple(let members): .tuple(members.map { value(of: $0) })
        }
    }
}
