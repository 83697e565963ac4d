/// UTF-8 text that grows while it is written.
///
/// An array looks at its memory's owner and room at each byte that is added; this looks once for
/// each piece of text, whose writer says how much room it needs.
@safe
struct TextBuffer: ~Copyable {
    private var start: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0

    init(capacity: Int) {
        self.capacity = capacity
        unsafe start = .allocate(capacity: capacity)
    }

    deinit { unsafe start.deallocate() }

    /// Adds what `write` writes.
    ///
    /// - Parameters:
    ///   - most: The most bytes that it writes.
    ///   - write: Is given memory for so many, and says how many it has written.
    @inline(__always)
    mutating func append(atMost most: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
        if most > capacity - count { grow(by: most) }
        unsafe count += write(start + count)
    }

    /// Adds one byte.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
        unsafe append(atMost: 1) { target in
            unsafe target.pointee = byte
            return 1
        }
    }

    /// Adds bytes.
    @inline(__always)
    mutating func append(_ utf8: UnsafeBufferPointer<UInt8>) {
        guard let from = utf8.baseAddress else { return }
        unsafe append(atMost: utf8.count) { target in
            unsafe target.update(from: from, count: utf8.count)
            return utf8.count
        }
    }

    /// Lends all bytes.
    func withUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        unsafe body(UnsafeBufferPointer(start: start, count: count))
    }

    /// Twice the memory at least, so that each byte is copied a bounded number of times.
    private mutating func grow(by more: Int) {
        let larger = max(2 * capacity, count + more)
        let target = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        unsafe target.update(from: start, count: count)
        unsafe start.deallocate()
        unsafe (start, capacity) = (target, larger)
    }
}
