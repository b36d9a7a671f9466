"""Every page of cases in the Django admin, and every act there, against every role; and that there is no way round."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry

from complaints.enums import Status
from complaints.forms.office_acts import ACTS
from complaints.forms.office_reply import REPLY_ACTS
from complaints.models import Complaint
from tests.complaining import brought_to, complain
from tests.crawl import fingerprint
from tests.deciding import page

ROLES = ("anonymous", "student", "parent", "teacher", "homeroom", "deputy", "director", "administrator")
CLOSED = (302, *(403,) * 4)
# Of each page: those it is closed to, then the deputy, the director, the administrator.
PAGES = {
    "index": (*CLOSED, 200, 200, 200),
    "changelist": (*CLOSED, 200, 200, 403),
    "add": (*CLOSED, 200, 200, 200),
    "registered": (*CLOSED, 404, 200, 404),
    "change": (*CLOSED, 200, 200, 403),
    "reply": (*CLOSED, 200, 200, 403),
    "approve": (*CLOSED, 403, 200, 403),
    "copy": (*CLOSED, 404, 404, 403),
    "act": (*CLOSED, 403, 405, 403),
    "reply_act": (*CLOSED, 403, 405, 403),
}
UNKNOWN = 999
# Where Django's own admin would delete, trace, or save.
OF_DJANGO = ("{pk}/delete/", "{pk}/history/", "{pk}/", "{pk}/password/")


@pytest.fixture
def case(parent, student, director):
    """A decided case of the parent, registered by the director."""
    return brought_to(Status.DECIDED, complain(parent, student, by=director), by=director)


@pytest.fixture
def entering(client, request):
    """Return a client of the one who plays the role."""

    def enter(role):
        if role != "anonymous":
            client.force_login(request.getfixturevalue(role))
        return client

    return enter


def address(name, case):
    match name:
        case "index":
            return "/admin/"
        case "changelist" | "add":
            return page(name)
        case "act":
            return page(name, case.pk, "take")
        case "reply_act":
            return page(name, case.pk, "words")
    return page(name, case.pk)


def test_every_page_has_a_row():
    names = {url.name for url in admin.site.get_model_admin(Complaint).get_urls()}

    # The papers are tried apart.
    ours = {*PAGES, "letter", "register"} - {"index"}
    assert names == {f"complaints_complaint_{name}" for name in ours}


@pytest.mark.parametrize("role", ROLES)
def test_pages_answer_the_role(case, entering, role):
    client = entering(role)

    answers = {name: client.get(address(name, case)).status_code for name in PAGES}

    assert answers == {name: row[ROLES.index(role)] for name, row in PAGES.items()}


@pytest.mark.parametrize("role", [role for role in ROLES if role != "director"])
def test_acts_are_closed_to_all_but_the_director(case, entering, role):
    client, before = entering(role), fingerprint()
    addresses = [page("act", case.pk, name) for name in ACTS]
    addresses += [page("reply_act", case.pk, name) for name in REPLY_ACTS] + [page("approve", case.pk)]

    answers = {client.post(act, {"seen": case.version}).status_code for act in addresses}

    assert (answers, fingerprint()) == ({403}, before)


def test_acts_upon_what_is_not_there_are_not_found(case, entering):
    client = entering("director")
    addresses = [page("act", UNKNOWN, name) for name in ACTS] + [
        page("reply_act", UNKNOWN, name) for name in REPLY_ACTS
    ]

    assert {client.post(act).status_code for act in [*addresses, page("approve", UNKNOWN)]} == {404}


@pytest.mark.parametrize("role", ["deputy", "director", "administrator"])
@pytest.mark.parametrize("name", ["change", "reply", "copy", "registered"])
def test_unknown_case_is_not_found(case, entering, role, name):
    allowed = {404} if role != "administrator" or name == "registered" else {403}

    assert {entering(role).get(page(name, UNKNOWN)).status_code} == allowed


# --- No way round


@pytest.mark.parametrize("way", OF_DJANGO)
def test_pages_of_django_s_own_are_not_there(case, entering, way):
    client, before = entering("director"), fingerprint()
    asked = page("changelist") + way.format(pk=case.pk)

    answers = {client.get(asked).status_code, client.post(asked, {"post": "yes"}).status_code}

    assert (answers <= {404, 405}, fingerprint()) == (True, before)


def test_nothing_is_saved_on_the_page_of_a_case(case, entering):
    client, before = entering("director"), fingerprint()

    answer = client.post(page("change", case.pk), {"status": "closed", "text": "Иначе", "_save": "1"})

    assert (answer.status_code, fingerprint()) == (405, before)


def test_list_saves_and_deletes_nothing_in_bulk(case, entering):
    client, before = entering("director"), fingerprint()
    bulk = {"action": "delete_selected", "_selected_action": case.pk, "post": "yes", "index": "0"}
    edited = {
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 1,
        "form-0-id": case.pk,
        "form-0-status": "closed",
        "_save": "1",
    }

    answers = [client.post(page("changelist"), sent).status_code for sent in (bulk, edited)]

    assert (answers, fingerprint()) == ([405, 405], before)
    desk = admin.site.get_model_admin(Complaint)
    assert (desk.actions, desk.list_editable, desk.get_inline_instances(None)) == (None, (), [])


@pytest.mark.parametrize("window", ["_popup", "_to_field"])
@pytest.mark.parametrize("name", ["changelist", "add", "change"])
def test_pages_open_for_no_other_window(case, entering, window, name):
    assert entering("director").get(address(name, case), {window: "1"}).status_code == 400


def test_names_are_not_completed_by_script(case, entering):
    asked = {"app_label": "complaints", "model_name": "complaint", "field_name": "author", "term": "а"}

    assert entering("director").get("/admin/autocomplete/", asked).status_code == 404


def test_nothing_is_granted_to_a_superuser_or_traced_beside_the_steps(case, entering, director):
    client = entering("director")
    client.post(page("act", case.pk, "withdraw"), {"seen": case.version, "why": "По телефону"})

    assert not hasattr(director, "is_superuser")
    assert not director.has_perm("complaints.delete_complaint")
    assert not LogEntry.objects.exists()
    assert admin.site.get_model_admin(Complaint).has_delete_permission(None) is False


@pytest.mark.parametrize("name", ["index", "changelist", "add", "change", "reply", "approve", "registered"])
def test_pages_hold_no_script_and_no_style_of_their_own(case, entering, name):
    text = entering("director").get(address(name, case)).text

    assert "<style" not in text
    assert ' style="' not in text
    assert "<script>" not in text
    assert " onclick=" not in text
