"""Who reads the diary of a student: from eighteen on the student alone decides."""

from datetime import date

import pytest

from accounts.enums import AuditKind
from accounts.models import AuditEntry, Guardianship, User
from tests import make
from tests.reading import lines, part

ACCOUNT = "/account/"
OF_AGE = date(2008, 10, 12)


@pytest.fixture
def grown(client, student, parent):
    """A student on the eighteenth birthday."""
    User.objects.filter(pk=student.pk).update(born_on=OF_AGE)
    client.force_login(User.objects.get(pk=student.pk))
    return client


def test_minor_sees_the_readers_and_does_not_decide(client, student, parent):
    client.force_login(User.objects.get(pk=student.pk))
    link = parent.guardianships.get()

    shown = part(client.get(ACCOUNT), "Кто читает мой дневник")
    refused = client.post(ACCOUNT, {"part": "reader", "link": link.pk, "allow": "1"})

    assert shown[:2] == ["Абрамова Ольга Юрьевна", "родитель ● читает"]
    assert "Разрешить" not in shown
    assert (refused.status_code, parent.guardianships.get().allowed_at, AuditEntry.objects.count()) == (404, None, 0)


def test_one_come_of_age_lets_a_parent_read_and_forbids_it(grown, student, parent):
    link = parent.guardianships.get()
    said = []
    for allow in ("1", "1", "0", "0"):
        grown.post(ACCOUNT, {"part": "reader", "link": link.pk, "allow": allow})
        said.append((parent.guardianships.get().allowed_at, parent.children().count()))

    assert said == [(make.NOW, 1)] * 2 + [(None, 0)] * 2
    assert list(AuditEntry.objects.values_list("kind", "by", "person", "other")) == [
        (AuditKind.ALLOWED, student.pk, student.pk, parent.pk),
        (AuditKind.FORBIDDEN, student.pk, student.pk, parent.pk),
    ]


def test_page_says_who_reads_the_diary_of_one_come_of_age(grown, parent):
    link = parent.guardianships.get()
    before = lines(grown.get(ACCOUNT))
    grown.post(ACCOUNT, {"part": "reader", "link": link.pk, "allow": "1"})
    after = lines(grown.get(ACCOUNT))

    assert ("родитель ○ не читает" in before, "родитель ● читает" in after) == (True, True)


@pytest.mark.parametrize("link", ["", "abc", "²", "9" * 30, "0", "{foreign}"])
def test_only_own_readers_are_decided_about(grown, stranger, link):
    foreign = stranger.guardianships.get()
    User.objects.filter(pk=foreign.child_id).update(born_on=OF_AGE)

    answer = grown.post(ACCOUNT, {"part": "reader", "link": link.format(foreign=foreign.pk), "allow": "1"})

    assert (answer.status_code, Guardianship.objects.filter(allowed_at__isnull=False).count()) == (404, 0)


def test_student_without_parents_is_told_so(client, student, school):
    client.force_login(User.objects.get(pk=student.pk))

    assert "Никто из родителей к вам не записан." in lines(client.get(ACCOUNT))
