#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension String {
    /// Whether both have the same UTF-8 bytes. Swift's `==` is canonical equivalence: U+212A is "K".
    func hasSameBytes(as other: String) -> Bool {
        let left = unsafe utf8Span.span.bytes
        let right = unsafe other.utf8Span.span.bytes
        guard left.byteCount == right.byteCount else { return false }
        return unsafe left.withUnsafeBytes { a in
            unsafe right.withUnsafeBytes { b in
                guard let first = a.baseAddress, let second = b.baseAddress else { return true }
                return unsafe memcmp(first, second, a.count) == 0
            }
        }
    }

    /// Whether it is an identifier of Solidity: ASCII letters, digits, `_` and `$`, no digit first.
    var isSolidityIdentifier: Bool {
        let bytes = utf8Span.span
        guard !bytes.isEmpty, !(0x30...0x39).contains(bytes[0]) else { return false }
        for index in bytes.indices {
            switch bytes[index] {
            case 0x41...0x5a, 0x61...0x7a, 0x30...0x39, 0x5f, 0x24: continue
            default: return false
            }
        }
        return true
    }

    /// Whether an ASCII identifier is an elementary type of Solidity or looks like one.
    var looksElementary: Bool {
        let name = utf8Span.span
        for word in ["bool", "address", "string", "byte", "function", "tuple"] as [StaticString]
        where name.isEqual(to: word) {
            return true
        }
        for word in ["bytes", "uint", "int"] as [StaticString] where name.starts(with: word) {
            let digits = word.utf8CodeUnitCount..<name.count
            if digits.allSatisfy({ (0x30...0x39).contains(name[$0]) }) { return true }
        }
        for word in ["fixed", "ufixed"] as [StaticString] where name.starts(with: word) {
            let rest = word.utf8CodeUnitCount..<name.count
            if rest.allSatisfy({ name[$0] != UInt8(ascii: "$") }) { return true }
        }
        return false
    }
}
