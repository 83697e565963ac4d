// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {IAppAuth} from "../IAppAuth.sol";

/// @title An application that denies every boot with one reason
contract AlwaysDeny is IAppAuth {
    string private _reason;

    /// @param denialReason the reason of every denial
    constructor(string memory denialReason) {
        _reason = denialReason;
    }

    /// @inheritdoc IAppAuth
    function isAppAllowed(
        AppBootInfo calldata
    ) external view override returns (bool, string memory) {
        return (false, _reason);
    }
}
