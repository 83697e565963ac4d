import Codec
public import Primitives

/// The variables of a contract in storage, as solc writes them (`storageLayout`).
///
/// It covers the variables that are numbered from slot 0; those in namespaces (ERC-7201) stay where
/// their names put them.
public struct StorageLayout: Hashable, Sendable {
    private struct Place: Hashable {
        let slot: UInt64
        let offset: UInt64
        let size: UInt64
        let type: String

        var first: UInt64 { slot * 32 + offset }
        var end: UInt64 { first + size }
        var text: String { "slot \(slot), byte \(offset), \(type)" }
    }

    /// How deep types within types are followed.
    private static let deepest = 16
    /// No contract has a variable beyond this slot.
    private static let lastSlot: UInt64 = 1 << 32

    private let variables: [String: Place]

    /// Reads a layout.
    ///
    /// - Parameter document: solc's `storageLayout`, or an artifact with it as a member.
    /// - Throws: ``OperationError`` with the place of what is malformed.
    public init(document: Bytes) throws(OperationError) {
        let limits = JSONLimits(byteCount: 16 << 20, depth: 32, valueCount: 500_000)
        let json: JSONValue
        do throws(JSONError) { json = try JSONValue(parsing: document, limits: limits) } catch {
            throw OperationError(.json, at: "", "\(error)")
        }
        let layout = json["storageLayout"] ?? json
        guard let entries = layout["storage"]?.array else {
            throw OperationError(.missing, at: "storage", "there is no storage layout")
        }
        var variables: [String: Place] = [:]
        for (index, entry) in entries.enumerated() {
            guard let label = entry["label"]?.string, let place = StorageLayout.place(entry, layout)
            else {
                throw OperationError(.form, at: "storage[\(index)]", "no variable with its place")
            }
            variables[label] = place
        }
        self.variables = variables
    }

    /// What is wrong with code of the layout `new` over storage of this layout.
    ///
    /// Every variable must keep its name, place and type, members of structs included; new ones
    /// must lie in the old `__gap`, which must end where it ended.
    ///
    /// - Parameter new: The layout of the new code.
    /// - Returns: One sentence for each fault; none when the storage is read rightly.
    public func faults(ofUpgradeTo new: StorageLayout) -> [String] {
        var faults: [String] = []
        for (label, place) in variables.sorted(by: { $0.key < $1.key }) where label != "__gap" {
            guard let after = new.variables[label] else {
                faults.append("\(label) is gone")
                continue
            }
            if after != place { faults.append("\(label) was \(place.text) and is \(after.text)") }
        }
        let (start, end) = gap
        for (label, place) in new.variables.sorted(by: { $0.key < $1.key })
        where variables[label] == nil && (place.first < start || place.end > end) {
            faults.append("\(label) is new and lies outside the gap")
        }
        if new.gap.end != end { faults.append("the gap ends elsewhere") }
        return faults
    }

    /// The gap's bytes; a layout without one has an empty gap at its end.
    private var gap: (start: UInt64, end: UInt64) {
        if let gap = variables["__gap"] { return (gap.first, gap.end) }
        let end = variables.values.map(\.end).max() ?? 0
        return (end, end)
    }

    private static func place(_ entry: JSONValue, _ layout: JSONValue) -> Place? {
        guard let slot = number(entry["slot"]), slot < lastSlot,
            let offset = number(entry["offset"]),
            offset < 32, let name = entry["type"]?.string,
            let size = number(layout["types"]?[name]?["numberOfBytes"]), size < lastSlot,
            let type = type(name, layout, depth: 0)
        else { return nil }
        return Place(slot: slot, offset: offset, size: size, type: type)
    }

    /// A type in full, free of the compiler's numbering: equal texts lie alike in storage.
    private static func type(_ name: String, _ layout: JSONValue, depth: Int) -> String? {
        guard depth < deepest, let kind = layout["types"]?[name], let label = kind["label"]?.string
        else { return nil }
        var text = label
        for part in ["key", "value", "base"] {
            guard let inner = kind[part]?.string else { continue }
            guard let inner = type(inner, layout, depth: depth + 1) else { return nil }
            text += " \(part)(\(inner))"
        }
        for member in kind["members"]?.array ?? [] {
            guard let label = member["label"]?.string, let place = place(member, layout, depth)
            else { return nil }
            text += " \(label)@\(place)"
        }
        return text
    }

    private static func place(_ member: JSONValue, _ layout: JSONValue, _ depth: Int) -> String? {
        guard let slot = number(member["slot"]), let offset = number(member["offset"]),
            let name = member["type"]?.string, let type = type(name, layout, depth: depth + 1)
        else { return nil }
        return "\(slot)+\(offset)(\(type))"
    }

    private static func number(_ value: JSONValue?) -> UInt64? {
        guard let value else { return nil }
        return (value.string ?? value.number).flatMap { UInt64($0) }
    }
}
