import Chain
import Codec
import Primitives
import TestSupport
import Testing

@Suite("Tries built from their keys and values")
struct TrieTests {
    @Test("A genesis of one account and a storage of one slot have the roots of the fixtures")
    func storageRoots() throws {
        var storages = 0
        for each in try Fixtures.cases("edge-cases/proofs.jsonl") {
            let proof = try ProofCase(each)
            guard let account = proof.account, proof.answer.accountProof.count == 1 else {
                continue
            }
            #expect(StateTrie.root(of: [proof.answer.address: account]) == proof.stateRoot)
            storages += 1
        }
        #expect(storages >= 4)
        // edge-cases.md 2: slots whose leaves are embedded.
        let slots = [40364, 105566].map { (Hash32(UInt256(UInt64($0))), UInt256.one) }
        let root = try Hash32(
            hex: "0x50eb3dc83b07a381088955e269c71fcb2379e833597722b6305cef9c1b217926")
        let trie = StorageTrie.trie(of: Dictionary(uniqueKeysWithValues: slots))
        #expect(trie.root == root)
        #expect(StorageTrie.root(of: [Hash32.zero: .zero]) == MerklePatriciaTrie.emptyRoot)
        let proof = trie.proof(of: Keccak256.hash(slots[0].0.bytes).bytes)
        #expect(
            proof == [
                try Bytes(
                    hex: "0xe78500f291631ca0c0f47951d69a438e83773a72ee453225e781882ddc54ac645149"
                        + "ceca35ff38a5"),
                try Bytes(
                    hex: "0xf84dde9c3c62586c18bf1ecfda161ced374b7a894630e2db426814c24e5d42af0180"
                        + "8080808080808080808080de9c3077bbc951a04529defc15da8c06e427cde0d7a1499c"
                        + "50975bbe8aab01808080"),
            ])
    }

    @Test(
        "Roots of small tries with keys that begin each other, as py-trie has them",
        arguments: [
            (
                ["do": "verb", "dog": "puppy", "doge": "coin", "horse": "stallion"],
                "0x5991bb8c6514148a29db676a14ac506cd2cd5775ace63c30a4fe457715e9ac84"
            ),
            (
                ["do": "verb", "horse": "stallion", "doge": "coin", "dog": "puppy"],
                "0x5991bb8c6514148a29db676a14ac506cd2cd5775ace63c30a4fe457715e9ac84"
            ),
            (
                ["foo": "bar", "food": "bass"],
                "0x17beaa1648bafa633cda809c90c04af50fc8aed3cb40d16efbddee6fdf63c4c3"
            ),
            (
                ["be": "e", "dog": "puppy", "bed": "d"],
                "0x3f67c7a47520f79faa29255d2d3c084a7a6df0453116ed7232ff10277a8be68b"
            ),
            (
                ["test": "test", "te": "testy"],
                "0x8452568af70d8d140f58d941338542f645fcca50094b20f3c3d8c3df49337928"
            ),
            (
                ["A": String(repeating: "a", count: 50)],
                "0xd23786fb4a010da3ce639d66d5e904a11dbc02746d1ce25029e53290cabf28ab"
            ),
        ])
    func published(entries: [String: String], root: String) throws {
        let pairs = entries.map { (key: Bytes(utf8: $0.key), value: Bytes(utf8: $0.value)) }
        let trie = MerklePatriciaTrie(pairs)
        #expect(trie.root.hex == root)
        for key in pairs.map(\.key) + ["d", "dogs", "", "tes", "x"].map(Bytes.init(utf8:)) {
            let proved = try MerklePatriciaProof.verify(
                root: trie.root, key: key, proof: trie.proof(of: key), keys: .anyLength)
            #expect(proved == trie[key])
            #expect(proved == pairs.first { $0.key == key }?.value)
        }
    }

    @Test("Random tries prove every key, present or absent", arguments: 1...8)
    func random(keyLength: Int) throws {
        var random = SeededRandom(seed: UInt64(keyLength))
        for count in [0, 1, 2, 3, 17, 200] {
            var entries: [(key: Bytes, value: Bytes)] = []
            for _ in 0..<count {
                entries.append(
                    (Bytes(random.bytes(keyLength)), Bytes(random.bytes(1 + random.below(60)))))
            }
            let trie = MerklePatriciaTrie(entries)
            let reversed = MerklePatriciaTrie(
                entries.map { ($0.key, trie[$0.key] ?? []) }.reversed())
            #expect(reversed.root == trie.root)
            for _ in 0..<50 { entries.append((Bytes(random.bytes(keyLength)), [])) }
            for (key, _) in entries {
                let proved = try MerklePatriciaProof.verify(
                    root: trie.root, key: key, proof: trie.proof(of: key))
                #expect(proved == trie[key])
            }
        }
    }

    @Test("The later of two equal keys counts, an empty value is no entry")
    func replaced() {
        let base = MerklePatriciaTrie([(key: [1], value: [1]), (key: [2], value: [2])])
        let twice = MerklePatriciaTrie([
            (key: [2], value: [9]), (key: [1], value: [1]), (key: [2], value: [2]),
            (key: [3], value: []),
        ])
        #expect(twice.root == base.root)
        let removed = MerklePatriciaTrie([(key: [1], value: [1]), (key: [1], value: [])])
        #expect(removed.root == MerklePatriciaTrie.emptyRoot)
    }

    @Test("Storage slots are where Solidity and the ERCs put them")
    func slots() throws {
        var count = 0
        for each in try Fixtures.cases("dstack/identifiers.jsonl") {
            let slot: StorageSlot
            switch try each.string("kind") {
            case "mapping slot":
                let base = StorageSlot(try each.value.uint64("slot"))
                let key = try each.value.bytes("key")
                slot = base.element(try #require(Hash32(leftPadding: key)))
                if let address = Address(key) { #expect(base.element(address) == slot) }
            case "data area": slot = StorageSlot(try each.value.uint64("slot")).data
            case "namespace": slot = StorageSlot(namespace: try each.string("name"))
            case "ERC-1967 slot":
                let name = try each.string("name").split(separator: " ").last
                slot = StorageSlot(proxy: String(try #require(name)))
            default: continue
            }
            #expect(slot.word.hex == (try each.string("result")), "\(each.id)")
            count += 1
        }
        #expect(count == 23)
        #expect(StorageSlot(4).data.advanced(by: 1).word[31] == 0x9c)
        let element = StorageSlot(0).element(Hash32.zero)
        #expect(StorageSlot(0).element(Hash32.zero.bytes) == element)
    }

    @Test("Strings of Solidity are read from their slots")
    func strings() throws {
        let short = Bytes(utf8: "thirty-one bytes at the most   ")
        var word = [UInt8](short) + [62]
        #expect(StorageString(try #require(Hash32(Bytes(word)))) == .short(short))
        word[31] = 60
        #expect(StorageString(try #require(Hash32(Bytes(word)))) == nil, "dirty padding")
        word[31] = 64
        #expect(StorageString(try #require(Hash32(Bytes(word)))) == nil, "too long for a slot")
        #expect(StorageString(.zero) == .short([]))
        #expect(StorageString(Hash32(UInt256(UInt64(2 * 31 + 1)))) == nil, "too short for slots")
        let long = try #require(StorageString(Hash32(UInt256(UInt64(2 * 42 + 1)))))
        #expect(long == .long(count: 42))
        #expect(long.dataSlots == 2)
        let data = Bytes(utf8: "0x0123456789012345678901234567890123456789")
        let first = try #require(Hash32(data.slice(0..<32)))
        let second = try #require(Hash32(data.slice(32..<42) + Bytes(repeating: 0, count: 22)))
        #expect(long.bytes(data: [first, second]) == data)
        #expect(long.bytes(data: [first]) == nil)
        #expect(long.bytes(data: [first, first]) == nil)
        #expect(StorageString(Hash32(UInt256.max)) == nil)
    }
}
