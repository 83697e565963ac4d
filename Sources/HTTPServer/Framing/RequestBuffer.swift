import NIOCore

/// The bytes of one connection that arrived and were not taken yet.
///
/// A head's bytes are counted before any of them is taken, a body's as far as the head announced
/// them, and what a pipelining client sends behind a request stays until its turn comes. Therefore
/// nothing behind a refused request is looked at.
struct RequestBuffer {
    /// The most that is kept behind a request; more only arrives when a peer closes early.
    static let maximumHeldBytes = 131_072

    private let limits: HTTPServer.Limits
    private var scanner: HeadScanner
    private(set) var input = ByteBuffer()
    /// Whether bytes were dropped; nothing that comes behind them may be taken for a request.
    private var overflowed = false

    init(limits: HTTPServer.Limits) {
        self.limits = limits
        scanner = HeadScanner(limits)
    }

    /// The bytes that arrived and were not taken.
    var heldBytes: Int { input.readableBytes }

    /// Takes in what a read has brought.
    mutating func append(_ bytes: ByteBuffer) {
        guard !overflowed else { return }
        if input.readableBytes == 0 {
            input = bytes
        } else if input.readableBytes + bytes.readableBytes <= Self.maximumHeldBytes {
            // Else what was taken would stay in front, for as long as a client is ahead.
            input.discardReadBytes()
            input.writeImmutableBuffer(bytes)
        } else {
            overflowed = true
        }
    }

    /// The next head; nil while it is not whole.
    mutating func takeHead() throws(HTTPRefusal) -> RequestHead? {
        guard input.readableBytes > 0 else { return nil }
        let outcome = unsafe input.withUnsafeReadableBytes { bytes in
            unsafe scanner.scan(UnsafeRawBufferPointer(rebasing: bytes[scanner.scanned...]))
        }
        switch outcome {
        case .incomplete: return nil
        case .refused(let refusal): throw refusal
        case .complete(let length):
            scanner = HeadScanner(limits)
            let head = unsafe input.withUnsafeReadableBytes { bytes in
                let bytes = unsafe Span<UInt8>(
                    _unsafeBytes: UnsafeRawBufferPointer(rebasing: bytes[..<length]))
                do throws(HTTPRefusal) {
                    return Result<RequestHead, HTTPRefusal>.success(try RequestHead(bytes))
                } catch {
                    return .failure(error)
                }
            }
            drop(length)
            return try head.get()
        }
    }

    /// Moves what is here of a body, up to a number of bytes, behind `body`.
    mutating func takeBody(most: Int, into body: inout [UInt8]) {
        let length = min(most, input.readableBytes)
        body.append(contentsOf: input.readableBytesView.prefix(length))
        drop(length)
    }

    /// Drops everything that is here.
    mutating func dropAll() {
        input = ByteBuffer()
    }

    /// Gives the memory of a read back when all of it was taken.
    private mutating func drop(_ length: Int) {
        input.moveReaderIndex(forwardBy: length)
        if input.readableBytes == 0 {
            input = ByteBuffer()
        }
    }
}

extension HeadScanner {
    fileprivate init(_ limits: HTTPServer.Limits) {
        self.init(maximumBytes: limits.headBytes, maximumFields: limits.headFields)
    }
}
