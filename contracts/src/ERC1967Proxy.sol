// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

// @title OpenZeppelin's ERC-1967 proxy as it is, compiled here so that it can be deployed from our artifacts
// solhint-disable-next-line no-unused-import
import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
