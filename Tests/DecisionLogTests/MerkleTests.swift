import DecisionLog
import Primitives
import TestSupport
import Testing

/// RFC 6962, 2.1, as it is written: the oracle of what the library computes from frontiers.
private enum Definition {
    static func split(_ count: Int) -> Int {
        var power = 1
        while power * 2 < count { power *= 2 }
        return power
    }

    /// MTH(D[n]).
    static func hash(_ leaves: ArraySlice<Hash32>) -> Hash32 {
        guard let first = leaves.first else { return MerkleHash.empty }
        if leaves.count == 1 { return first }
        let middle = leaves.startIndex + split(leaves.count)
        return MerkleHash.node(hash(leaves[..<middle]), hash(leaves[middle...]))
    }

    /// PATH(m, D[n]).
    static func path(_ index: Int, _ leaves: ArraySlice<Hash32>) -> [Hash32] {
        guard leaves.count > 1 else { return [] }
        let count = split(leaves.count)
        let middle = leaves.startIndex + count
        return index < count
            ? path(index, leaves[..<middle]) + [hash(leaves[middle...])]
            : path(index - count, leaves[middle...]) + [hash(leaves[..<middle])]
    }

    /// SUBPROOF(m, D[n], b).
    static func subproof(_ first: Int, _ leaves: ArraySlice<Hash32>, _ isWhole: Bool) -> [Hash32] {
        if first == leaves.count { return isWhole ? [] : [hash(leaves)] }
        let count = split(leaves.count)
        let middle = leaves.startIndex + count
        return first <= count
            ? subproof(first, leaves[..<middle], isWhole) + [hash(leaves[middle...])]
            : subproof(first - count, leaves[middle...], false) + [hash(leaves[..<middle])]
    }
}

@Suite("The log's tree is that of RFC 6962")
struct MerkleTests {
    /// The leaves with which Certificate Transparency's implementations test themselves.
    static let inputs = [
        "0x", "0x00", "0x10", "0x2021", "0x3031", "0x40414243", "0x5051525354555657",
        "0x606162636465666768696a6b6c6d6e6f",
    ]

    /// The roots over the first n of them.
    static let roots = [
        "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "0x6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "0xfac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "0xaeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "0xd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "0x4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "0x76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "0xddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "0x5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    static let leaves: [Hash32] = (0..<40).map { MerkleHash.leaf(Bytes(utf8: "record \($0)")) }

    @Test("the known leaves have the known roots")
    func knownRoots() throws {
        let leaves = try Self.inputs.map { MerkleHash.leaf(try Bytes(hex: $0)) }
        for (count, root) in Self.roots.enumerated() {
            #expect(MerkleFrontier(leaves: leaves.prefix(count)).root.hex == root)
            #expect(Definition.hash(leaves.prefix(count)).hex == root)
        }
    }

    @Test("an edge has the root of its tree, and goes on from its parts")
    func frontiers() throws {
        for count in 0...Self.leaves.count {
            var frontier = MerkleFrontier(leaves: Self.leaves.prefix(count))
            #expect(frontier.root == Definition.hash(Self.leaves.prefix(count)))
            let again = MerkleFrontier(size: frontier.size, roots: frontier.roots)
            #expect(again == frontier)
            #expect(
                MerkleFrontier(size: frontier.size + 1, roots: frontier.roots + [.zero, .zero])
                    == nil)
            frontier.append(.zero)
            #expect(frontier.size == UInt64(count) + 1)
        }
    }

    @Test("each leaf is proved in each tree, by the RFC's path, and nowhere else")
    func inclusion() throws {
        for count in 1...Self.leaves.count {
            let root = Definition.hash(Self.leaves.prefix(count))
            for index in 0..<count {
                let proof = try #require(
                    InclusionProof(of: UInt64(index), size: UInt64(count), leaves: Self.leaves))
                #expect(proof.path == Definition.path(index, Self.leaves.prefix(count)))
                #expect(proof.holds(leaf: Self.leaves[index], root: root))
                #expect(!proof.holds(leaf: Self.leaves[(index + 1) % 40], root: root))
                #expect(!proof.holds(leaf: Self.leaves[index], root: .zero))
            }
        }
        #expect(InclusionProof(of: 5, size: 5, leaves: Self.leaves) == nil)
        #expect(InclusionProof(of: 5, size: 41, leaves: Self.leaves) == nil)
    }

    @Test("each tree is proved to begin each later one, by the RFC's proof")
    func consistency() throws {
        for second in 1...Self.leaves.count {
            let secondRoot = Definition.hash(Self.leaves.prefix(second))
            for first in 0...second {
                let firstRoot = Definition.hash(Self.leaves.prefix(first))
                let proof = try #require(
                    ConsistencyProof(
                        from: UInt64(first), to: UInt64(second), leaves: Self.leaves))
                if first > 0 {
                    #expect(
                        proof.path
                            == Definition.subproof(first, Self.leaves.prefix(second), true))
                }
                #expect(proof.holds(firstRoot: firstRoot, secondRoot: secondRoot))
                #expect(!proof.holds(firstRoot: .zero, secondRoot: secondRoot))
                #expect(first == 0 || !proof.holds(firstRoot: firstRoot, secondRoot: .zero))
            }
        }
        #expect(ConsistencyProof(from: 3, to: 2, leaves: Self.leaves) == nil)
    }

    @Test("a changed, shortened or lengthened proof proves nothing")
    func mutations() throws {
        var random = SeededRandom(seed: 6962)
        for _ in 0..<300 {
            let count = Int.random(in: 2...40, using: &random)
            let index = UInt64(Int.random(in: 0..<count, using: &random))
            let first = UInt64(Int.random(in: 1..<count, using: &random))
            let root = Definition.hash(Self.leaves.prefix(count))
            let firstRoot = Definition.hash(Self.leaves.prefix(Int(first)))
            let inclusion = try #require(
                InclusionProof(of: index, size: UInt64(count), leaves: Self.leaves))
            let consistency = try #require(
                ConsistencyProof(from: first, to: UInt64(count), leaves: Self.leaves))
            for path in Self.mutants(of: inclusion.path, &random) {
                let forged = InclusionProof(index: index, size: UInt64(count), path: path)
                #expect(!forged.holds(leaf: Self.leaves[Int(index)], root: root))
            }
            for path in Self.mutants(of: consistency.path, &random) {
                let forged = ConsistencyProof(first: first, second: UInt64(count), path: path)
                #expect(!forged.holds(firstRoot: firstRoot, secondRoot: root))
            }
        }
    }

    private static func mutants(
        of path: [Hash32], _ random: inout SeededRandom
    ) -> [[Hash32]] {
        guard !path.isEmpty else { return [[.zero]] }
        var changed = path
        changed[Int.random(in: 0..<path.count, using: &random)] = .zero
        return [changed, Array(path.dropLast()), Array(path.dropFirst()), path + [.zero]]
    }
}
