// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {IAppAuth} from "../IAppAuth.sol";

/// @title An application that returns a boolean of 2 and an empty reason
contract ReturnBoolTwo is IAppAuth {
    /// @inheritdoc IAppAuth
    function isAppAllowed(
        AppBootInfo calldata
    ) external pure override returns (bool, string memory) {
        assembly {
            mstore(0x80, 2)
            mstore(0xa0, 0x40)
            mstore(0xc0, 0)
            return(0x80, 0x60)
        }
    }
}
