"""The school's workbook brought in by a page: checked, shown, then applied as it was shown."""

from base64 import b64decode, b64encode
from datetime import date, datetime

from django import forms

from accounts.fields import DayField
from accounts.models import User
from accounts.russian import plural
from journal.workbook.comparing import Comparison
from journal.workbook.importing import Doubtful, Outdated, foresee, import_school
from journal.workbook.powers import Backdated
from journal.workbook.problems import Problem, Refused

# Of 1,000 students a quarter of this; what the form carries along must fit into a posted form.
LARGEST = 3 * 2**19
TOO_LARGE = "Файл больше 1,5 МБ. Уберите из него картинки и лишние листы."
NO_FILE = "Выберите файл с таблицей."
NOT_SURE = "Подтвердите, что это та таблица, или выберите другую."
PASSED = (
    "Этот день уже прошёл. Прошедшим днём загружают только первую таблицу учебного года: выберите сегодня или позже."
)
CHANGED = "Пока страница была открыта, изменился дневник или день. Проверьте ещё раз, что будет, и загрузите."


class SchoolForm(forms.Form):
    """A workbook from a file, which then stands in the form itself: the server keeps nothing of it between presses.

    `seen` is the fingerprint of the comparison that was shown: nothing else is ever applied.
    """

    file = forms.FileField(label="Школьная таблица", help_text="Файл Excel (.xlsx) до 1,5 МБ", required=False)
    on = DayField(
        label="С какого дня действует",
        help_text="Чего в таблице больше нет, закончится накануне этого дня",
    )
    sure = forms.BooleanField(label="Таблица та, сказанное выше проверено", required=False)
    content = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, by: User, posted=None, files=None, *, today: date, **kwargs):
        super().__init__(posted and posted.copy(), files, initial={"on": today}, **kwargs)
        self.by, self.today = by, today
        self.comparison: Comparison | None = None
        self.problems: tuple[Problem, ...] = ()
        self.is_outdated = False

    @property
    def is_to_apply(self) -> bool:
        """Whether the person has seen what will change, and asks for it."""
        return self.data.get("part") == "apply" and not self.cleaned_data["file"]

    def clean(self):
        content = self._content()
        self.cleaned_data["content"], self.data["content"] = content, b64encode(content).decode()
        if not self.errors and not self.is_to_apply:
            self._try(self._foresee)

    def save(self, *, at: datetime) -> bool:
        """Bring the workbook in; False when it is to be shown again: with mistakes, or with what has changed."""
        self._try(lambda: self._import(at))
        return not self.errors

    def _content(self) -> bytes:
        """Return what the file holds: the one chosen now, else the one that the form carries."""
        file, carried = self.cleaned_data.get("file"), self.cleaned_data.get("content", "")
        if file and file.size > LARGEST:
            self.add_error("file", TOO_LARGE)
            return b""
        try:
            content = file.read() if file else b64decode(carried, validate=True)
        except ValueError:
            content = b""
        if not content:
            self.add_error("file", NO_FILE)
        return content

    def _foresee(self):
        typed = self.cleaned_data
        self._show(foresee(typed["content"], on=typed["on"], today=self.today, by=self.by))

    def _import(self, at):
        typed = self.cleaned_data
        try:
            import_school(
                typed["content"], on=typed["on"], at=at, by=self.by, seen=typed["seen"], allow_mass_ending=typed["sure"]
            )
        except Outdated as outdated:
            self.is_outdated = True
            self._show(outdated.comparison)
            self.add_error(None, CHANGED)
        except Doubtful as ending:
            self._show(ending.comparison)
            self.add_error("sure", NOT_SURE)

    def _try(self, step):
        try:
            step()
        except Backdated:
            self.add_error("on", PASSED)
        except Refused as refusal:
            self.problems = refusal.problems
            found = plural(len(self.problems), "ошибка,ошибки,ошибок")
            self.add_error("file", f"В таблице {found}. Исправьте файл и выберите его снова.")

    def _show(self, comparison):
        self.comparison, self.data["seen"] = comparison, comparison.fingerprint
