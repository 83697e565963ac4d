import Chain
import Codec
import Primitives

/// Answers of `eth_getProof` that are not the truth about what was asked.
enum ProofAlteration {
    static func apply(
        _ alteration: TestNode.Alteration, _ block: TestWorld.Block, _ world: TestWorld,
        _ address: Address, _ slots: [Hash32]
    ) -> JSONValue {
        let truth = block.proof(of: address, slots: slots)
        switch alteration {
        case .account: return replacing("nonce", in: truth, with: "0x9")
        case .otherAddress:
            // A true proof of another contract of the same kind.
            return block.proof(of: TestPolicy.noisy, slots: slots)
        case .otherBlock: return world.blocks[0].proof(of: address, slots: slots)
        case .trailingNode:
            let nodes = (truth["accountProof"]?.array ?? []) + ["0xc0"]
            return replacing("accountProof", in: truth, with: .array(nodes))
        default: break
        }
        var items = truth["storageProof"]?.array ?? []
        guard !items.isEmpty else { return truth }
        switch alteration {
        case .slot:
            for place in items.indices {
                items[place] = replacing("value", in: items[place], with: "0x1")
            }
        case .otherSlot:
            for place in items.indices.dropFirst() { items[place] = items[0] }
        case .relabelledSlot:
            // The proof of the first slot under the names of the others.
            for place in items.indices.dropFirst() {
                items[place] = replacing(
                    "key", in: items[0], with: items[place]["key"] ?? .null)
            }
        case .droppedSlot: items.removeLast()
        case .extraSlot: items.append(items[0])
        case .swappedSlots: items.swapAt(0, items.count - 1)
        case .noExclusion:
            for place in items.indices where items[place]["value"]?.string == "0x0" {
                items[place] = replacing("proof", in: items[place], with: [])
            }
        default: break
        }
        return replacing("storageProof", in: truth, with: .array(items))
    }

    private static func replacing(
        _ name: String, in value: JSONValue, with other: JSONValue
    ) -> JSONValue {
        .object(
            (value.object ?? []).map { member in
                member.name == name ? JSONMember(name, other) : member
            })
    }
}
