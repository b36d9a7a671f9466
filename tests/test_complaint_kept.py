"""What of complaints the database itself refuses to change or to remove."""

import pytest
from django.db import IntegrityError, transaction

from complaints.models import Answer, Complaint, Question, Step
from tests import make
from tests.complaint_rows import approved, case, draft, question, step

KEPT = {Complaint: case, Step: step, Question: question, Answer: draft}


@pytest.mark.django_db
@pytest.mark.parametrize("model", KEPT)
def test_row_is_never_deleted(model):
    row = KEPT[model]()

    with pytest.raises(IntegrityError, match="kept as they were"), transaction.atomic():
        model.objects.filter(pk=row.pk)._raw_delete("default")

    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.django_db
def test_step_is_never_changed():
    row = step()

    with pytest.raises(IntegrityError, match="kept as they were"):
        Step.objects.filter(pk=row.pk).update(text="Иначе")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changed",
    [
        {"text": "Иначе"},
        {"addressee": "Другому"},
        {"address": "Самара"},
        {"executor": "Титов О. И."},
        {"serial": 7},
        {"approved_on": make.TODAY + make.days(1)},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_approved_answer_is_never_changed(changed):
    row = approved()

    with pytest.raises(IntegrityError, match="kept as they were"):
        Answer.objects.filter(pk=row.pk).update(**changed)


@pytest.mark.django_db
def test_draft_is_changed_and_an_approved_answer_sent():
    first, second = draft(), approved()

    Answer.objects.filter(pk=first.pk).update(text="Иначе")
    Answer.objects.filter(pk=second.pk).update(sent_by="post", sent_on=make.TODAY, sent_where="Самара, ул. Лесная, 1")

    assert [answer.text for answer in Answer.objects.order_by("pk")] == ["Иначе", "Рассмотрено."]
