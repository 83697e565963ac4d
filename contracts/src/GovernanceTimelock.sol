// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title OpenZeppelin's TimelockController as it is, compiled here so that it can be deployed from our artifacts
contract GovernanceTimelock is TimelockController {
    /// @param minDelay seconds between scheduling and execution
    /// @param proposers who may schedule and cancel
    /// @param executors who may execute; the zero address means anyone
    /// @param admin who may change roles besides the timelock itself; zero for nobody
    constructor(
        uint256 minDelay,
        address[] memory proposers,
        address[] memory executors,
        address admin
    ) TimelockController(minDelay, proposers, executors, admin) {}
}
