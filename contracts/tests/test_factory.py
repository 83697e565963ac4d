"""deployAndRegisterApp: its addresses and who gains by them (the rest: fixtures/dstack/calls)."""

from contracts.tests.layout import number
from contracts.tests.model.app import App
from contracts.tests.published import SLOTS, ZERO, call
from contracts.tests.scene import DEVICE_ID, OUTSIDER, OWNER, PENDING, Scene

DEPLOY = "deployAndRegisterApp(address,bool,bool,bool,bytes32,bytes32)"
SET = "setAppImplementation(address)"


def deployment(owner: bytes = OWNER) -> bytes:
    return call(DEPLOY, owner, False, False, False, DEVICE_ID, bytes(32))


def predicted(scene: Scene, nonce: int) -> bytes:
    return scene.twin.chain.create_address(scene.kms, nonce)


def test_each_deployment_takes_the_next_address() -> None:
    scene = Scene.deployed()
    data = deployment()
    apps = [scene.twin.send(OUTSIDER, scene.kms, data).output[12:] for _ in range(3)]
    assert apps == [predicted(scene, nonce) for nonce in (2, 3, 4)]


def test_a_registration_before_the_deployment_gives_no_privilege() -> None:
    scene = Scene.deployed()
    app = predicted(scene, 2)
    assert scene.twin.send(OUTSIDER, scene.kms, call("registerApp(address)", app)).success
    assert scene.twin.send(PENDING, scene.kms, deployment()).success
    assert scene.twin.evm.storage(app)[SLOTS["openzeppelin.storage.Ownable"]] == number(OWNER)


def test_a_failed_deployment_uses_up_no_address() -> None:
    scene = Scene.deployed()
    assert not scene.twin.send(OUTSIDER, scene.kms, deployment(owner=ZERO)).success
    outcome = scene.twin.send(OUTSIDER, scene.kms, deployment())
    assert outcome.output[12:] == predicted(scene, 2)


def test_the_factory_works_after_renouncing_and_a_new_implementation_is_for_new_apps_only() -> None:
    scene = Scene.deployed()
    implementation = SLOTS["eip1967.proxy.implementation"]
    other = scene.twin.implementation(App)
    assert scene.twin.send(OWNER, scene.kms, call(SET, other)).success
    scene.renounce()
    outcome = scene.twin.send(OUTSIDER, scene.kms, deployment())
    evm = scene.twin.evm
    assert evm.storage(outcome.output[12:])[implementation] == number(other)
    assert evm.storage(scene.app)[implementation] == number(scene.app_logic)
