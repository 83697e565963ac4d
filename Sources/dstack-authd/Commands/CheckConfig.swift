import ArgumentParser
import AuthorizationService

/// Reads the settings as a start would, and says what they mean.
struct CheckConfig: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config",
        abstract: "Check the configuration and say what it means; nobody is asked.")

    @OptionGroup var settings: ConfigurationOptions

    func run() async throws {
        print(try settings.read().summary, terminator: "")
    }
}
