import Codec
public import Primitives

extension AccountProof {
    /// Proves the answer.
    ///
    /// The address and the slots are those of the question: the keys of the tries are computed from
    /// them, and an answer about something else is refused before any node is read. Absence is
    /// proved by exclusion, or by an empty trie.
    ///
    /// - Parameters:
    ///   - stateRoot: The state root of a block that is trusted.
    ///   - address: The address that was asked for.
    ///   - slots: The slots that were asked for, in order.
    /// - Returns: What the state root proves.
    /// - Throws: ``ProofError`` by the first rule broken: the question, the account, the slots in
    ///   order.
    public func verified(
        stateRoot: Hash32, address: Address, slots: [Hash32] = []
    ) throws(ProofError) -> VerifiedAccount {
        try compareQuestion(address: address, slots: slots)
        let keys = Keccak256.hash(many: slots)
        let accountKey = unsafe address.withUnsafeBytes { raw in unsafe Keccak256.hash(raw) }
        let hashes = try hashNodes()
        let found = try proveAccount(stateRoot, key: accountKey, hashes: hashes.account)
        let storageRoot = found?.storageRoot ?? MerklePatriciaTrie.emptyRoot
        var proved: [VerifiedAccount.Slot] = []
        proved.reserveCapacity(slots.count)
        for (place, slot) in self.slots.enumerated() {
            do throws(ProofError) {
                let value = try slot.prove(
                    storageRoot, key: keys[place], hashes: hashes.slots[place])
                proved.append(VerifiedAccount.Slot(key: slots[place], value: value))
            } catch {
                var error = error
                error.part = .slot(place)
                throw error
            }
        }
        return VerifiedAccount(
            stateRoot: stateRoot, address: address, account: found, slots: proved)
    }

    /// The answer must name the address and exactly the slots of the question.
    private func compareQuestion(address: Address, slots: [Hash32]) throws(ProofError) {
        guard self.address == address else {
            throw ProofError(
                rule: .otherAddress, expected: address.word, found: self.address.word)
        }
        guard self.slots.count == slots.count else {
            throw ProofError(
                rule: .slotCount, expected: Hash32(UInt256(UInt64(slots.count))),
                found: Hash32(UInt256(UInt64(self.slots.count))))
        }
        for (place, slot) in slots.enumerated() where self.slots[place].key != slot {
            throw ProofError(
                rule: .otherSlot, part: .slot(place), expected: slot,
                found: self.slots[place].key)
        }
    }

    /// The hashes of all nodes, side by side; a node that the slot before has at the same place is
    /// hashed once.
    private func hashNodes() throws(ProofError) -> (
        account: ArraySlice<Hash32>, slots: [ArraySlice<Hash32>]
    ) {
        let keyBound = Hash32.zero.bytes
        try MerklePatriciaProof.boundLength(of: accountProof, key: keyBound)
        var nodes = accountProof
        var places: [[Int]] = []
        for (place, slot) in slots.enumerated() {
            do throws(ProofError) {
                try MerklePatriciaProof.boundLength(of: slot.proof, key: keyBound)
            } catch {
                var error = error
                error.part = .slot(place)
                throw error
            }
            let before = place == 0 ? [] : slots[place - 1].proof
            var own: [Int] = []
            for (depth, node) in slot.proof.enumerated() {
                if depth < before.count, before[depth] == node {
                    own.append(places[place - 1][depth])
                } else {
                    own.append(nodes.count)
                    nodes.append(node)
                }
            }
            places.append(own)
        }
        let hashes = Keccak256.hash(many: nodes)
        return (
            hashes[..<accountProof.count],
            places.map { own in own.map { hashes[$0] }[...] }
        )
    }

    /// The account that the state trie holds, equal to the claimed one.
    private func proveAccount(
        _ stateRoot: Hash32, key: Hash32, hashes: ArraySlice<Hash32>
    ) throws(ProofError) -> Account? {
        var value: Bytes?
        if try !MerklePatriciaProof.isEmptyTrie(stateRoot, accountProof) {
            value = try MerklePatriciaProof.walk(
                root: stateRoot, key: key.bytes, proof: accountProof, hashes: hashes,
                keys: .fixedLength)
        }
        guard let value else {
            try compareAbsent()
            return nil
        }
        let proved: Account
        do throws(RLPError) {
            proved = try Account(decoding: value)
        } catch {
            throw ProofError(
                rule: .accountEncoding, node: accountProof.count - 1, encoding: error)
        }
        try compare(.nonce, Hash32(UInt256(proved.nonce)), Hash32(UInt256(account.nonce)))
        try compare(.balance, Hash32(proved.balance.number), Hash32(account.balance.number))
        try compare(.storageHash, proved.storageRoot, account.storageRoot)
        try compare(.codeHash, proved.codeHash, account.codeHash)
        return proved
    }

    /// What an answer may claim of an absent account: EIP-1186 does not say, so nodes write zeros or
    /// the hashes of no code and no storage.
    private func compareAbsent() throws(ProofError) {
        try compare(.nonce, .zero, Hash32(UInt256(account.nonce)))
        try compare(.balance, .zero, Hash32(account.balance.number))
        if !account.storageRoot.isZero {
            try compare(.storageHash, MerklePatriciaTrie.emptyRoot, account.storageRoot)
        }
        if !account.codeHash.isZero {
            try compare(.codeHash, Account.emptyCodeHash, account.codeHash)
        }
    }

    private func compare(
        _ rule: ProofError.Rule, _ proved: Hash32, _ claimed: Hash32
    ) throws(ProofError) {
        guard proved == claimed else {
            throw ProofError(rule: rule, expected: proved, found: claimed)
        }
    }
}

extension AccountProof.Slot {
    /// The value that the storage trie holds, equal to the claimed one.
    fileprivate func prove(
        _ storageRoot: Hash32, key: Hash32, hashes: ArraySlice<Hash32>
    ) throws(ProofError) -> UInt256 {
        var proved = UInt256.zero
        if try !MerklePatriciaProof.isEmptyTrie(storageRoot, proof),
            let bytes = try MerklePatriciaProof.walk(
                root: storageRoot, key: key.bytes, proof: proof, hashes: hashes,
                keys: .fixedLength)
        {
            proved = try decode(bytes)
        }
        guard proved == value else {
            throw ProofError(rule: .slotValue, expected: Hash32(proved), found: Hash32(value))
        }
        return proved
    }

    /// The integer that is the value of a slot; zero is never written.
    private func decode(_ bytes: Bytes) throws(ProofError) -> UInt256 {
        let found: UInt256
        do throws(RLPError) {
            found = try RLP.integer(bytes)
        } catch {
            throw ProofError(rule: .slotEncoding, node: proof.count - 1, encoding: error)
        }
        guard !found.isZero else {
            throw ProofError(rule: .slotEncoding, node: proof.count - 1, found: .zero)
        }
        return found
    }
}
