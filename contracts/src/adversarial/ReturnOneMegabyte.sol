// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {IAppAuth} from "../IAppAuth.sol";

/// @title An application that allows with an answer of 1,000,000 bytes
/// @notice Asked through the key management contract, which copies it, this takes 27.5 million gas.
contract ReturnOneMegabyte is IAppAuth {
    /// @inheritdoc IAppAuth
    function isAppAllowed(
        AppBootInfo calldata
    ) external pure override returns (bool, string memory) {
        assembly {
            let end := add(0x80, 1000000)
            mstore(0x80, 1)
            mstore(0xa0, 0x40)
            mstore(0xc0, sub(1000000, 0x60))
            for {
                let word := 0xe0
            } lt(word, end) {
                word := add(word, 0x20)
            } {
                mstore(word, "a reason of 32 bytes, repeated: ")
            }
            return(0x80, 1000000)
        }
    }
}
