import Codec
import Primitives

extension TransactionError {
    /// What an error of the RLP means for a transaction: a wrong number of fields comes before the
    /// wrong form of one.
    init(_ error: RLPError, of type: UInt8, in list: Bytes) {
        let fields =
            switch type {
            case 0: LegacyTransaction.fields
            case 1: AccessListTransaction.fields
            case 2: DynamicFeeTransaction.fields
            case 3: BlobTransaction.fields
            default: SetCodeTransaction.fields
            }
        let items = ListItems(list)
        if items.isWhole, items.ranges.count != fields.count {
            self.init(
                rule: .fieldCount, expected: UInt256(UInt64(fields.count)),
                found: UInt256(UInt64(items.ranges.count)))
            return
        }
        // What a list lacks is missed at its end, where the next field begins.
        let offset = error.rule == .missingItem ? error.offset - 1 : error.offset
        let place = items.place(of: offset)
        let field = place.flatMap { $0 < fields.count ? fields[$0] : nil }
        if field == .to, type >= 3, error.rule == .width, error.found == 0 {
            self.init(rule: .recipientMissing, field: .to)
        } else {
            self.init(rule: .encoding, field: field, encoding: error)
        }
    }
}

/// Where the items of a list lie, as far as their headers can be read.
private struct ListItems {
    /// The items that can be read.
    private(set) var ranges: [Range<Int>] = []
    /// Whether these are all.
    private(set) var isWhole = false
    /// Where the item begins whose header cannot be read.
    private var faulty: Int?

    init(_ list: Bytes) {
        list.withSpan { span in
            var reader = RLPReader(span)
            guard (try? reader.enterList()) != nil else { return }
            while !reader.isAtEnd {
                guard let item = try? reader.next() else {
                    faulty = reader.offset
                    return
                }
                ranges.append(item.whole)
            }
            isWhole = true
        }
    }

    /// The place of the item around `offset`.
    func place(of offset: Int) -> Int? {
        if offset == faulty { return ranges.count }
        return ranges.firstIndex { $0.contains(offset) }
    }
}
