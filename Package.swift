// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is compiled with.
var swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]
#if compiler(>=6.3)
    // Compilers differ in what they call unsafe: an older one may warn where ours is content.
    swiftSettings.append(.treatAllWarnings(as: .error))
#endif

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
func nio(_ names: String...) -> [Target.Dependency] {
    names.map { .product(name: $0, package: "swift-nio") }
}

let package = Package(
    name: "dstack-governance",
    products: [
        .library(
            name: "Ethereum",
            targets: [
                "Primitives", "Cryptography", "Codec", "Chain", "Contracts", "EthereumClient",
                "CurlTransport", "Signing",
            ]),
        .library(name: "Authorization", targets: ["Authorization"]),
        .library(name: "Attestation", targets: ["Attestation", "Primitives"]),
        .library(name: "Audit", targets: ["Audit"]),
        .executable(name: "dstackgov", targets: ["dstackgov"]),
        .executable(name: "dstack-authd", targets: ["dstack-authd"]),
        .executable(name: "dstack-keyd", targets: ["dstack-keyd"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.5.4"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.65.0"),
    ],
    targets: [
        // C libraries of the system, and one C kernel of our own
        .systemLibrary(
            name: "CSecp256k1", pkgConfig: "libsecp256k1", providers: [.apt(["libsecp256k1-dev"])]),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .target(name: "CKeccak"),

        // values and encodings
        .target(name: "Primitives", dependencies: ["CKeccak"]),
        .target(name: "Cryptography", dependencies: ["COpenSSL", "CSecp256k1", "Primitives"]),
        .target(name: "Codec", dependencies: ["Primitives"]),
        .target(name: "YAML", dependencies: ["CYAML", "Codec", "Primitives"]),

        // the chain
        .target(name: "Chain", dependencies: ["Codec", "Cryptography", "Primitives"]),
        .target(name: "EthereumClient", dependencies: ["Chain", "Codec", "Primitives"]),
        .target(name: "CurlTransport", dependencies: ["CCurl", "EthereumClient", "Primitives"]),
        .target(
            name: "Signing",
            dependencies: ["CSecp256k1", "Chain", "Codec", "Cryptography", "Primitives"]),

        // meaning
        .target(name: "Contracts", dependencies: ["Chain", "Codec", "Primitives"]),
        .target(name: "Attestation", dependencies: ["Codec", "Cryptography", "Primitives"]),

        // decisions
        .target(
            name: "Governance",
            dependencies: ["Chain", "Codec", "Contracts", "Cryptography", "Primitives"]),
        .target(
            name: "Authorization",
            dependencies: ["Chain", "Codec", "Contracts", "Cryptography", "Primitives"]),
        .target(
            name: "Audit",
            dependencies: ["Chain", "Codec", "Contracts", "Cryptography", "CSQLite", "Primitives"]),
        .target(
            name: "KeyRelease",
            dependencies: [
                "Attestation", "Authorization", "Codec", "Cryptography", "Primitives", "Signing",
            ]),

        // programs
        .target(
            name: "HTTPServer", dependencies: nio("NIOCore", "NIOPosix") + ["COpenSSL", logging]),
        .target(
            name: "ChainView",
            dependencies: [
                "Authorization", "Chain", "Codec", "Contracts", "CurlTransport", "EthereumClient",
                "Primitives",
            ]),
        .target(
            name: "DecisionLog", dependencies: ["CLinux", "Codec", "Cryptography", "Primitives"]),
        .target(
            name: "AuthorizationService",
            dependencies: [
                "Authorization", "Chain", "ChainView", "Codec", "Cryptography", "CurlTransport",
                "DecisionLog", "EthereumClient", "HTTPServer", "Primitives", "YAML",
            ]),
        .executableTarget(
            name: "dstackgov",
            dependencies: [
                "Attestation", "Audit", "Authorization", "Chain", "ChainView", "Codec", "Contracts",
                "Cryptography", "CurlTransport", "DecisionLog",
                "EthereumClient", "Governance", "HTTPServer", "KeyRelease", "Primitives", "Signing",
                "YAML", argumentParser, logging,
            ]
        ),
        .executableTarget(
            name: "dstack-authd",
            dependencies: [
                "Authorization", "AuthorizationService", "ChainView", "Codec", "CurlTransport",
                "DecisionLog", "EthereumClient", "HTTPServer", "Primitives", argumentParser,
                logging,
            ]
        ),
        .executableTarget(
            name: "dstack-keyd",
            dependencies: [
                "Attestation", "Authorization", "ChainView", "Codec", "Cryptography",
                "CurlTransport", "DecisionLog", "EthereumClient", "HTTPServer", "KeyRelease",
                "Primitives", "Signing", argumentParser, logging,
            ]
        ),

        .target(
            name: "TestSupport", dependencies: ["Codec", "EthereumClient", "Primitives"],
            path: "Tests/TestSupport"),
        .testTarget(name: "CKeccakTests", dependencies: ["CKeccak", "TestSupport"]),
        .testTarget(
            name: "PrimitivesTests", dependencies: ["CKeccak", "Primitives", "TestSupport"]),
        .testTarget(
            name: "CryptographyTests", dependencies: ["Cryptography", "Primitives", "TestSupport"]),
        .testTarget(name: "CodecTests", dependencies: ["Codec", "Primitives", "TestSupport"]),
        .testTarget(name: "YAMLTests", dependencies: ["Codec", "Primitives", "YAML"]),
        .testTarget(
            name: "ChainTests",
            dependencies: ["Chain", "Codec", "Cryptography", "Primitives", "TestSupport"]),
        .testTarget(
            name: "EthereumClientTests",
            dependencies: [
                "Chain", "Codec", "CurlTransport", "EthereumClient", "Primitives", "TestSupport",
            ]),
        .testTarget(
            name: "CurlTransportTests",
            dependencies: ["CurlTransport", "EthereumClient", "Primitives", "TestSupport"]),
        .testTarget(
            name: "SigningTests",
            dependencies: [
                "Chain", "Codec", "Cryptography", "Primitives", "Signing", "TestSupport",
            ]),
        .testTarget(
            name: "ContractsTests",
            dependencies: ["Chain", "Codec", "Contracts", "Primitives", "TestSupport"]),
        .testTarget(
            name: "AttestationTests",
            dependencies: ["Attestation", "Codec", "Cryptography", "Primitives", "TestSupport"]),
        .testTarget(
            name: "GovernanceTests",
            dependencies: [
                "Chain", "Codec", "Contracts", "Cryptography", "Governance", "Primitives",
                "TestSupport",
            ]),
        .testTarget(
            name: "AuthorizationTests",
            dependencies: [
                "Authorization", "Chain", "Codec", "Contracts", "Cryptography", "Primitives",
                "TestSupport",
            ]),
        .testTarget(
            name: "ChainViewTests",
            dependencies: [
                "Authorization", "AuthorizationService", "Chain", "ChainView", "Codec", "Contracts",
                "CurlTransport", "EthereumClient", "Primitives", "TestSupport",
            ]),
        .testTarget(
            name: "KeyReleaseTests",
            dependencies: [
                "Attestation", "Authorization", "Codec", "Cryptography", "KeyRelease",
                "Primitives", "Signing", "TestSupport",
            ]),
        .testTarget(
            name: "AuditTests",
            dependencies: [
                "Audit", "Chain", "Codec", "Contracts", "Cryptography", "Primitives",
                "TestSupport",
            ], exclude: ["EarlierStores"]),
        .testTarget(
            name: "AuthorizationServiceTests",
            dependencies: [
                "Authorization", "AuthorizationService", "Chain", "ChainView", "Codec",
                "Cryptography",
                "DecisionLog", "EthereumClient", "HTTPServer", "Primitives", "TestSupport", logging,
            ]),
        .testTarget(
            name: "DecisionLogTests",
            dependencies: ["Codec", "Cryptography", "DecisionLog", "Primitives", "TestSupport"]),
        .testTarget(
            name: "HTTPServerTests",
            dependencies: nio("NIOCore", "NIOEmbedded", "NIOHTTP1") + ["COpenSSL", "HTTPServer"]),
        .target(name: "CAllocations", path: "Tests/CAllocations"),
        .testTarget(
            name: "AllocationTests",
            dependencies: [
                "CAllocations", "Chain", "Codec", "Contracts", "Cryptography", "Primitives",
                "TestSupport",
            ]),
        .testTarget(
            name: "LibraryTests",
            dependencies: [
                "Chain", "Codec", "Contracts", "Cryptography", "CurlTransport", "EthereumClient",
                "Primitives", "Signing", "TestSupport",
            ]),
        .testTarget(
            name: "ProgramsTests",
            dependencies: ["Codec", "EthereumClient", "Primitives", "TestSupport"],
            exclude: ["Snapshots"]),
    ]
)

/// What reads or writes spans: their lifetimes are named.
let spanTargets: Set = [
    "Primitives", "Cryptography", "Codec", "Chain", "Signing", "EthereumClient",
]

for target in package.targets where [.regular, .executable, .test].contains(target.type) {
    target.swiftSettings = swiftSettings
    if spanTargets.contains(target.name) {
        target.swiftSettings?.append(.enableExperimentalFeature("Lifetimes"))
    }
}
