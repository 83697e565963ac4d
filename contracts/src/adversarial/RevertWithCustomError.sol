// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {IAppAuth} from "../IAppAuth.sol";

/// @title An application that reverts with a custom error
contract RevertWithCustomError is IAppAuth {
    /// @notice An error that no caller knows.
    error Refused(uint256 code);

    /// @inheritdoc IAppAuth
    function isAppAllowed(
        AppBootInfo calldata
    ) external pure override returns (bool, string memory) {
        revert Refused(42);
    }
}
