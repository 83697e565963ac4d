#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension Bytes: Hashable {
    /// Whether both have the same bytes in the same order. Not in constant time: secrets have
    /// types of their own.
    public static func == (left: Bytes, right: Bytes) -> Bool {
        guard left.count == right.count else { return false }
        if left.owner == nil, right.owner == nil {
            return (left.word0 ^ right.word0) | (left.word1 ^ right.word1) == 0
        }
        return compare(left, right) == 0
    }

    /// Feeds the count and the bytes.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        unsafe withUnsafeBytes { raw in unsafe hasher.combine(bytes: raw) }
    }

    /// Less than zero, zero or more by the bytes up to the shorter length.
    fileprivate static func compare(_ left: Bytes, _ right: Bytes) -> Int32 {
        unsafe left.withUnsafeBytes { a in
            unsafe right.withUnsafeBytes { b -> Int32 in
                guard let first = a.baseAddress, let second = b.baseAddress else { return 0 }
                return unsafe memcmp(first, second, Swift.min(a.count, b.count))
            }
        }
    }
}

extension Bytes: Comparable {
    /// The order of the bytes, the shorter first where one begins the other.
    public static func < (left: Bytes, right: Bytes) -> Bool {
        let order = compare(left, right)
        return order == 0 ? left.count < right.count : order < 0
    }
}
