"""How long the random walks of the contract tests are: `--steps=3000 --seeds=100`.

Write them with "=": only then does pytest, run without a path, read them as options of this file.
"""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("contracts", "random walks over the contracts and their model")
    group.addoption("--steps", type=int, default=300, help="messages of one walk (300)")
    group.addoption("--seeds", type=int, default=10, help="walks, seeded 0, 1, 2, … (10)")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        # The first four are walked by test_walk_reaches.py, which also looks where they get.
        seeds = range(4, metafunc.config.getoption("seeds"))
        metafunc.parametrize("seed", seeds, ids=lambda seed: f"seed {seed}")


@pytest.fixture
def steps(request: pytest.FixtureRequest) -> int:
    """How many messages a walk takes."""
    return request.config.getoption("steps")
