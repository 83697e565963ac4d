import Primitives

extension Keccak256 {
    static func hash(many messages: [Bytes]) -> [Hash32] { messages.map { hash($0) } }
    static func hash(many messages: [Hash32]) -> [Hash32] { messages.map { hash($0.bytes) } }
    static func hash(many messages: [Address]) -> [Hash32] { messages.map { hash($0.bytes) } }
}
