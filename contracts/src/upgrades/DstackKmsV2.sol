// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {DstackKms} from "../DstackKms.sol";

/// @title Where a test upgrades {DstackKms} to: the same storage and one more variable out of the gap
/// @notice Keeps and shows all state; decides nothing.
contract DstackKmsV2 is Ownable2StepUpgradeable, UUPSUpgradeable {
    /// @notice As in {DstackKms}.
    DstackKms.KmsInfo public kmsInfo;

    /// @notice As in {DstackKms}.
    string public gatewayAppId;

    /// @notice As in {DstackKms}.
    mapping(address appId => bool registered) public registeredApps;

    /// @notice As in {DstackKms}.
    mapping(bytes32 mrAggregated => bool allowed) public kmsAllowedAggregatedMrs;

    /// @notice As in {DstackKms}.
    mapping(bytes32 deviceId => bool allowed) public kmsAllowedDeviceIds;

    /// @notice As in {DstackKms}.
    mapping(bytes32 osImageHash => bool allowed) public allowedOsImages;

    /// @notice As in {DstackKms}.
    address public appImplementation;

    /// @notice New: took the first slot of the gap, 10.
    address public guardian;

    uint256[49] private __gap;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor() {
        _disableInitializers();
    }

    /// @notice Sets the new variable; runs once, usually as the call of the upgrade.
    /// @param newGuardian the guardian
    function initializeV2(address newGuardian) external reinitializer(2) onlyOwner {
        guardian = newGuardian;
    }

    /// @notice Replaces the guardian.
    /// @param newGuardian the guardian
    function setGuardian(address newGuardian) external onlyOwner {
        guardian = newGuardian;
    }

    /// @notice The generation of this contract.
    /// @return 2
    function version() external pure returns (uint256) {
        return 2;
    }

    function _authorizeUpgrade(address) internal override onlyOwner {}
}
