// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.24;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {Initializable} from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";
import {ERC165Upgradeable} from "@openzeppelin/contracts-upgradeable/utils/introspection/ERC165Upgradeable.sol";
import {IAppAuth} from "./IAppAuth.sol";

/// @title The boot policy of a key management service and the registry of its applications
/// @notice Its owner decides which key management nodes may share the root keys and which operating
/// system images may receive application keys. Anyone may register an application; a registered
/// application is untrusted code that speaks only for its own keys.
/// @dev Lives behind an ERC-1967 proxy.
contract DstackKms is
    Initializable,
    Ownable2StepUpgradeable,
    UUPSUpgradeable,
    ERC165Upgradeable,
    IAppAuth
{
    /// @notice The public half of the service's identity.
    struct KmsInfo {
        /// Public key of the secp256k1 root.
        bytes k256Pubkey;
        /// Public key of the certificate authority.
        bytes caPubkey;
        /// Attestation of the node that made them.
        bytes quote;
        /// Event log that belongs to the attestation.
        bytes eventlog;
    }

    bytes32 private constant APP_IMPLEMENTATION_POLICY = keccak256("app-implementation");
    bytes32 private constant UPGRADE_POLICY = keccak256("implementation-upgrade");
    bytes32 private constant KMS_INFO_POLICY = keccak256("kms-info");
    bytes32 private constant GATEWAY_APP_ID_POLICY = keccak256("gateway-app-id");
    bytes32 private constant REGISTERED_APP_POLICY = keccak256("registered-app");
    bytes32 private constant AGGREGATED_MR_POLICY = keccak256("kms-aggregated-mr");
    bytes32 private constant KMS_DEVICE_POLICY = keccak256("kms-device");
    bytes32 private constant OS_IMAGE_POLICY = keccak256("os-image");

    bytes32 private constant UP_TO_DATE = keccak256("UpToDate");

    /// @notice The public half of the service's identity.
    KmsInfo public kmsInfo;

    /// @notice The application id of the gateway that guests trust.
    string public gatewayAppId;

    /// @notice Whether an application is registered; nothing ever removes one.
    mapping(address appId => bool registered) public registeredApps;

    /// @notice Whether a key management node with these measurements may boot.
    mapping(bytes32 mrAggregated => bool allowed) public kmsAllowedAggregatedMrs;

    /// @notice Whether a key management node may boot on a device.
    mapping(bytes32 deviceId => bool allowed) public kmsAllowedDeviceIds;

    /// @notice Whether an operating system image may boot, for nodes and applications alike.
    mapping(bytes32 osImageHash => bool allowed) public allowedOsImages;

    /// @notice The implementation that the factory gives to new applications; zero when not set.
    address public appImplementation;

    /// Room for variables of later versions.
    uint256[50] private __gap;

    /// @notice An application was registered, perhaps once more.
    /// @param appId the application
    event AppRegistered(address appId);

    /// @notice The factory deployed and registered an application.
    /// @param appId the application
    /// @param deployer who called the factory
    event AppDeployedViaFactory(address indexed appId, address indexed deployer);

    /// @notice New applications get this implementation from now on.
    /// @param implementation what applications to come run
    event AppImplementationSet(address implementation);

    /// @notice The service's identity was replaced.
    /// @param k256Pubkey public key of the secp256k1 root
    event KmsInfoSet(bytes k256Pubkey);

    /// @notice Nodes with these measurements may boot from now on.
    /// @param mrAggregated hash over all measurement registers
    event KmsAggregatedMrAdded(bytes32 mrAggregated);

    /// @notice Nodes with these measurements may no longer boot.
    /// @param mrAggregated hash over all measurement registers
    event KmsAggregatedMrRemoved(bytes32 mrAggregated);

    /// @notice Nodes may boot on this device from now on.
    /// @param deviceId SHA-256 of the platform's hardware identity
    event KmsDeviceAdded(bytes32 deviceId);

    /// @notice Nodes may no longer boot on this device.
    /// @param deviceId SHA-256 of the platform's hardware identity
    event KmsDeviceRemoved(bytes32 deviceId);

    /// @notice An operating system image is allowed from now on.
    /// @param osImageHash hash of the image
    event OsImageHashAdded(bytes32 osImageHash);

    /// @notice An operating system image is no longer allowed.
    /// @param osImageHash hash of the image
    event OsImageHashRemoved(bytes32 osImageHash);

    /// @notice Guests trust this gateway from now on.
    /// @param gatewayAppId the gateway's application id
    event GatewayAppIdSet(string gatewayAppId);

    /// @notice The audit record of a policy change, after the event that is specific to the change.
    /// @param actor who called
    /// @param policy keccak-256 of the policy's name
    /// @param value what changed: an address, a hash, or keccak-256 of longer bytes
    /// @param enabled whether it is on now
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

    /// @notice Sets up a proxy; runs once.
    /// @param initialOwner who decides from now on; not zero
    /// @param appImplementation what the factory gives to new applications; zero leaves it unset
    function initialize(address initialOwner, address appImplementation) external initializer {
        __Ownable_init(initialOwner);
        __Ownable2Step_init();
        __UUPSUpgradeable_init();
        __ERC165_init();
        if (appImplementation != address(0)) _setAppImplementation(appImplementation);
    }

    /// @notice Replaces the service's identity.
    /// @param info the public keys and the attestation of the node that made them
    function setKmsInfo(KmsInfo calldata info) external onlyOwner {
        kmsInfo = info;
        emit KmsInfoSet(info.k256Pubkey);
        _changed(KMS_INFO_POLICY, keccak256(info.k256Pubkey), true);
    }

    /// @notice Replaces the attestation in the service's identity; no event tells of it.
    /// @param quote the attestation
    function setKmsQuote(bytes calldata quote) external onlyOwner {
        kmsInfo.quote = quote;
    }

    /// @notice Replaces the event log in the service's identity; no event tells of it.
    /// @param eventlog the event log
    function setKmsEventlog(bytes calldata eventlog) external onlyOwner {
        kmsInfo.eventlog = eventlog;
    }

    /// @notice Sets the gateway that guests trust. Any text is taken as it is.
    /// @param appId the gateway's application id
    function setGatewayAppId(string calldata appId) external onlyOwner {
        gatewayAppId = appId;
        emit GatewayAppIdSet(appId);
        _changed(GATEWAY_APP_ID_POLICY, keccak256(bytes(appId)), true);
    }

    /// @notice Sets the implementation for applications to come; existing ones keep theirs.
    /// @param implementation the implementation; not zero
    function setAppImplementation(address implementation) external onlyOwner {
        require(implementation != address(0), "Invalid implementation address");
        _setAppImplementation(implementation);
    }

    /// @notice Registers an application. Anyone may; nothing is known of the code behind the address.
    /// @param appId the application's authorization contract; not zero
    function registerApp(address appId) external {
        require(appId != address(0), "Invalid app ID");
        _registerApp(appId);
    }

    /// @notice Deploys an application behind a new proxy and registers it. Anyone may.
    /// @param initialOwner who owns the application; not zero
    /// @param disableUpgrades whether its implementation is final
    /// @param requireTcbUpToDate whether its boots need an up-to-date trusted computing base
    /// @param allowAnyDevice whether it may boot on every device
    /// @param initialDeviceId first allowed device; zero for none
    /// @param initialComposeHash first allowed compose hash; zero for none
    /// @return appId the proxy's address
    function deployAndRegisterApp(
        address initialOwner,
        bool disableUpgrades,
        bool requireTcbUpToDate,
        bool allowAnyDevice,
        bytes32 initialDeviceId,
        bytes32 initialComposeHash
    ) external returns (address appId) {
        return
            _deployAndRegisterApp(
                initialOwner,
                disableUpgrades,
                requireTcbUpToDate,
                allowAnyDevice,
                initialDeviceId,
                initialComposeHash
            );
    }

    /// @notice Like the longer form, without the demand for an up-to-date trusted computing base.
    /// @param initialOwner who owns the application; not zero
    /// @param disableUpgrades whether its implementation is final
    /// @param allowAnyDevice whether it may boot on every device
    /// @param initialDeviceId first allowed device; zero for none
    /// @param initialComposeHash first allowed compose hash; zero for none
    /// @return appId the proxy's address
    function deployAndRegisterApp(
        address initialOwner,
        bool disableUpgrades,
        bool allowAnyDevice,
        bytes32 initialDeviceId,
        bytes32 initialComposeHash
    ) external returns (address appId) {
        return
            _deployAndRegisterApp(
                initialOwner,
                disableUpgrades,
                false,
                allowAnyDevice,
                initialDeviceId,
                initialComposeHash
            );
    }

    /// @notice Lets nodes with these measurements boot.
    /// @param mrAggregated hash over all measurement registers
    function addKmsAggregatedMr(bytes32 mrAggregated) external onlyOwner {
        kmsAllowedAggregatedMrs[mrAggregated] = true;
        emit KmsAggregatedMrAdded(mrAggregated);
        _changed(AGGREGATED_MR_POLICY, mrAggregated, true);
    }

    /// @notice Stops nodes with these measurements from booting; running ones are not reached.
    /// @param mrAggregated hash over all measurement registers
    function removeKmsAggregatedMr(bytes32 mrAggregated) external onlyOwner {
        kmsAllowedAggregatedMrs[mrAggregated] = false;
        emit KmsAggregatedMrRemoved(mrAggregated);
        _changed(AGGREGATED_MR_POLICY, mrAggregated, false);
    }

    /// @notice Lets nodes boot on a device.
    /// @param deviceId SHA-256 of the platform's hardware identity
    function addKmsDevice(bytes32 deviceId) external onlyOwner {
        kmsAllowedDeviceIds[deviceId] = true;
        emit KmsDeviceAdded(deviceId);
        _changed(KMS_DEVICE_POLICY, deviceId, true);
    }

    /// @notice Stops nodes from booting on a device; running ones are not reached.
    /// @param deviceId SHA-256 of the platform's hardware identity
    function removeKmsDevice(bytes32 deviceId) external onlyOwner {
        kmsAllowedDeviceIds[deviceId] = false;
        emit KmsDeviceRemoved(deviceId);
        _changed(KMS_DEVICE_POLICY, deviceId, false);
    }

    /// @notice Allows an operating system image.
    /// @param osImageHash hash of the image
    function addOsImageHash(bytes32 osImageHash) external onlyOwner {
        allowedOsImages[osImageHash] = true;
        emit OsImageHashAdded(osImageHash);
        _changed(OS_IMAGE_POLICY, osImageHash, true);
    }

    /// @notice Stops allowing an operating system image; running instances are not reached.
    /// @param osImageHash hash of the image
    function removeOsImageHash(bytes32 osImageHash) external onlyOwner {
        allowedOsImages[osImageHash] = false;
        emit OsImageHashRemoved(osImageHash);
        _changed(OS_IMAGE_POLICY, osImageHash, false);
    }

    /// @notice Says whether a key management node may boot and share the root keys.
    /// @param bootInfo what the boot attested
    /// @return isAllowed whether it may
    /// @return reason why not; empty when it may
    function isKmsAllowed(
        AppBootInfo calldata bootInfo
    ) external view returns (bool isAllowed, string memory reason) {
        if (keccak256(bytes(bootInfo.tcbStatus)) != UP_TO_DATE) {
            return (false, "TCB status is not up to date");
        }
        if (!allowedOsImages[bootInfo.osImageHash]) {
            return (false, "OS image is not allowed");
        }
        if (!kmsAllowedAggregatedMrs[bootInfo.mrAggregated]) {
            return (false, "Aggregated MR not allowed");
        }
        if (!kmsAllowedDeviceIds[bootInfo.deviceId]) {
            return (false, "KMS is not allowed to boot on this device");
        }
        return (true, "");
    }

    /// @inheritdoc IAppAuth
    /// @dev Registration and image are decided here, the rest by the application's own contract. Its
    /// answer is passed on as it is; when it reverts or answers with malformed data, this call reverts.
    function isAppAllowed(
        AppBootInfo calldata bootInfo
    ) external view override returns (bool isAllowed, string memory reason) {
        if (!registeredApps[bootInfo.appId]) {
            return (false, "App not registered");
        }
        if (!allowedOsImages[bootInfo.osImageHash]) {
            return (false, "OS image is not allowed");
        }
        if (bootInfo.appId.code.length == 0) {
            return (false, "App not deployed or invalid address");
        }
        return IAppAuth(bootInfo.appId).isAppAllowed(bootInfo);
    }

    /// @notice ERC-165: says whether an interface is implemented.
    /// @param interfaceId the interface's identifier
    /// @return whether it is {IAppAuth} or ERC-165 itself
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IAppAuth).interfaceId || super.supportsInterface(interfaceId);
    }

    function _setAppImplementation(address implementation) private {
        appImplementation = implementation;
        emit AppImplementationSet(implementation);
        _changed(APP_IMPLEMENTATION_POLICY, _word(implementation), true);
    }

    function _registerApp(address appId) private {
        registeredApps[appId] = true;
        emit AppRegistered(appId);
        _changed(REGISTERED_APP_POLICY, _word(appId), true);
    }

    /// The proxy's constructor runs the initializer, so nobody can initialise the proxy in between.
    function _deployAndRegisterApp(
        address initialOwner,
        bool disableUpgrades,
        bool requireTcbUpToDate,
        bool allowAnyDevice,
        bytes32 initialDeviceId,
        bytes32 initialComposeHash
    ) private returns (address appId) {
        require(appImplementation != address(0), "DstackApp implementation not set");
        require(initialOwner != address(0), "Invalid owner address");
        bytes memory initializer_ = abi.encodeWithSignature(
            "initialize(address,bool,bool,bool,bytes32,bytes32)",
            initialOwner,
            disableUpgrades,
            requireTcbUpToDate,
            allowAnyDevice,
            initialDeviceId,
            initialComposeHash
        );
        appId = address(new ERC1967Proxy(appImplementation, initializer_));
        _registerApp(appId);
        emit AppDeployedViaFactory(appId, msg.sender);
    }

    /// Runs before the proxy emits Upgraded, so the audit record precedes it.
    function _authorizeUpgrade(address newImplementation) internal override onlyOwner {
        _changed(UPGRADE_POLICY, _word(newImplementation), true);
    }

    function _changed(bytes32 policy, bytes32 value, bool enabled) private {
        emit PolicyChanged(msg.sender, policy, value, enabled);
    }

    function _word(address account) private pure returns (bytes32) {
        return bytes32(uint256(uint160(account)));
    }
}
