// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {IAppAuth} from "../IAppAuth.sol";

/// @title An application that returns 31 bytes, one short of a word
contract ReturnShortWord is IAppAuth {
    /// @inheritdoc IAppAuth
    function isAppAllowed(
        AppBootInfo calldata
    ) external pure override returns (bool, string memory) {
        assembly {
            mstore(0, not(0))
            return(0, 31)
        }
    }
}
