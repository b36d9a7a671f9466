"""What the director asks a teacher about an entry."""

from django.conf import settings
from django.db import models
from django.db.models import F

from accounts.access import ScopedQuerySet
from accounts.constraints import not_blank
from complaints import access
from complaints.models.complaint import WORD, Complaint


class QuestionQuerySet(ScopedQuerySet):
    writers = access.QUESTION_ANSWERERS

    def unanswered(self):
        return self.filter(answered_at__isnull=True)

    def with_people(self):
        return self.select_related("asked_by", "teacher")

    def newest_first(self):
        return self.order_by("-asked_at", "-pk")

    def unanswered_first(self):
        return self.order_by(F("answered_at").desc(nulls_first=True), "-asked_at", "-pk")


class Question(models.Model):
    """A question to a teacher in the director's words, and the explanation given; the family's words stay apart."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="questions")
    teacher = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кому")
    text = models.TextField("вопрос", max_length=WORD)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто спросил")
    asked_at = models.DateTimeField("когда спросили")
    answer = models.TextField("объяснение", max_length=WORD, blank=True)
    answered_at = models.DateTimeField("когда ответил", null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "вопрос учителю"
        verbose_name_plural = "вопросы учителям"
        constraints = (
            not_blank("text", name="question_asks_something"),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, answer="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(answer="")),
                name="question_answer_is_whole",
            ),
        )
