// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {UpgradeableBeacon} from "@openzeppelin/contracts/proxy/beacon/UpgradeableBeacon.sol";

/// @title The beacon of {MutableBeaconApp}: its owner may name another implementation at any time
contract MutableBeacon is UpgradeableBeacon {
    /// @param implementation the first implementation
    /// @param owner who may name another one
    constructor(address implementation, address owner) UpgradeableBeacon(implementation, owner) {}
}
