"""One mark with all that has happened to it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from journal.models import Change, Mark, Work, owed_to
from journal.views.family.child import child_page
from journal.views.family.readers import for_readers_of_children
from journal.views.family.shown import shown
from journal.views.family.week import promise


@for_readers_of_children
@require_safe
def entry(request: HttpRequest, sid: int, pk: int) -> HttpResponse:
    child = child_page(request, sid)
    marks = Mark.objects.visible_to(request.user).of(child.student).with_work().with_author().with_lesson()
    mark = get_object_or_404(marks, pk=pk)
    owed = owed_to(child.student, Work.objects.filter(pk=mark.work_id)).with_kind() if not mark.is_whole else ()
    context = {
        "child": child,
        "mark": mark,
        "promises": [promise(work, request.today, child.reminding) for work in owed],
        "shown": shown(mark),
        "work": mark.work,
        "lesson": mark.work.lesson,
        "changes": Change.objects.of_mark(mark).with_actor().as_it_went(),
    }
    return render(request, "journal/family/entry.html", context)
