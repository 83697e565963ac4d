import Primitives

/// The members of a payload by name, read with their limits.
struct NSMMembers {
    var values: [NSMMember: CBORValue] = [:]

    func value(_ member: NSMMember) throws(NSMError) -> CBORValue {
        guard let value = values[member] else { throw .missing(member) }
        return value
    }

    func text(_ member: NSMMember) throws(NSMError) -> String {
        guard let text = try value(member).textString else { throw .type(member) }
        // A digest of another length is another digest.
        if member != .digest { try check(text.utf8.count, member) }
        return text
    }

    func bytes(_ member: NSMMember) throws(NSMError) -> Bytes {
        guard let bytes = try value(member).byteString else { throw .type(member) }
        try check(bytes.count, member)
        return bytes
    }

    /// A member that may be null or left out.
    func optionalBytes(_ member: NSMMember) throws(NSMError) -> Bytes? {
        guard let value = values[member], value != .null else { return nil }
        return try bytes(member)
    }

    func registers() throws(NSMError) -> [Int: PCR] {
        guard let pairs = try value(.pcrs).pairs else { throw .type(.pcrs) }
        try check(pairs.count, .pcrs)
        var registers: [Int: PCR] = [:]
        for pair in pairs {
            guard let number = pair.key.number, number < 32 else { throw .registerIndex }
            guard let bytes = pair.value.byteString else { throw .type(.pcrs) }
            guard let register = PCR(bytes) else {
                throw .registerLength(index: Int(number), found: bytes.count)
            }
            registers[Int(number)] = register
        }
        return registers
    }

    func certificates() throws(NSMError) -> [Bytes] {
        guard let items = try value(.bundle).items else { throw .type(.bundle) }
        try check(items.count, .bundle)
        var certificates: [Bytes] = []
        for item in items {
            guard let bytes = item.byteString else { throw .type(.bundle) }
            try check(bytes.count, .certificate, as: .bundle)
            certificates.append(bytes)
        }
        return certificates
    }

    private func check(
        _ count: Int, _ limits: NSMMember, as member: NSMMember? = nil
    ) throws(NSMError) {
        guard limits.lengths.contains(count) else {
            throw .length(member ?? limits, found: count, allowed: limits.lengths)
        }
    }
}
