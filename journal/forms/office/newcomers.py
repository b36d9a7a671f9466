"""Somebody new to the school: a student, a parent, or who works here."""

from collections.abc import Sequence
from datetime import date

from django import forms

from accounts.access import STAFF, roles_given_by
from accounts.actions import Newcomer
from accounts.enums import Ground, Role
from accounts.fields import DayField, LineField
from accounts.forms.desk import check_term
from accounts.models import User
from accounts.names import sort_key
from journal.actions import Enrolled, Place, admit_employee, admit_parent, admit_student
from journal.models import SchoolClass
from journal.workbook.cells import Code, Name, Unclear
from journal.workbook.letters import looked_up

NAMES = ("code", "surname", "name", "patronymic", "born_on", "email")


class CellField(LineField):
    """What the workbook has in a cell, and by the same rules."""

    def __init__(self, cell, *, required_message: str = "", **kwargs):
        super().__init__(required_message=required_message, max_length=cell.longest, **kwargs)
        self.cell = cell

    def clean(self, value):
        value = super().clean(value)
        try:
            return self.cell(value) if value else ""
        except Unclear as fault:
            raise forms.ValidationError(f"Здесь {fault.what}. Что сделать: {fault.advice}.") from None


class NewcomerForm(forms.Form):
    """Who it is; a namesake is asked about once, so that nobody stands in the diary twice."""

    surname = CellField(Name(80), label="Фамилия", required_message="Напишите фамилию.")
    name = CellField(Name(80), label="Имя", required_message="Напишите имя.")
    patronymic = CellField(Name(80), label="Отчество", help_text="Пусто, если отчества нет", required=False)
    code = CellField(
        Code(32),
        label="Код",
        help_text="Тот, под которым человек стоит или будет стоять в школьной таблице",
        required_message="Напишите код из школьной таблицы.",
    )
    sure = forms.BooleanField(label="Это другой человек с тем же именем", required=False)
    since = DayField(label="С какого дня")

    def __init__(self, posted=None, *, by: User, today: date, **initial):
        super().__init__(posted, initial={"since": today} | initial)
        self.by = by
        self.namesakes: list[User] = []

    @property
    def newcomer(self) -> Newcomer:
        return Newcomer(**{name: self.cleaned_data[name] for name in NAMES if name in self.cleaned_data})

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        same = {looked_up(known): known for known in User.objects.values_list("code", flat=True)}.get(looked_up(code))
        if same:
            raise forms.ValidationError(f"Код {same} уже у другого человека: найдите его в списке людей.")
        return code

    def clean(self):
        check_term(self)
        self.check_namesakes()

    def check_namesakes(self):
        typed = self.cleaned_data
        if "surname" not in typed or "name" not in typed:
            return
        key = sort_key(typed["surname"], typed["name"], typed.get("patronymic", ""))
        self.namesakes = list(User.objects.editable_by(self.by).living().filter(sort_key=key).in_order())
        if self.namesakes and not typed["sure"]:
            self.add_error(
                "sure", "Человек с таким именем уже есть: откройте его страницу или отметьте, что это другой."
            )


class StudentForm(NewcomerForm):
    said = "Ученик внесён и зачислен."

    born_on = DayField(label="Дата рождения", first=date(1990, 1, 1))
    school_class = forms.TypedChoiceField(
        label="Класс",
        error_messages={"required": "Выберите класс.", "invalid_choice": "Выберите класс из списка."},
    )
    order = LineField(
        label="Приказ о зачислении",
        help_text="Номер и дата",
        max_length=80,
        required_message="Напишите номер и дату приказа.",
    )
    field_order = ("surname", "name", "patronymic", "born_on", "code", "sure", "school_class", "since", "order")

    def __init__(self, posted=None, *, classes: Sequence[SchoolClass], **kwargs):
        super().__init__(posted, **kwargs)
        field = self.fields["school_class"]
        field.choices = [("", "Выберите класс"), *((found.pk, f"{found.title}, {found.year}") for found in classes)]
        field.coerce = {str(found.pk): found for found in classes}.get

    def save(self, *, by, at) -> User:
        """Write the student down. Raises Refused."""
        typed = self.cleaned_data
        place = Place(typed["school_class"], typed["since"], typed["order"])
        enrolled = admit_student(self.newcomer, place, by=by, at=at)
        self.said = said_of(enrolled)
        return enrolled.student


class ParentForm(NewcomerForm):
    said = "Родитель внесён и связан с ребёнком."

    email = forms.EmailField(label="Эл. почта", max_length=254, required=False)
    words = LineField(
        label="Ребёнок", help_text="Начало фамилии и имени или код ученика", max_length=200, required=False
    )
    child = forms.TypedChoiceField(
        label="Кто из найденных",
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Этого ребёнка среди найденных нет. Выберите ещё раз."},
    )
    ground = forms.ChoiceField(
        label="Основание", choices=Ground, error_messages={"invalid_choice": "Выберите основание из списка."}
    )
    document = LineField(
        label="Документ",
        help_text="Вид, номер и дата: свидетельство о рождении, распоряжение об опеке",
        max_length=120,
        required=False,
    )
    until = DayField(label="По какой день", help_text="Если срок не задан, оставьте пустым", required=False)
    field_order = (
        *("surname", "name", "patronymic", "email", "code", "sure"),
        *("words", "child", "ground", "document", "since", "until"),
    )

    def __init__(self, posted=None, *, found: Sequence[tuple[User, str]], **kwargs):
        """`found`: the children whom the words mean, each with a line that tells namesakes apart."""
        super().__init__(posted, **kwargs, child=found[0][0].pk if len(found) == 1 else None)
        self.found = found
        self.fields["child"].choices = [(child.pk, words) for child, words in found]
        self.fields["child"].coerce = {str(child.pk): child for child, _ in found}.get

    def clean(self):
        super().clean()
        if not self.cleaned_data.get("child") and "child" not in self.errors:
            self.check_found()

    def check_found(self):
        if len(self.found) == 1:
            self.cleaned_data["child"] = self.found[0][0]
        elif self.found:
            self.add_error("child", "Нашлось несколько детей. Выберите одного или напишите точнее.")
        elif "words" not in self.errors:
            self.add_error("words", "Напишите имя или код ребёнка, который учится в школе.")

    def save(self, *, by, at) -> User:
        """Write the parent down. Raises Refused."""
        bond = {name: self.cleaned_data[name] for name in ("child", "ground", "document", "since", "until")}
        return admit_parent(self.newcomer, bond, by=by, at=at)


class EmployeeForm(NewcomerForm):
    said = "Сотрудник внесён."

    email = forms.EmailField(label="Эл. почта", max_length=254, required=False)
    role = forms.TypedChoiceField(
        label="Роль",
        coerce=Role,
        help_text="Администратора назначает директор",
        error_messages={"required": "Выберите роль.", "invalid_choice": "Выберите роль из списка."},
    )
    order = LineField(label="Приказ", help_text="Номер и дата, если он есть", max_length=80, required=False)
    until = DayField(label="По какой день", help_text="Если срок не задан, оставьте пустым", required=False)
    field_order = ("surname", "name", "patronymic", "email", "code", "sure", "role", "order", "since", "until")

    def __init__(self, posted=None, **kwargs):
        super().__init__(posted, **kwargs)
        given = roles_given_by(self.by) & STAFF
        self.fields["role"].choices = [("", "Выберите роль"), *((role, role.label) for role in Role if role in given)]

    def save(self, *, by, at) -> User:
        """Write the person down. Raises Refused."""
        office = {name: self.cleaned_data[name] for name in ("role", "order", "since", "until")}
        return admit_employee(self.newcomer, office, by=by, at=at)


def said_of(enrolled: Enrolled) -> str:
    """Return into which courses the student has come, and which are still to be chosen."""
    said = ["Ученик внесён и зачислен.", f"Курсы всего класса, в которые он записан: {len(enrolled.courses)}."]
    if enrolled.by_groups:
        groups = ", ".join(f"{course.subject} ({course.group})" for course in enrolled.by_groups)
        said.append(f"В курсы по группам запишите его школьной таблицей: {groups}.")
    return " ".join(said)
