extension Address {
    /// The address of the contract that `sender` creates by its transaction or CREATE of `nonce`:
    /// the last 20 bytes of the hash of the RLP list (sender, nonce) (yellow paper, section 7).
    public static func created(by sender: Address, nonce: UInt64) -> Address {
        var item: [UInt8] = []
        if nonce == 0 {
            item = [0x80]
        } else if nonce < 0x80 {
            item = [UInt8(truncatingIfNeeded: nonce)]
        } else {
            let width = (64 - nonce.leadingZeroBitCount + 7) / 8
            item = [0x80 + UInt8(truncatingIfNeeded: width)]
            for index in (0..<width).reversed() {
                item.append(UInt8(truncatingIfNeeded: nonce >> (8 * UInt64(index))))
            }
        }
        let head: [UInt8] = [0xc0 + UInt8(truncatingIfNeeded: 21 + item.count), 0x94]
        let list = Bytes.joining([Bytes(head), sender.bytes, Bytes(item)])
        return Address(lastBytesOf: Keccak256.hash(list))
    }

    /// The address of the contract that CREATE2 makes (EIP-1014).
    ///
    /// - Parameters:
    ///   - deployer: The account that runs CREATE2.
    ///   - salt: The salt.
    ///   - initCodeHash: The Keccak-256 hash of the init code.
    /// - Returns: The address, whether or not anything is there.
    public static func created(
        by deployer: Address, salt: Hash32, initCodeHash: Hash32
    ) -> Address {
        var hash = Keccak256()
        hash.update(Bytes([0xff]))
        hash.update(deployer.bytes)
        hash.update(salt)
        hash.update(initCodeHash)
        return Address(lastBytesOf: hash.finish())
    }
}
