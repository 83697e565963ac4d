public import Primitives

/// Headers that follow each other: every one names the hash of the one before it.
public enum HeaderChain {
    /// Why headers do not follow each other.
    public struct BrokenLink: Error, Equatable, Sendable {
        /// The place of the header that does not follow the one before it.
        public let place: Int
        /// The hash of the header before it, which it should name; nil where its number is wrong.
        public let expected: Hash32?
        /// The hash that it names; nil where its number is wrong.
        public let found: Hash32?
    }

    /// The hashes of `headers`, computed side by side, when each follows the one before it by number
    /// and by hash.
    ///
    /// - Throws: ``BrokenLink`` at the first header that does not.
    public static func hashes(of headers: [Header]) throws(BrokenLink) -> [Hash32] {
        let hashes = Header.hashes(of: headers)
        for place in headers.indices.dropFirst() {
            let header = headers[place]
            let before = headers[place - 1].number.value
            guard before < .max, header.number.value == before + 1 else {
                throw BrokenLink(place: place, expected: nil, found: nil)
            }
            guard header.parentHash == hashes[place - 1] else {
                throw BrokenLink(
                    place: place, expected: hashes[place - 1], found: header.parentHash)
            }
        }
        return hashes
    }
}

extension HeaderChain.BrokenLink: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        guard let expected, let found else {
            return "header \(place): its number does not follow that of the header before it"
        }
        return "header \(place): names the parent \(found), not \(expected)"
    }
}
