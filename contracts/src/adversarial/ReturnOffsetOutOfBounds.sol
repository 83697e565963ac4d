// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {IAppAuth} from "../IAppAuth.sol";

/// @title An application that allows with a reason 2^256 - 32 bytes away
/// @notice A decoder that adds offsets without a bound wraps around and reads in front of the answer.
contract ReturnOffsetOutOfBounds is IAppAuth {
    /// @inheritdoc IAppAuth
    function isAppAllowed(
        AppBootInfo calldata
    ) external pure override returns (bool, string memory) {
        assembly {
            mstore(0x80, 1)
            mstore(0xa0, not(31))
            mstore(0xc0, 0)
            return(0x80, 0x60)
        }
    }
}
