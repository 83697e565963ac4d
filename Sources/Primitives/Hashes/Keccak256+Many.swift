import CKeccak

extension Keccak256 {
    /// The hashes of many messages of any lengths, several at a time where the machine can.
    public static func hash(many messages: [Bytes]) -> [Hash32] {
        unsafe hashes(count: messages.count) { outputs in
            unsafe withUnsafeTemporaryAllocation(
                of: Optional<UnsafePointer<UInt8>>.self, capacity: messages.count
            ) { inputs in
                unsafe withUnsafeTemporaryAllocation(
                    of: Int.self, capacity: messages.count
                ) { counts in
                    unsafe messages.withUnsafeBufferPointer { messages in
                        for index in messages.indices {
                            unsafe inputs.initializeElement(
                                at: index, to: Bytes.start(ofElement: index, in: messages))
                            unsafe counts.initializeElement(at: index, to: messages[index].count)
                        }
                        unsafe ckeccak256_many(
                            inputs.baseAddress, counts.baseAddress, messages.count, outputs)
                    }
                }
            }
        }
    }

    /// The hashes of many words.
    public static func hash(many words: [Hash32]) -> [Hash32] { hash(elementsOf: words) }

    /// The hashes of many addresses.
    public static func hash(many addresses: [Address]) -> [Hash32] { hash(elementsOf: addresses) }

    /// The hashes of the bytes of values that have no padding.
    private static func hash<Element: BitwiseCopyable>(elementsOf elements: [Element]) -> [Hash32] {
        unsafe hashes(count: elements.count) { outputs in
            unsafe elements.withUnsafeBytes { raw in
                let start = unsafe raw.baseAddress?.assumingMemoryBound(to: UInt8.self)
                unsafe ckeccak256_fixed(
                    start, MemoryLayout<Element>.size, MemoryLayout<Element>.stride,
                    elements.count, outputs)
            }
        }
    }

    /// `count` hashes that `body` writes one after the other.
    private static func hashes(
        count: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Void
    ) -> [Hash32] {
        var hashes = [Hash32](repeating: .zero, count: count)
        unsafe hashes.withUnsafeMutableBytes { raw in
            guard let start = raw.baseAddress else { return }
            unsafe body(start.assumingMemoryBound(to: UInt8.self))
        }
        return hashes
    }
}

extension Bytes {
    /// The first byte of an element: in its owner's storage, or within the element itself.
    fileprivate static func start(
        ofElement index: Int, in elements: UnsafeBufferPointer<Bytes>
    ) -> UnsafePointer<UInt8>? {
        if let owner = unsafe elements[index].owner {
            return unsafe UnsafePointer(owner.bytes)
                + Int(truncatingIfNeeded: elements[index].word0)
        }
        guard let start = elements.baseAddress, let inside = MemoryLayout<Bytes>.offset(of: \.word0)
        else { return nil }
        return unsafe UnsafeRawPointer(start + index).advanced(by: inside)
            .assumingMemoryBound(to: UInt8.self)
    }
}
