"""`--db=sqlite|postgres`: which database the tests run on. An outer DATABASE_URL wins over a server of our own."""

import os

import pytest

from tests.plugins.postgres import NoPostgresError, server


def pytest_addoption(parser):
    parser.addoption("--db", choices=["sqlite", "postgres"], default="sqlite", help="the database of the tests")


@pytest.hookimpl(wrapper=True)  # wrappers run before pytest-django reads the settings
def pytest_load_initial_conftests(early_config, parser, args):
    # The processes of xdist inherit what the first one has set.
    if "PYTEST_XDIST_WORKER" not in os.environ:
        choose(early_config)
    return (yield)


def choose(config) -> None:
    if config.known_args_namespace.db == "sqlite":
        os.environ.pop("DATABASE_URL", None)
    elif "DATABASE_URL" not in os.environ:
        running = server()
        try:
            os.environ["DATABASE_URL"] = running.__enter__()
        except NoPostgresError as problem:
            pytest.exit(str(problem), returncode=1)
        config.add_cleanup(lambda: running.__exit__(None, None, None))
