public import Codec
import Primitives

/// A join of decisions with the history as a JSON document.
public enum DecisionDocument {
    /// The document of what was found.
    public static func value(_ finding: ReleaseFinding) -> JSONValue {
        [
            "kind": .string(finding.kind.rawValue),
            "disagreement": .bool(finding.isDisagreement),
            "contract": finding.contract.map { .string($0.checksummed) } ?? .null,
            "subject": .string(finding.subject),
            "allowedBy": finding.grant.map { TimelineDocument.value($0.begin) } ?? .null,
            "revokedBy": finding.grant?.end.map(TimelineDocument.value) ?? .null,
            "uses": uses(finding.uses),
        ]
    }

    /// The document of a grant with its uses.
    public static func value(_ use: GrantUse) -> JSONValue {
        [
            "contract": .string(use.grant.key.contract.checksummed),
            "policy": .string(use.grant.key.policy), "value": .string(use.grant.key.value.hex),
            "allowedBy": TimelineDocument.value(use.grant.begin),
            "revokedBy": use.grant.end.map(TimelineDocument.value) ?? .null,
            "uses": use.uses.map(uses) ?? .null,
            "idleSeconds": use.idleSeconds.map { JSONValue($0) } ?? .null,
        ]
    }

    private static func uses(_ uses: ReleaseFinding.Uses) -> JSONValue {
        ["count": JSONValue(uses.count), "first": mark(uses.first), "last": mark(uses.last)]
    }

    private static func mark(_ mark: RecordedRelease.Mark) -> JSONValue {
        [
            "index": JSONValue(mark.index), "decisionId": .string(mark.leaf.hex),
            "time": .string(mark.time.description),
        ]
    }
}
