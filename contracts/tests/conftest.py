"""How long the random walks of the contract tests are: `--steps=3000 --seeds=100`.

Write them with "=": only then does pytest, run without a path, read them as options of this file.
"""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("contracts", "random walks over the contracts and their model")
    group.addoption("--steps", type=int, default=300, help="messages of one walk (300)")
    group.addoption("--seeds", type=int, default=20, help="walks, seeded 0, 1, 2, … (20)")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    # Two files share the seeds, so that two workers do: the first takes the even ones.
    if "seed" in metafunc.fixturenames:
        seeds = range(metafunc.module.FIRST_SEED, metafunc.config.getoption("seeds"), 2)
        metafunc.parametrize("seed", seeds, ids=lambda seed: f"seed {seed}")


@pytest.fixture
def steps(request: pytest.FixtureRequest) -> int:
    """How many messages a walk takes."""
    return request.config.getoption("steps")
