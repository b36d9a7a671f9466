"""The topic of a lesson, and its homework."""

from django import forms

from accounts.russian import weekday_day
from journal.actions import Conflict, HomeworkEntry, Refused, TopicEntry, write_homework, write_topics
from journal.enums import Matter
from journal.forms.teacher.parts import Part, kept_lines, last_changes, one_line, told
from journal.models import PlannedTopic
from journal.models.said import homework_stands

LONG = forms.Textarea(attrs={"rows": 3})
SHORT = forms.Textarea(attrs={"rows": 2})
TAKEN = "Эту тему плана уже взял другой урок. Возьмите следующую."
STRANGER = "В списке есть ученик, которого нет на этом уроке. Обновите страницу."
# Lessons of a parallel class to choose from, and what stands for none of them.
NEAREST, NONE = 4, "Не задавать"


class TextPart(Part):
    """A text of the lesson that may meet another one."""

    matter = None

    @property
    def told(self) -> str:
        """Who wrote what stands now, and when. One query, for a form that met a conflict."""
        change = last_changes(self.lesson, self.matter).get(None)
        return told(self.lesson, change.by, change.at) if change else ""


class TopicForm(TextPart):
    """The topic, typed or taken from the plan by its own button."""

    matter = Matter.TOPIC

    text = forms.CharField(label="Тема урока", max_length=300, required=False, widget=SHORT)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    plan = forms.ModelChoiceField(PlannedTopic.objects.none(), required=False, error_messages={"invalid_choice": TAKEN})

    def __init__(self, lesson, *, unsaved=None, **kwargs):
        typed = unsaved.cleaned_data["text"] if unsaved else lesson.topic
        super().__init__(lesson, part="topic", unsaved=unsaved, initial={"text": typed, "seen": lesson.topic}, **kwargs)
        self.fields["plan"].queryset = offered(lesson)

    def clean_text(self):
        return one_line(self.cleaned_data["text"])

    def clean(self):
        planned = self.cleaned_data.get("plan")
        if planned:
            self.cleaned_data["text"] = planned.topic
        self.check_something_is_said()

    def check_something_is_said(self):
        asked = self.cleaned_data.get("text") or self.lesson.topic or self.cleaned_data.get("seen")
        if not asked and not self.errors:
            self.add_error("text", "Напишите тему урока.")

    def save(self, *, by, at) -> None:
        entry = TopicEntry(
            lesson=self.lesson,
            topic=self.cleaned_data["text"],
            planned_topic=self.cleaned_data["plan"] or self.lesson.planned_topic,
            seen=self.cleaned_data["seen"],
            by=by,
            at=at,
        )
        try:
            write_topics([entry])
        except Conflict as conflict:
            self.conflicts.append(conflict)


class HomeworkForm(TextPart):
    """The homework: a text with its day, or that there is none; the same to parallel classes, each with its day."""

    matter = Matter.HOMEWORK

    text = forms.CharField(label="Задание", max_length=2000, required=False, widget=LONG)
    due = forms.TypedChoiceField(label="К какому уроку", required=False, empty_value=None)
    not_set = forms.BooleanField(label="Не задано", required=False)
    minutes = forms.IntegerField(
        label="Сколько минут займёт",
        help_text="Можно не указывать",
        min_value=1,
        max_value=300,
        required=False,
    )
    students = forms.TypedMultipleChoiceField(
        label="Кому задано",
        help_text="Никто не отмечен: задано всем",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": STRANGER},
        required=False,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, lesson, *, members, upcoming, beside=None, unsaved=None, **kwargs):
        initial = {
            "text": lesson.homework or proposed(lesson),
            "not_set": lesson.homework_not_set,
            "due": lesson.homework_due_lesson_id or (upcoming[0].pk if upcoming else None),
            "minutes": lesson.homework_minutes,
            "students": [member.student_id for member in members if member.is_addressee],
        }
        initial |= unsaved.typed() if unsaved else {}
        initial["seen"] = homework_stands(lesson)
        super().__init__(lesson, part="homework", unsaved=unsaved, initial=initial, **kwargs)
        self._offer(members, upcoming)
        self.due_of = {}
        for course, lessons in (beside or {}).items():
            self._offer_beside(course, lessons)

    def _offer(self, members, upcoming):
        lessons = {str(lesson.pk): lesson for lesson in upcoming}
        people = {str(member.student_id): member.student for member in members}
        self.fields["due"].choices = [(pk, lesson_said(lesson)) for pk, lesson in lessons.items()]
        self.fields["due"].coerce = lessons.get
        self.fields["students"].choices = [(pk, student.list_name) for pk, student in people.items()]
        self.fields["students"].coerce = people.get

    def _offer_beside(self, course, lessons):
        """Ask at which of its nearest lessons a parallel class is set the same, each with the lesson after it."""
        pairs = zip(lessons, (*lessons[1:], None), strict=True)
        free = [(lesson, due) for lesson, due in pairs if lesson.is_own and _takes_homework(lesson)][:NEAREST]
        if not free:
            return
        self.due_of |= dict(free)
        known = {str(lesson.pk): lesson for lesson, _ in free}
        self.fields[f"course-{course.pk}"] = forms.TypedChoiceField(
            label=course.group,
            choices=[("", NONE), *((lesson.pk, _pair_said(lesson, due)) for lesson, due in free)],
            coerce=known.get,
            empty_value=None,
            required=False,
            error_messages={"invalid_choice": "На этом уроке уже есть задание или урока нет. Выберите урок из списка."},
        )

    @property
    def beside(self) -> list:
        """The questions about parallel classes."""
        return [self[name] for name in self.fields if name.startswith("course-")]

    @property
    def is_detailed(self) -> bool:
        """Whether anything is said in the details."""
        details = (self["minutes"], self["students"], *self.beside)
        return bool(self.errors) or any(detail.value() for detail in details)

    def clean_text(self):
        return kept_lines(self.cleaned_data["text"])

    def clean_seen(self):
        return kept_lines(self.cleaned_data["seen"])

    def clean(self):
        if self.cleaned_data.get("not_set") and self.cleaned_data.get("text") == kept_lines(self.initial["text"]):
            # The text was shown, not typed: it gives way to the tick.
            self.cleaned_data["text"] = ""
        self.check_something_is_said()
        self.check_day()

    def check_something_is_said(self):
        said = self.cleaned_data.get("text") or self.cleaned_data.get("not_set")
        if not said and not self.lesson.has_homework_entry and "text" not in self.errors:
            self.add_error("text", "Напишите задание или отметьте «Не задано».")

    def check_day(self):
        wanted = self.cleaned_data.get("text") and self.fields["due"].choices
        if wanted and not self.cleaned_data.get("due") and "due" not in self.errors:
            self.add_error("due", "Выберите, к какому уроку задано.")

    def typed(self) -> dict:
        """Return what was typed, as a form shows it anew."""
        typed, due = self.cleaned_data, self.cleaned_data["due"]
        chosen = {field.name: typed[field.name] and typed[field.name].pk for field in self.beside}
        return typed | chosen | {"due": due and due.pk, "students": [student.pk for student in typed["students"]]}

    def save(self, *, by, at) -> None:
        typed = self.cleaned_data
        same = {"text": typed["text"], "not_set": typed["not_set"], "minutes": typed["minutes"], "by": by, "at": at}
        own = HomeworkEntry(
            lesson=self.lesson, due_lesson=typed["due"], students=typed["students"], seen=typed["seen"], **same
        )
        chosen = filter(None, (typed[field.name] for field in self.beside))
        entries = [HomeworkEntry(lesson=lesson, due_lesson=self.due_of[lesson], seen="", **same) for lesson in chosen]
        try:
            write_homework([own, *entries])
        except Conflict as conflict:
            course = conflict.standing.course
            if course.pk != self.lesson.course_id:
                raise Refused(
                    f"{course.group}: на этом уроке тем временем уже задали. Выберите другой урок."
                ) from conflict
            self.conflicts.append(conflict)


def offered(lesson):
    """Return the lines of the course's plan that lessons are still to take, the next one first."""
    return PlannedTopic.objects.of(lesson.course_id).to_be_held().in_order()


def proposed(lesson) -> str:
    """Return the homework that the plan has for the topic taken, as long as nothing is said about homework."""
    return "" if lesson.planned_topic is None or lesson.homework_not_set else lesson.planned_topic.homework


def lesson_said(lesson) -> str:
    return f"{weekday_day(lesson.date)}, {lesson.number}-й урок"


def _takes_homework(lesson) -> bool:
    return not lesson.has_homework_entry and lesson.course.sets_homework_on(lesson.date)


def _pair_said(lesson, due) -> str:
    return f"Урок {lesson_said(lesson)}" + (f", сделать к {weekday_day(due.date)}" if due else "")
