public import Chain
import Codec
public import Primitives

/// An account with slots and their proofs, as one string of bytes.
public enum StoredProof {
    /// The RLP of a proof.
    public static func encode(_ proof: AccountProof) -> Bytes {
        func nodes(_ nodes: [Bytes]) -> RLP.Item { .list(nodes.map { .string($0) }) }
        let slots = proof.slots.map { slot -> RLP.Item in
            .list([
                .string(slot.key.bytes), .string(Hash32(slot.value).bytes), nodes(slot.proof),
            ])
        }
        return RLP.encode(
            .list([
                .string(proof.address.bytes), .string(proof.account.encoded),
                nodes(proof.accountProof), .list(slots),
            ]))
    }

    /// The proof that `bytes` encode; nil for bytes that encode none.
    public static func decode(_ bytes: Bytes) -> AccountProof? {
        guard let items = (try? RLP.decode(bytes))?.list, items.count == 4,
            let address = items[0].string.flatMap({ Address($0) }),
            let account = items[1].string.flatMap({ try? Account(decoding: $0) }),
            let accountNodes = strings(items[2]), let slots = items[3].list
        else { return nil }
        var read: [AccountProof.Slot] = []
        for slot in slots {
            guard let members = slot.list, members.count == 3,
                let key = members[0].string.flatMap({ Hash32($0) }),
                let value = members[1].string.flatMap({ Hash32($0) }),
                let nodes = strings(members[2])
            else { return nil }
            read.append(AccountProof.Slot(key: key, value: UInt256(value), proof: nodes))
        }
        return AccountProof(
            address: address, account: account, accountProof: accountNodes, slots: read)
    }

    private static func strings(_ item: RLP.Item) -> [Bytes]? {
        guard let items = item.list else { return nil }
        let strings = items.compactMap(\.string)
        return strings.count == items.count ? strings : nil
    }
}
