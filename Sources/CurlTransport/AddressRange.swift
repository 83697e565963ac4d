/// Which addresses an endpoint may have.
enum AddressRange: Sendable {
    /// Addresses of the public internet: no private, shared, link-local, loopback, multicast or
    /// reserved ones (IANA special-purpose registries, RFC 6890).
    case publicInternet
    /// This machine.
    case loopback
    /// All.
    case anywhere

    /// Whether the address of four or sixteen bytes lies in the range.
    func contains(_ address: [UInt8]) -> Bool {
        switch self {
        case .anywhere: !address.isEmpty
        case .loopback: AddressRange.isLoopback(AddressRange.unmapped(address))
        case .publicInternet: AddressRange.isPublic(AddressRange.unmapped(address))
        }
    }

    /// The IPv4 address inside of a mapped one (`::ffff:0:0/96`) or a translated one
    /// (`64:ff9b::/96`), the address itself otherwise.
    private static func unmapped(_ address: [UInt8]) -> [UInt8] {
        guard address.count == 16 else { return address }
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]
        let translated: [UInt8] = [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0]
        let prefix = Array(address[..<12])
        return prefix == mapped || prefix == translated ? Array(address[12...]) : address
    }

    private static func isLoopback(_ address: [UInt8]) -> Bool {
        switch address.count {
        case 4: address[0] == 127
        case 16: address.dropLast().allSatisfy { $0 == 0 } && address[15] == 1
        default: false
        }
    }

    private static func isPublic(_ address: [UInt8]) -> Bool {
        let blocks = address.count == 4 ? specialIPv4 : specialIPv6
        guard address.count == 4 || address.count == 16 else { return false }
        return !blocks.contains { block in block.contains(address) }
    }

    /// The leading bits that a block of addresses shares.
    private struct Block {
        let bytes: [UInt8]
        let bitCount: Int

        init(_ bytes: [UInt8], _ bitCount: Int) {
            self.bytes = bytes
            self.bitCount = bitCount
        }

        func contains(_ address: [UInt8]) -> Bool {
            for bit in 0..<bitCount {
                let mask: UInt8 = 0x80 >> UInt8(bit % 8)
                let wanted = bit / 8 < bytes.count ? bytes[bit / 8] : 0
                if (wanted ^ address[bit / 8]) & mask != 0 { return false }
            }
            return true
        }
    }

    private static let specialIPv4: [Block] = [
        Block([0], 8), Block([10], 8), Block([100, 64], 10), Block([127], 8),
        Block([169, 254], 16),
        Block([172, 16], 12), Block([192, 0, 0], 24), Block([192, 0, 2], 24),
        Block([192, 168], 16), Block([198, 18], 15), Block([198, 51, 100], 24),
        Block([203, 0, 113], 24), Block([224], 4), Block([240], 4),
    ]

    /// Everything outside of the global unicast block 2000::/3, and what is special inside.
    private static let specialIPv6: [Block] = [
        Block([0x00], 3), Block([0x40], 3), Block([0x60], 3), Block([0x80], 3), Block([0xa0], 3),
        Block([0xc0], 3), Block([0xe0], 3), Block([0x20, 0x01, 0x0d, 0xb8], 32),
        Block([0x20, 0x01, 0, 0], 32), Block([0x20, 0x02], 16),
    ]
}
