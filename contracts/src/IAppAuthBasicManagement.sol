// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

/// @title How tools manage the compose hashes and devices of an application
/// @dev ERC-165 identifier 0x8fd37527, the exclusive or of the four selectors.
interface IAppAuthBasicManagement {
    /// @notice A compose hash is allowed from now on.
    /// @param composeHash SHA-256 of the bytes of `app-compose.json`, or a Nitro image hash
    event ComposeHashAdded(bytes32 composeHash);

    /// @notice A compose hash is no longer allowed.
    /// @param composeHash SHA-256 of the bytes of `app-compose.json`, or a Nitro image hash
    event ComposeHashRemoved(bytes32 composeHash);

    /// @notice A device is allowed from now on.
    /// @param deviceId SHA-256 of the platform's hardware identity
    event DeviceAdded(bytes32 deviceId);

    /// @notice A device is no longer allowed.
    /// @param deviceId SHA-256 of the platform's hardware identity
    event DeviceRemoved(bytes32 deviceId);

    /// @notice Allows a compose hash.
    /// @param composeHash SHA-256 of the bytes of `app-compose.json`, or a Nitro image hash
    function addComposeHash(bytes32 composeHash) external;

    /// @notice Stops allowing a compose hash; instances that run already are not reached.
    /// @param composeHash SHA-256 of the bytes of `app-compose.json`, or a Nitro image hash
    function removeComposeHash(bytes32 composeHash) external;

    /// @notice Allows a device.
    /// @param deviceId SHA-256 of the platform's hardware identity
    function addDevice(bytes32 deviceId) external;

    /// @notice Stops allowing a device; instances that run already are not reached.
    /// @param deviceId SHA-256 of the platform's hardware identity
    function removeDevice(bytes32 deviceId) external;
}
