// swift-tools-version: 6.2
import PackageDescription

/// One executable for each reader of hostile bytes: `make fuzz`.
///
/// A package of its own: its flags, libFuzzer's above all, reach the library only in a build of its
/// own.
let names = [
    "ABI", "CBOR", "Certificate", "EIF", "Header", "Hex", "JSON", "Keystore", "MessagePack", "NSM",
    "Proof", "Quote", "RLP", "SCALE", "Transaction", "TypedData",
]

let package = Package(
    name: "Fuzz",
    dependencies: [
        .package(name: "dstack-governance", path: "..")
    ],
    targets: names.map { name in
        .executableTarget(
            name: name,
            dependencies: [
                .product(name: "Attestation", package: "dstack-governance"),
                .product(name: "Ethereum", package: "dstack-governance"),
            ],
            path: name,
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .treatAllWarnings(as: .error),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
                // libFuzzer brings main().
                .unsafeFlags(["-parse-as-library"]),
            ])
    }
)
