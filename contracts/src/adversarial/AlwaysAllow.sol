// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {IAppAuth} from "../IAppAuth.sol";

/// @title An application that allows every boot
contract AlwaysAllow is IAppAuth {
    /// @inheritdoc IAppAuth
    function isAppAllowed(
        AppBootInfo calldata
    ) external pure override returns (bool, string memory) {
        return (true, "");
    }
}
