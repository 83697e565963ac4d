import Cryptography
import Glibc

/// Bytes that are nobody's business: they have one owner, cannot be copied, printed or compared in
/// variable time, stay out of core dumps and, where the system allows it, out of swap, and are wiped
/// when their owner goes.
@safe
public struct SecretBytes: ~Copyable, @unchecked Sendable {
    private let pages: UnsafeMutableRawBufferPointer
    /// The number of bytes, which is no secret.
    public let count: Int

    /// `count` zero bytes, in pages of their own.
    ///
    /// - Throws: ``SecretError/noMemory(bytes:)``.
    public init(count: Int) throws(SecretError) {
        let page = max(4096, Int(sysconf(Int32(_SC_PAGESIZE))))
        guard count >= 0, count <= SecretBytes.mostBytes else { throw .noMemory(bytes: count) }
        let size = max(1, (count + page - 1) / page) * page
        let start = unsafe mmap(
            nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let start = unsafe start, unsafe start != MAP_FAILED else {
            throw .noMemory(bytes: count)
        }
        // Both may be refused, for example by the limit on locked memory; the secret is still ours.
        unsafe _ = mlock(start, size)
        unsafe _ = madvise(start, size, MADV_DONTDUMP)
        unsafe pages = UnsafeMutableRawBufferPointer(start: start, count: size)
        self.count = count
    }

    deinit {
        unsafe SecretMemory.wipe(pages)
        unsafe munmap(pages.baseAddress, pages.count)
    }

    /// A copy of `bytes`; the caller wipes its own.
    ///
    /// - Throws: ``SecretError/noMemory(bytes:)``.
    public init(copying bytes: RawSpan) throws(SecretError) {
        try self.init(count: bytes.byteCount)
        unsafe bytes.withUnsafeBytes { source in unsafe pages.copyMemory(from: source) }
    }

    /// Calls `body` with the bytes, which it must not let out.
    public borrowing func withSpan<Result: ~Copyable, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let part = unsafe UnsafeRawBufferPointer(rebasing: pages[..<count])
        return unsafe try body(part.bytes)
    }

    /// Calls `body` with the bytes to write them.
    public mutating func write<Result: ~Copyable, Failure: Error>(
        _ body: (inout MutableRawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let part = unsafe UnsafeMutableRawBufferPointer(rebasing: pages[..<count])
        var span = unsafe part.mutableBytes
        return try body(&span)
    }

    /// The bytes of `range`, cut to what there is, as a secret of their own.
    ///
    /// - Throws: ``SecretError/noMemory(bytes:)``.
    public borrowing func slice(_ range: Range<Int>) throws(SecretError) -> SecretBytes {
        let range = range.clamped(to: 0..<count)
        let part = unsafe UnsafeRawBufferPointer(rebasing: pages[range])
        return unsafe try SecretBytes(copying: part.bytes)
    }

    /// Whether both are the same bytes, in constant time.
    public borrowing func equals(_ other: borrowing SecretBytes) -> Bool {
        withSpan { left in other.withSpan { right in ConstantTime.equal(left, right) } }
    }

    /// The largest secret, 1 MiB.
    public static let mostBytes = 1 << 20
}

/// Why there is no room for a secret.
public enum SecretError: Error, Equatable, Sendable {
    /// The system gives no memory, or more was asked than a secret has.
    case noMemory(bytes: Int)
}

extension SecretError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .noMemory(let bytes): "no memory for a secret of \(bytes) bytes"
        }
    }
}
