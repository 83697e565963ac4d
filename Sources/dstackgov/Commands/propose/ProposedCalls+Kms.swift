import Codec
import Contracts

/// The owner's functions of DstackKms, and those that are anybody's.

extension DstackKms.AddOsImageHash: ProposableCall {
    static var name: String { "add-os-image" }
    static var abstract: String { "Allow an OS image, for the KMS and for every app." }
}

extension DstackKms.RemoveOsImageHash: ProposableCall {
    static var name: String { "remove-os-image" }
    static var abstract: String { "Revoke an OS image; what runs already goes on." }
}

extension DstackKms.AddKmsAggregatedMr: ProposableCall {
    static var name: String { "add-measurement" }
    static var abstract: String { "Allow a measurement (mrAggregated) of the KMS itself." }
}

extension DstackKms.RemoveKmsAggregatedMr: ProposableCall {
    static var name: String { "remove-measurement" }
    static var abstract: String { "Revoke a measurement of the KMS itself." }
}

extension DstackKms.AddKmsDevice: ProposableCall {
    static var name: String { "add-device" }
    static var abstract: String { "Allow the KMS on a device." }
}

extension DstackKms.RemoveKmsDevice: ProposableCall {
    static var name: String { "remove-device" }
    static var abstract: String { "Revoke a device of the KMS." }
}

extension DstackKms.SetKmsInfo: ProposableCall {
    static var name: String { "set-info" }
    static var abstract: String { "Publish the keys of the KMS with their evidence." }
}

extension DstackKms.SetKmsQuote: ProposableCall {
    static var name: String { "set-quote" }
    static var abstract: String { "Publish another quote of the KMS; no event tells of it." }
}

extension DstackKms.SetKmsEventlog: ProposableCall {
    static var name: String { "set-event-log" }
    static var abstract: String { "Publish another event log of the KMS; no event tells of it." }
}

extension DstackKms.SetGatewayAppId: ProposableCall {
    static var name: String { "set-gateway" }
    static var abstract: String { "Name the app that is the gateway." }
}

extension DstackKms.SetAppImplementation: ProposableCall {
    static var name: String { "set-app-implementation" }
    static var abstract: String { "Name the code of apps that are deployed from now on." }
}

extension DstackKms.RegisterApp: ProposableCall {
    static var name: String { "register-app" }
    static var abstract: String { "Register a contract as an app, for ever; anybody may." }
}

extension DstackKms.DeployAndRegisterApp: ProposableCall {
    static var name: String { "deploy-app" }
    static var abstract: String { "Deploy an app and register it; anybody may." }
}

extension DstackKms.DeployAndRegisterAppWithoutTCB: ProposableCall {
    static var name: String { "deploy-app-without-tcb" }
    static var abstract: String { "Deploy an app by the older form, without the TCB switch." }
}
