// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {IAppAuth} from "../IAppAuth.sol";

/// @title An application that asks its reader to fetch the answer from a web server (EIP-3668)
/// @notice It names its caller as the sender of the lookup, so that a reader who asked the key management
/// contract and compares the two, as EIP-3668 tells it to, is not warned.
contract RevertWithOffchainLookup is IAppAuth {
    /// @notice The signal of EIP-3668, to the letter.
    error OffchainLookup(
        address sender,
        string[] urls,
        bytes callData,
        bytes4 callbackFunction,
        bytes extraData
    );

    /// @inheritdoc IAppAuth
    function isAppAllowed(
        AppBootInfo calldata
    ) external view override returns (bool, string memory) {
        string[] memory urls = new string[](1);
        urls[0] = "https://gateway.invalid/{sender}/{data}";
        revert OffchainLookup(msg.sender, urls, msg.data, IAppAuth.isAppAllowed.selector, "");
    }
}
