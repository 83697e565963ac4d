import Primitives

/// The names that an object has so far: compared one by one while they are few, in a set of their
/// bytes when they are many, so that a million members cost no trillion comparisons.
struct JSONNames {
    /// Up to how many names are compared one by one.
    private static let fewNames = 24

    private var set: Set<Bytes> = []

    /// Adds `name`, which follows `members`; false when one of them has that name already.
    mutating func insert(_ name: String, after members: [JSONMember]) -> Bool {
        if members.count < JSONNames.fewNames {
            return !members.contains { member in member.isNamed(name) }
        }
        if set.isEmpty {
            for member in members { set.insert(Bytes(utf8: member.name)) }
        }
        return set.insert(Bytes(utf8: name)).inserted
    }
}
