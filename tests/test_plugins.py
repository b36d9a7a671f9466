"""The tools of the tests, where a silent fault in them would hide faults in the diary."""

from pathlib import Path

import pytest
from django.template import Context, Engine, Origin, Template, engines

from tests.plugins.templates import OURS, UnknownVariableError


def shown(source: str, file: Path) -> str:
    engine: Engine = engines["django"].engine
    return Template(source, origin=Origin(str(file)), engine=engine).render(Context({"known": "есть", "empty": None}))


@pytest.mark.parametrize("source", ["{{ typo }}", "{{ known.typo|default:'' }}", "{% with typo as x %}{% endwith %}"])
def test_unknown_variable_in_our_template_is_a_failure(source):
    with pytest.raises(UnknownVariableError, match="typo"):
        shown(source, OURS / "templates" / "base.html")


def test_known_variable_in_our_template_is_shown_even_when_empty():
    assert shown("{{ known }} {{ empty|default:'нет' }}", OURS / "templates" / "base.html") == "есть нет"


def test_unknown_variable_in_a_template_of_django_is_as_django_shows_it():
    theirs = OURS / "var" / "venv" / "django" / "admin.html"

    assert shown("{{ typo }}|{{ typo|default:'нет' }}", theirs) == "|нет"
