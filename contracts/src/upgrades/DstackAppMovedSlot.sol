// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";

/// @title A wrong upgrade of {DstackApp}: a new variable in the middle moves every later one by a slot
/// @notice The layout check must refuse it; behind a proxy it would read the wrong storage.
contract DstackAppMovedSlot is Ownable2StepUpgradeable, UUPSUpgradeable {
    /// @notice As in {DstackApp}.
    mapping(bytes32 composeHash => bool allowed) public allowedComposeHashes;

    /// As in {DstackApp}.
    bool private _upgradesDisabled;

    /// @notice As in {DstackApp}.
    bool public allowAnyDevice;

    /// @notice New, and misplaced: slot 2 belongs to `allowedDeviceIds`.
    uint256 public instanceLimit;

    /// @notice As in {DstackApp}.
    mapping(bytes32 deviceId => bool allowed) public allowedDeviceIds;

    /// @notice As in {DstackApp}.
    bool public requireTcbUpToDate;

    uint256[48] private __gap;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor() {
        _disableInitializers();
    }

    function _authorizeUpgrade(address) internal view override onlyOwner {
        require(!_upgradesDisabled, "Upgrades are permanently disabled");
    }
}
