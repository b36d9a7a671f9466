"""The list of cases: overdue first, narrowed by the clock, the state and what else is known."""

import re

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q

from accounts.models import User
from complaints.admin.lines import Line
from complaints.models import Complaint
from complaints.models.complaint import ComplaintQuerySet

NUMBER = re.compile(r"№?\s*([1-9]\d{0,8})(?:-(\d{4}))?")


class CaseList(ChangeList):
    """Django's list, whose rows know the day."""

    def get_results(self, request):
        super().get_results(request)
        self.lines = [Line(case, request.today) for case in self.result_list]


class ClockFilter(admin.SimpleListFilter):
    title = "срок ответа"
    parameter_name = "clock"
    CLOCKS = {
        "overdue": ("просрочено", ComplaintQuerySet.overdue),
        "soon": ("осталось не больше 3 дней", ComplaintQuerySet.due_soon),
        "later": ("остальные без ответа", ComplaintQuerySet.due_later),
    }

    def lookups(self, request, model_admin):
        return [(key, said) for key, (said, _) in self.CLOCKS.items()]

    def queryset(self, request, queryset):
        _, narrow = self.CLOCKS.get(self.value(), ("", lambda rows, today: rows))
        return narrow(queryset, request.today)


class YearFilter(admin.SimpleListFilter):
    title = "год"
    parameter_name = "year"

    def lookups(self, request, model_admin):
        return [(str(year), str(year)) for year in Complaint.objects.visible_to(request.user).years()]

    def queryset(self, request, queryset):
        known = dict(self.lookup_choices)
        return queryset.filter(year=self.value()) if self.value() in known else queryset


def searched(rows, words: str):
    """Return the cases with the number, or of authors and children whose names begin with the words."""
    said = NUMBER.fullmatch(words.strip())
    if said:
        numbered = rows.filter(serial=said[1])
        return numbered.filter(year=said[2]) if said[2] else numbered
    people = User.objects.named_like(words).values("pk")
    named = Q(author__in=people) | Q(child__in=people)
    typed = Q(pk__in=rows.filter(*(Q(author_name__icontains=word) for word in words.split())).values("pk"))
    return rows.filter(named | typed & ~Q(author_name=""))
