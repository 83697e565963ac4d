// swift-tools-version: 6.2
import Glibc
import PackageDescription

/// Whether simdjson is installed, the yardstick of the JSON rows (Debian: libsimdjson-dev). Without
/// it those rows have no ratio.
let hasSimdjson = access("/usr/include/simdjson.h", R_OK) == 0

/// What all programs of the package are compiled with.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// A package of its own, so that neither its dependencies nor its flags reach the library:
// `make bench`.
let package = Package(
    name: "Benchmarks",
    dependencies: [
        .package(name: "dstack-governance", path: "..")
    ],
    targets: [
        // What the machine can do: C libraries that ours stands on, and plain C.
        .target(
            name: "CYardsticks",
            linkerSettings: [.linkedLibrary("crypto"), .linkedLibrary("secp256k1")]),
        .target(
            name: "CSimdjson",
            cxxSettings: hasSimdjson ? [.define("HAS_SIMDJSON")] : [],
            linkerSettings: hasSimdjson ? [.linkedLibrary("simdjson")] : []),
        .executableTarget(
            name: "bench",
            dependencies: [
                "CSimdjson", "CYardsticks",
                .product(name: "Attestation", package: "dstack-governance"),
                .product(name: "Authorization", package: "dstack-governance"),
                .product(name: "Ethereum", package: "dstack-governance"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "audit-bench",
            dependencies: [
                .product(name: "Audit", package: "dstack-governance"),
                .product(name: "Ethereum", package: "dstack-governance"),
            ],
            swiftSettings: settings),
    ],
    cxxLanguageStandard: .cxx17
)
