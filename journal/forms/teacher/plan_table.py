"""A plan of topics brought in as a table: read, shown beside the plan that stands, then applied."""

from hashlib import sha256

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.russian import plural
from journal.actions import Conflict, rewrite_plan
from journal.enums import Way
from journal.forms.teacher.plan import OneLine
from journal.models import Course, WorkKind
from journal.rules import plan
from journal.rules.plan import Line
from journal.workbook.plan import parse, text_of, tidied
from journal.workbook.problems import Refused as RefusedFile

LARGEST_FILE = 5 * 2**20
CHANGED = "Пока страница была открыта, план изменили."
ANEW = "Проверьте ещё раз, что изменится, и загрузите."


class TableForm(forms.Form):
    """A table, pasted or from a file, whose rows then stand in the text to be mended.

    `seen` is the plan that it was compared with, `checked` the text that was: nothing else is ever applied.
    """

    file = forms.FileField(label="Файл", help_text="Таблица Excel (.xlsx)", required=False)
    text = forms.CharField(
        label="Строки плана",
        help_text="Скопируйте из таблицы или напишите через точку с запятой: тема, часов, задание, вид работы",
        max_length=200_000,
        required=False,
        # A row may begin with an empty cell.
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "wrap": "off", "spellcheck": "false"}),
    )
    reason = OneLine(
        label="Почему меняется план",
        help_text="Останется в истории журнала",
        max_length=400,
        required=False,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    checked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, course: Course, lines: list[Line], posted=None, files=None):
        super().__init__(posted and posted.copy(), files)
        self.course, self.lines = course, lines
        self.table = self.comparison = None
        self.conflicts = []

    @property
    def kept(self) -> int:
        """How many topics stay whatever the table says."""
        return sum(line.is_begun for line in self.lines)

    @property
    def is_to_apply(self) -> bool:
        """Whether the person has seen what will change, and asks for it."""
        return self.data.get("part") == "apply" and not self.cleaned_data["file"]

    def clean(self):
        typed = self.cleaned_data
        text = self._text_of(typed["file"]) if typed.get("file") else tidied(typed.get("text", ""))
        if self.errors:
            return
        if not text:
            self.add_error("text", "Вставьте строки плана или выберите файл.")
            return
        self.table = parse(text, WorkKind.objects.settable().in_order())
        if self.table.problems:
            found = plural(len(self.table.problems), "ошибку,ошибки,ошибок")
            self.add_error("text", f"Исправьте в таблице {found} или удалите эти строки.")
        else:
            self.compare(text)
        self._show_anew(text)

    def compare(self, text):
        self.after = plan.brought(self.lines, self.table.lines)
        self.comparison = plan.compared(self.lines, self.after)
        if self.is_to_apply:
            self.check_it_is_what_was_shown(text)
            self.check_reason()

    def check_it_is_what_was_shown(self, text):
        if self.cleaned_data["seen"] != plan.version(self.lines):
            self.conflicts.append(Conflict(CHANGED, self.lines))
            self.add_error(None, f"{CHANGED} {ANEW}")
        elif self.cleaned_data["checked"] != _print_of(text):
            self.add_error(None, f"Строки стали другими. {ANEW}")

    def check_reason(self):
        if self.comparison.takes_away and not self.cleaned_data["reason"]:
            self.add_error("reason", "Напишите, почему меняются темы, которые уже стоят в плане.")

    def save(self, *, by, at) -> None:
        """Bring the table in. Raises Refused; a plan that became another meanwhile is told as a conflict."""
        reason, seen = self.cleaned_data["reason"], self.cleaned_data["seen"]
        try:
            rewrite_plan(self.course, self.after, seen=seen, reason=reason, by=by, at=at, way=Way.IMPORT)
        except Conflict as conflict:
            self.conflicts.append(conflict)
            self.add_error(None, str(conflict))

    def _text_of(self, file: UploadedFile):
        try:
            if file.size > LARGEST_FILE:
                self.add_error("file", f"Файл больше {LARGEST_FILE // 2**20} МБ. Оставьте в нём одну таблицу.")
                return ""
            return text_of(file.read())
        except RefusedFile as refused:
            self.add_error("file", str(refused))
            return ""

    def _show_anew(self, text):
        """Let the form show what was read, and remember what it was compared with."""
        for name, value in (("text", text), ("seen", plan.version(self.lines)), ("checked", _print_of(text))):
            self.data[name] = value


def _print_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
