// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {DstackKms} from "../DstackKms.sol";

/// @title A wrong upgrade of {DstackKms}: a new variable in the middle moves every later one by a slot
/// @notice The layout check must refuse it; behind a proxy it would read the wrong storage.
contract DstackKmsMovedSlot is Ownable2StepUpgradeable, UUPSUpgradeable {
    /// @notice As in {DstackKms}.
    DstackKms.KmsInfo public kmsInfo;

    /// @notice As in {DstackKms}.
    string public gatewayAppId;

    /// @notice New, and misplaced: slot 5 belongs to `registeredApps`.
    address public guardian;

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

    uint256[49] private __gap;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor() {
        _disableInitializers();
    }

    function _authorizeUpgrade(address) internal override onlyOwner {}
}
