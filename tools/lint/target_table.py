"""The design as a table: the layer of each target of Package.swift, and what it may stand on.

Arrows point down only. A new target, a new arrow to a neighbour, or another library of the system
or from outside, is a change of the design: it is made here, in Package.swift and in
docs/architecture.md together.
"""

# the layers from the bottom; a target may depend on whatever is in a layer below its own
LAYERS = (
    ("C", {"CKeccak", "CLinux", "CSecp256k1", "COpenSSL", "CCurl", "CSQLite", "CYAML"}),
    ("values", {"Primitives", "Cryptography"}),
    ("encoding", {"Codec", "YAML"}),
    ("chain", {"Chain", "EthereumClient", "CurlTransport", "Signing"}),
    ("meaning", {"Contracts", "Attestation"}),
    ("decisions", {"Governance", "Authorization", "Audit", "KeyRelease"}),
    ("server", {"HTTPServer", "ChainView", "DecisionLog", "AuthorizationService"}),
    ("programs", {"dstackgov", "dstack-authd", "dstack-keyd"}),
    ("tests", {"TestSupport", "CAllocations"}),
)

# the arrows between neighbours of one layer
BESIDE = {
    ("Cryptography", "Primitives"),
    ("YAML", "Codec"),
    ("EthereumClient", "Chain"),
    ("CurlTransport", "EthereumClient"),
    ("Signing", "Chain"),
    ("KeyRelease", "Authorization"),
    ("AuthorizationService", "ChainView"),
    ("AuthorizationService", "DecisionLog"),
    ("AuthorizationService", "HTTPServer"),
}

PROGRAMS = {"dstackgov", "dstack-authd", "dstack-keyd"}
SERVERS = {"dstack-authd", "dstack-keyd"}

# Who may name what is not for everybody above it. C and packages from outside are wrapped where
# they enter; transports, the server and secrets are for programs. Tests may name anything.
USERS = {
    "CKeccak": {"Primitives"},
    "CLinux": {"DecisionLog"},
    "CSecp256k1": {"Cryptography", "Signing"},
    "COpenSSL": {"Cryptography", "HTTPServer"},
    "CCurl": {"CurlTransport"},
    "CSQLite": {"Audit"},
    "CYAML": {"YAML"},
    "CurlTransport": {"ChainView", "AuthorizationService", *PROGRAMS},
    "ChainView": {"AuthorizationService", *PROGRAMS},
    "HTTPServer": {"AuthorizationService", *PROGRAMS},
    "DecisionLog": {"AuthorizationService", *PROGRAMS},
    "AuthorizationService": {"dstack-authd"},
    "Signing": {"KeyRelease", "dstackgov", "dstack-keyd"},
    "ArgumentParser": PROGRAMS,
    "Logging": {"HTTPServer", *PROGRAMS},
    "NIOCore": {"HTTPServer", *SERVERS},
    "NIOPosix": {"HTTPServer", *SERVERS},
    # the judge of our own heads; for tests
    "NIOHTTP1": set(),
    "NIOEmbedded": set(),
}

_TRANSPORTS = {"CurlTransport", "CCurl", "EthereumClient", "HTTPServer", "ChainView"}
_NIO = {"NIOCore", "NIOPosix", "NIOHTTP1", "NIOEmbedded"}

# what a target must not reach on any way, and why
UNREACHABLE = {
    "dstack-authd": ({"Signing"}, "the webhook never holds a secret"),
    "AuthorizationService": ({"Signing"}, "the webhook never holds a secret"),
    "Authorization": (
        {"Signing", "Audit", "CSQLite", *_TRANSPORTS, *_NIO},
        "a decision is a pure function: no transport, no store, no secret",
    ),
    "Audit": ({"Signing", *_TRANSPORTS, *_NIO}, "an audit recovers signers without a secret"),
    "Governance": ({"Signing", *_TRANSPORTS, *_NIO}, "an operation is built without a secret"),
    "DecisionLog": (
        {"Signing", "Authorization", "Audit", "KeyRelease", *_TRANSPORTS, *_NIO},
        "a log knows nothing of what it records, and no key of an account",
    ),
    "HTTPServer": (
        {"Chain", "Contracts", "Governance", "Authorization", "Audit", "KeyRelease", "Signing"},
        "HTTP knows nothing of what is asked",
    ),
    "ChainView": ({"Signing", "Audit", "CSQLite", *_NIO}, "reading the chain needs no secret"),
}

# what every target of ours is compiled with, as `swift package dump-package` names it
SETTINGS = {
    ("swiftLanguageMode", "6"),
    ("strictMemorySafety", None),
    ("treatAllWarnings", "error"),
    ("enableUpcomingFeature", "ExistentialAny"),
    ("enableUpcomingFeature", "InternalImportsByDefault"),
    ("enableUpcomingFeature", "MemberImportVisibility"),
    ("enableUpcomingFeature", "NonisolatedNonsendingByDefault"),
}
