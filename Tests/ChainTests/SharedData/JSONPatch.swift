import TestSupport

/// What a patch cannot be applied to.
struct InapplicablePatch: Error {
    let path: String
}

extension FixtureValue {
    /// The value changed by the operations of a patch (RFC 6902): replace, remove, add.
    func patched(_ operations: [FixtureValue]) throws -> FixtureValue {
        try operations.reduce(self) { value, operation in
            let path = try operation.text("path")
            let steps = path.split(separator: "/").map(String.init)
            return try value.changed(steps[...], operation, path: path)
        }
    }

    private func changed(
        _ steps: ArraySlice<String>, _ operation: FixtureValue, path: String
    ) throws -> FixtureValue {
        guard let step = steps.first else { return try operation.member("value") }
        let removes = try operation.text("op") == "remove" && steps.count == 1
        switch self {
        case .object(var members):
            guard let member = members[step] else { throw InapplicablePatch(path: path) }
            members[step] =
                removes ? nil : try member.changed(steps.dropFirst(), operation, path: path)
            return .object(members)
        case .array(var items):
            if step == "-" { return .array(items + [try operation.member("value")]) }
            guard let place = Int(step), items.indices.contains(place) else {
                throw InapplicablePatch(path: path)
            }
            if removes {
                items.remove(at: place)
            } else {
                items[place] = try items[place].changed(
                    steps.dropFirst(), operation, path: path)
            }
            return .array(items)
        default: throw InapplicablePatch(path: path)
        }
    }
}
