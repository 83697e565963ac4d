// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {Initializable} from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {ERC165Upgradeable} from "@openzeppelin/contracts-upgradeable/utils/introspection/ERC165Upgradeable.sol";
import {IAppAuth} from "./IAppAuth.sol";
import {IAppAuthBasicManagement} from "./IAppAuthBasicManagement.sol";

/// @title The boot policy of one application
/// @notice Its owner decides which compose hashes, on which devices, may receive the application's keys.
/// @dev Lives behind an ERC-1967 proxy whose address is the application's id. It trusts its caller with
/// `bootInfo.appId` and keeps no reference to the key management contract that asks.
contract DstackApp is
    Initializable,
    Ownable2StepUpgradeable,
    UUPSUpgradeable,
    ERC165Upgradeable,
    IAppAuth,
    IAppAuthBasicManagement
{
    bytes32 private constant COMPOSE_HASH_POLICY = keccak256("compose-hash");
    bytes32 private constant DEVICE_POLICY = keccak256("device");
    bytes32 private constant ALLOW_ANY_DEVICE_POLICY = keccak256("allow-any-device");
    bytes32 private constant REQUIRE_TCB_POLICY = keccak256("require-tcb-up-to-date");
    bytes32 private constant UPGRADES_DISABLED_POLICY = keccak256("upgrades-disabled");
    bytes32 private constant UPGRADE_POLICY = keccak256("implementation-upgrade");

    bytes32 private constant UP_TO_DATE = keccak256("UpToDate");

    /// @notice Whether a compose hash may boot.
    mapping(bytes32 composeHash => bool allowed) public allowedComposeHashes;

    /// Deliberately without a getter: slot 1, least significant byte, is how it is read from outside.
    bool private _upgradesDisabled;

    /// @notice Whether every device may boot, listed or not.
    bool public allowAnyDevice;

    /// @notice Whether a device may boot.
    mapping(bytes32 deviceId => bool allowed) public allowedDeviceIds;

    /// @notice Whether only a platform whose trusted computing base is `UpToDate` may boot.
    bool public requireTcbUpToDate;

    /// Room for variables of later versions.
    uint256[49] private __gap;

    /// @notice Upgrades are impossible from now on.
    event UpgradesDisabled();

    /// @notice Any device may boot, or only the listed ones.
    /// @param allowAny whether every device may boot
    event AllowAnyDeviceSet(bool allowAny);

    /// @notice An up-to-date trusted computing base is demanded, or not.
    /// @param requireUpToDate whether the attested status must be `UpToDate`
    event RequireTcbUpToDateSet(bool requireUpToDate);

    /// @notice The audit record of a policy change, after the event that is specific to the change.
    /// @param actor who called
    /// @param policy keccak-256 of the policy's name
    /// @param value the entry of the list that changed, or zero for a switch
    /// @param enabled whether the entry or switch is on now
    event PolicyChanged(
        address indexed actor,
        bytes32 indexed policy,
        bytes32 indexed value,
        bool enabled
    );

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor() {
        _disableInitializers();
    }

    /// @notice Sets up a proxy that does not look at the trusted computing base; runs once.
    /// @param owner who decides from now on; not zero
    /// @param disableUpgrades whether the implementation is final
    /// @param allowAnyDevice whether every device may boot
    /// @param deviceId first allowed device; zero for none
    /// @param composeHash first allowed compose hash; zero for none
    function initialize(
        address owner,
        bool disableUpgrades,
        bool allowAnyDevice,
        bytes32 deviceId,
        bytes32 composeHash
    ) external initializer {
        _initialize(owner, disableUpgrades, false, allowAnyDevice, deviceId, composeHash);
    }

    /// @notice Sets up a proxy; runs once.
    /// @param owner who decides from now on; not zero
    /// @param disableUpgrades whether the implementation is final
    /// @param requireTcbUpToDate whether the trusted computing base must be `UpToDate`
    /// @param allowAnyDevice whether every device may boot
    /// @param deviceId first allowed device; zero for none
    /// @param composeHash first allowed compose hash; zero for none
    function initialize(
        address owner,
        bool disableUpgrades,
        bool requireTcbUpToDate,
        bool allowAnyDevice,
        bytes32 deviceId,
        bytes32 composeHash
    ) external initializer {
        _initialize(
            owner,
            disableUpgrades,
            requireTcbUpToDate,
            allowAnyDevice,
            deviceId,
            composeHash
        );
    }

    /// @inheritdoc IAppAuthBasicManagement
    function addComposeHash(bytes32 composeHash) external override onlyOwner {
        _addComposeHash(composeHash);
    }

    /// @inheritdoc IAppAuthBasicManagement
    function removeComposeHash(bytes32 composeHash) external override onlyOwner {
        allowedComposeHashes[composeHash] = false;
        emit ComposeHashRemoved(composeHash);
        emit PolicyChanged(msg.sender, COMPOSE_HASH_POLICY, composeHash, false);
    }

    /// @inheritdoc IAppAuthBasicManagement
    function addDevice(bytes32 deviceId) external override onlyOwner {
        _addDevice(deviceId);
    }

    /// @inheritdoc IAppAuthBasicManagement
    function removeDevice(bytes32 deviceId) external override onlyOwner {
        allowedDeviceIds[deviceId] = false;
        emit DeviceRemoved(deviceId);
        emit PolicyChanged(msg.sender, DEVICE_POLICY, deviceId, false);
    }

    /// @notice Lets any device boot, or only the listed ones.
    /// @param allowAny whether every device may boot
    function setAllowAnyDevice(bool allowAny) external onlyOwner {
        allowAnyDevice = allowAny;
        emit AllowAnyDeviceSet(allowAny);
        emit PolicyChanged(msg.sender, ALLOW_ANY_DEVICE_POLICY, bytes32(0), allowAny);
    }

    /// @notice Demands an up-to-date trusted computing base, or stops demanding it.
    /// @param requireUpToDate whether the attested status must be `UpToDate`
    function setRequireTcbUpToDate(bool requireUpToDate) external onlyOwner {
        requireTcbUpToDate = requireUpToDate;
        emit RequireTcbUpToDateSet(requireUpToDate);
        emit PolicyChanged(msg.sender, REQUIRE_TCB_POLICY, bytes32(0), requireUpToDate);
    }

    /// @notice Makes the implementation final. There is no way back, not even for a security fix.
    function disableUpgrades() external onlyOwner {
        _upgradesDisabled = true;
        emit UpgradesDisabled();
        emit PolicyChanged(msg.sender, UPGRADES_DISABLED_POLICY, bytes32(0), true);
    }

    /// @inheritdoc IAppAuth
    function isAppAllowed(
        AppBootInfo calldata bootInfo
    ) external view override returns (bool isAllowed, string memory reason) {
        if (requireTcbUpToDate && keccak256(bytes(bootInfo.tcbStatus)) != UP_TO_DATE) {
            return (false, "TCB status is not up to date");
        }
        if (!allowedComposeHashes[bootInfo.composeHash]) {
            return (false, "Compose hash not allowed");
        }
        if (!allowAnyDevice && !allowedDeviceIds[bootInfo.deviceId]) {
            return (false, "Device not allowed");
        }
        return (true, "");
    }

    /// @notice The generation of this contract; implementations before the TCB switch lack the function.
    /// @return 2
    function version() external pure returns (uint256) {
        return 2;
    }

    /// @notice ERC-165: says whether an interface is implemented.
    /// @param interfaceId the interface's identifier
    /// @return whether it is {IAppAuth}, {IAppAuthBasicManagement} or ERC-165 itself
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return
            interfaceId == type(IAppAuth).interfaceId ||
            interfaceId == type(IAppAuthBasicManagement).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    /// The owner comes last: the published order of events names devices and hashes before it.
    function _initialize(
        address initialOwner,
        bool upgradesDisabled,
        bool requireUpToDate,
        bool allowAny,
        bytes32 initialDeviceId,
        bytes32 initialComposeHash
    ) private onlyInitializing {
        require(initialOwner != address(0), "invalid owner address");
        _upgradesDisabled = upgradesDisabled;
        requireTcbUpToDate = requireUpToDate;
        allowAnyDevice = allowAny;
        if (initialDeviceId != bytes32(0)) _addDevice(initialDeviceId);
        if (initialComposeHash != bytes32(0)) _addComposeHash(initialComposeHash);
        __Ownable_init(initialOwner);
        __Ownable2Step_init();
        __UUPSUpgradeable_init();
        __ERC165_init();
    }

    function _addComposeHash(bytes32 composeHash) private {
        allowedComposeHashes[composeHash] = true;
        emit ComposeHashAdded(composeHash);
        emit PolicyChanged(msg.sender, COMPOSE_HASH_POLICY, composeHash, true);
    }

    function _addDevice(bytes32 deviceId) private {
        allowedDeviceIds[deviceId] = true;
        emit DeviceAdded(deviceId);
        emit PolicyChanged(msg.sender, DEVICE_POLICY, deviceId, true);
    }

    /// Runs before the proxy emits Upgraded, so the audit record precedes it.
    function _authorizeUpgrade(address newImplementation) internal override onlyOwner {
        require(!_upgradesDisabled, "Upgrades are permanently disabled");
        emit PolicyChanged(
            msg.sender,
            UPGRADE_POLICY,
            bytes32(uint256(uint160(newImplementation))),
            true
        );
    }
}
