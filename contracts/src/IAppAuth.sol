// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

/// @title The question a key management service asks before it releases an application's keys
/// @dev ERC-165 identifier 0x1e079198, the selector of the only function.
interface IAppAuth {
    /// @notice What a boot attested, as the authorization service passes it on.
    struct AppBootInfo {
        /// The application: the address of its authorization contract.
        address appId;
        /// What the application consists of: SHA-256 of the bytes of `app-compose.json`, or the image hash
        /// of an AWS Nitro enclave.
        bytes32 composeHash;
        /// The instance of the application.
        address instanceId;
        /// SHA-256 of the platform's hardware identity.
        bytes32 deviceId;
        /// Hash over all measurement registers, the application's included.
        bytes32 mrAggregated;
        /// Hash over the measurement registers of the system alone.
        bytes32 mrSystem;
        /// Hash of the operating system image.
        bytes32 osImageHash;
        /// The platform's verdict on its trusted computing base, such as `UpToDate`.
        string tcbStatus;
        /// Security advisories that apply to the platform.
        string[] advisoryIds;
    }

    /// @notice Says whether an application may boot and receive its keys.
    /// @param bootInfo what the boot attested
    /// @return isAllowed whether it may
    /// @return reason why not; empty when it may
    function isAppAllowed(
        AppBootInfo calldata bootInfo
    ) external view returns (bool isAllowed, string memory reason);
}
