// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {IAppAuth} from "../IAppAuth.sol";

/// @title An application that allows with a reason that overlaps the head
/// @notice The second word is both the offset of the reason and its length, 32. Solidity decodes it; behind
/// the key management contract the reader therefore sees a regular answer.
contract ReturnOverlappingTails is IAppAuth {
    /// @inheritdoc IAppAuth
    function isAppAllowed(
        AppBootInfo calldata
    ) external pure override returns (bool, string memory) {
        assembly {
            mstore(0x80, 1)
            mstore(0xa0, 0x20)
            mstore(0xc0, "the length is the offset: 32 ok ")
            return(0x80, 0x60)
        }
    }
}
