extension AppAuth {
    /// The reasons with which DstackKms and DstackApp deny, in the contracts' exact words.
    public enum Reason: String, CaseIterable, Sendable {
        /// The TCB has to be up to date and is not.
        case tcbNotUpToDate = "TCB status is not up to date"
        /// The registry does not allow the OS image.
        case osImage = "OS image is not allowed"
        /// The registry does not allow the measurement of the KMS.
        case aggregatedMeasurement = "Aggregated MR not allowed"
        /// The registry does not allow the device of the KMS.
        case kmsDevice = "KMS is not allowed to boot on this device"
        /// Nobody registered the app.
        case appNotRegistered = "App not registered"
        /// There is no code at the app's address.
        case appWithoutCode = "App not deployed or invalid address"
        /// The app does not allow the compose file.
        case composeHash = "Compose hash not allowed"
        /// The app does not allow the device.
        case device = "Device not allowed"
    }

    /// The only state of the TCB that counts as up to date, compared byte for byte.
    public static let tcbStatusUpToDate = "UpToDate"
}
