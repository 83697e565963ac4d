// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that neither its dependencies nor its flags reach the library:
// `make bench`.
let package = Package(
    name: "Benchmarks",
    dependencies: [
        .package(name: "dstack-governance", path: "..")
    ],
    targets: [
        .executableTarget(
            name: "bench",
            dependencies: [
                .product(name: "Ethereum", package: "dstack-governance")
            ],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .treatAllWarnings(as: .error),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ]
)
