import ArgumentParser

/// Measurements of what is to be allowed.
struct Measure: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure what is to be allowed.",
        subcommands: [MeasureNitro.self, MeasureCompose.self, MeasureTDX.self, MeasureDevice.self])
}
