// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";

/// @title Where a test upgrades {DstackApp} to: the same storage and one more variable out of the gap
/// @notice Keeps and shows all state; decides nothing.
contract DstackAppV2 is Ownable2StepUpgradeable, UUPSUpgradeable {
    /// @notice As in {DstackApp}.
    mapping(bytes32 composeHash => bool allowed) public allowedComposeHashes;

    /// As in {DstackApp}.
    bool private _upgradesDisabled;

    /// @notice As in {DstackApp}.
    bool public allowAnyDevice;

    /// @notice As in {DstackApp}.
    mapping(bytes32 deviceId => bool allowed) public allowedDeviceIds;

    /// @notice As in {DstackApp}.
    bool public requireTcbUpToDate;

    /// @notice New: took the first slot of the gap, 4.
    uint256 public instanceLimit;

    uint256[48] private __gap;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor() {
        _disableInitializers();
    }

    /// @notice Sets the new variable; runs once, usually as the call of the upgrade.
    /// @param newLimit the limit
    function initializeV2(uint256 newLimit) external reinitializer(2) onlyOwner {
        instanceLimit = newLimit;
    }

    /// @notice Replaces the new variable.
    /// @param newLimit the limit
    function setInstanceLimit(uint256 newLimit) external onlyOwner {
        instanceLimit = newLimit;
    }

    /// @notice The generation of this contract.
    /// @return 3
    function version() external pure returns (uint256) {
        return 3;
    }

    function _authorizeUpgrade(address) internal view override onlyOwner {
        require(!_upgradesDisabled, "Upgrades are permanently disabled");
    }
}
