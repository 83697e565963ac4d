extension Wei {
    /// The amount that `text` writes: decimal digits, perhaps a point and more of them, then the
    /// unit's name, with one space or none between: `1.5 ether`, `2gwei`, `7 wei`.
    ///
    /// The number is exact, never rounded: `0.1 wei` is refused.
    ///
    /// - Parameters:
    ///   - text: The number and its unit.
    ///   - unit: The unit of a number without one; nil refuses it.
    /// - Throws: ``NumberTextError`` with the rule broken: `empty`, `sign`, `digit`, `leadingZero` in
    ///   the number, then `unit`, `precision`, `overflow`.
    public init(_ text: String, unit: EtherUnit? = nil) throws(NumberTextError) {
        self = try unsafe text.utf8.span.withUnsafeBytes {
            raw throws(NumberTextError) in try unsafe Wei(raw, unit: unit)
        }
    }

    private init(
        _ text: UnsafeRawBufferPointer, unit: EtherUnit?
    ) throws(NumberTextError) {
        let end = unsafe text.firstIndex { byte in byte == 0x20 || byte | 0x20 >= 0x61 }
        let written = unsafe UnsafeRawBufferPointer(rebasing: text[..<(end ?? text.count)])
        let point = unsafe written.firstIndex(of: UInt8(ascii: "."))
        let whole = unsafe UnsafeRawBufferPointer(rebasing: written[..<(point ?? written.count)])
        let number = try unsafe DecimalReader.read(whole)
        var fraction = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
        let fractionStart = whole.count + 1
        if point != nil {
            unsafe fraction = UnsafeRawBufferPointer(rebasing: written[fractionStart...])
            try unsafe Wei.checkDigits(fraction, from: fractionStart)
        }
        guard let unit = try unsafe Wei.unit(of: text, after: written.count, default: unit) else {
            throw NumberTextError(rule: .unit, offset: written.count)
        }
        guard fraction.count <= unit.decimals else {
            throw NumberTextError(rule: .precision, offset: fractionStart + unit.decimals)
        }
        guard let decimals = unsafe DecimalReader.digits(fraction),
            let scale = try? UInt256(10).raised(
                to: UInt256(UInt64(unit.decimals - fraction.count))),
            let small = try? decimals * scale,
            let large = try? number * UInt256(unit.wei),
            let sum = try? large + small
        else { throw NumberTextError(rule: .overflow, offset: 0) }
        self.init(sum)
    }

    /// Decimals may begin with zeros, but there is at least one.
    private static func checkDigits(
        _ digits: UnsafeRawBufferPointer, from start: Int
    ) throws(NumberTextError) {
        guard digits.count > 0 else { throw NumberTextError(rule: .empty, offset: start) }
        for index in 0..<digits.count where unsafe digits[index] &- UInt8(ascii: "0") > 9 {
            throw NumberTextError(rule: .digit, offset: start + index)
        }
    }

    private static func unit(
        of text: UnsafeRawBufferPointer, after start: Int, default unit: EtherUnit?
    ) throws(NumberTextError) -> EtherUnit? {
        guard start < text.count else { return unit }
        let space = unsafe text[start] == UInt8(ascii: " ") ? 1 : 0
        let name = unsafe UnsafeRawBufferPointer(rebasing: text[(start + space)...])
        let found = EtherUnit.allCases.first { unit in
            unsafe unit.rawValue.utf8.elementsEqual(name)
        }
        guard let found else { throw NumberTextError(rule: .unit, offset: start + space) }
        return found
    }

    /// The exact amount in `unit` without the unit's name and without zeros at the end: `1.5`.
    public func decimal(in unit: EtherUnit) -> String {
        guard unit != .wei,
            let (whole, rest) = number.quotientAndRemainder(dividingBy: UInt256(unit.wei))
        else { return decimal }
        guard !rest.isZero else { return whole.decimal }
        let digits = rest.decimal
        let fraction = String(repeating: "0", count: unit.decimals - digits.utf8.count) + digits
        let kept = fraction.utf8.reversed().drop { $0 == UInt8(ascii: "0") }.count
        return whole.decimal + "." + fraction.prefix(kept)
    }

    /// The exact amount with the unit's name: `1.5 ether`.
    public func text(in unit: EtherUnit) -> String { decimal(in: unit) + " " + unit.rawValue }
}
