// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {BeaconProxy} from "@openzeppelin/contracts/proxy/beacon/BeaconProxy.sol";

/// @title An application whose behaviour changes although neither its code nor its storage does
/// @notice It asks a beacon for its implementation on every call; its ERC-1967 implementation slot is zero.
contract MutableBeaconApp is BeaconProxy {
    /// @param beacon the beacon, a {MutableBeacon}
    constructor(address beacon) BeaconProxy(beacon, "") {}
}
