"""What is done with one person, each act a form of its own; and how the person is found."""

from collections.abc import Sequence
from datetime import date, timedelta

from django import forms

from accounts import actions
from accounts.access import STAFF, roles_given_by
from accounts.enums import Role
from accounts.fields import DayField, LineField
from accounts.models import Guardianship, HeldRole, User
from accounts.rules.desk import NO_ORDER

BEGUN_TODAY = "Сегодняшний день закроет доступ в полночь. Если ждать нельзя, закройте человеку вход"
TO_COME = "День раньше первого отменит всю строку"
STRANGER = "Этого человека среди найденных нет. Найдите его и выберите ещё раз."


def why(label: str) -> LineField:
    return LineField(
        label=label,
        help_text="Без имён других людей: останется в учёте действий",
        max_length=200,
        required_message="Напишите причину.",
    )


class NameForm(forms.Form):
    """A person looked for by name; sent by POST, so that no name stays in an address."""

    words = forms.CharField(
        label="Найти человека",
        help_text="Начало фамилии, имени или отчества, код из школьной таблицы или логин целиком",
        max_length=200,
        error_messages={"required": "Напишите, кого найти."},
    )

    def __init__(self, posted=None):
        super().__init__(posted, auto_id="find_%s")


class Act(forms.Form):
    """One act; the name of its part is the prefix of its fields. `said` tells that it is done."""

    said = "Сохранено."

    def __init__(self, part: str, *, posted=None, **kwargs):
        super().__init__(posted if posted and posted.get("part") == part else None, prefix=part, **kwargs)

    def save(self, *, by: User, at) -> None:
        """Do what is asked. Raises Refused."""


class OfPerson(Act):
    """An act upon the person of the page; `act` is what does it."""

    act = None

    def __init__(self, person: User, *, posted=None):
        super().__init__(self.part, posted=posted)
        self.person = person

    def save(self, *, by, at):
        type(self).act(self.person, **self.cleaned_data, by=by, at=at)


class LockForm(OfPerson):
    part, said = "lock", "Вход закрыт, открытое на устройствах закончено."
    act = actions.lock
    reason = why("Почему закрывается вход")


class UnlockForm(OfPerson):
    part = "unlock"
    said = (
        "Вход открыт: подойдут прежние логин и пароль. Если пароль узнал кто-то ещё, напечатайте новую карточку: "
        "прежний перестанет действовать."
    )
    act = actions.unlock
    reason = why("Почему открывается вход")


class DevicesForm(OfPerson):
    part, said = "devices", "Вход закончен на всех устройствах."
    act = actions.end_sessions


class FactorForm(OfPerson):
    part, said = "factor", "Второй шаг выключен. Человеку об этом сообщено."
    act = actions.take_factor
    reason = why("Почему выключается второй шаг")


class GiveRoleForm(Act):
    """A role that is the giver's to give."""

    part = "role"

    role = forms.TypedChoiceField(
        label="Роль",
        coerce=Role,
        error_messages={"required": "Выберите роль.", "invalid_choice": "Выберите роль из списка."},
    )
    since = DayField(label="С какого дня")
    until = DayField(label="По какой день", help_text="Если срок не задан, оставьте пустым", required=False)
    order = LineField(label="Приказ", help_text="Номер и дата, если он есть", max_length=80, required=False)

    def __init__(self, person: User, *, by: User, today: date, posted=None):
        super().__init__(self.part, posted=posted, initial={"since": today})
        self.person = person
        given = roles_given_by(by)
        self.fields["role"].choices = [("", "Выберите роль"), *((role, role.label) for role in Role if role in given)]

    @property
    def said(self) -> str:
        role = self.cleaned_data["role"]
        anew = " Если была карточка, по которой ещё не вошли, напечатайте новую." if role in STAFF else ""
        return f"Роль дана: {role.label}.{anew}"

    def clean(self):
        check_term(self)

    def save(self, *, by, at):
        actions.give_role(self.person, **self.cleaned_data, by=by, at=at)


class AppointForm(forms.Form):
    """Whom of those found the director appoints administrator, by which order (regulation, 3.1)."""

    said = "Приказ записан."

    other = forms.TypedChoiceField(
        label="Кто из найденных",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите человека.", "invalid_choice": STRANGER},
    )
    order = LineField(label="Приказ", help_text="Номер и дата", max_length=80, required_message=NO_ORDER)
    since = DayField(label="С какого дня")
    until = DayField(label="По какой день", help_text="Если срок не задан, оставьте пустым", required=False)

    def __init__(self, *, found: Sequence[tuple[User, str]], today: date, typed, posted=None):
        """Start with what was `typed` while somebody was looked for."""
        super().__init__(posted, initial=chosen_before(found, today, typed, ("order", "since", "until")))
        offer(self.fields["other"], found)

    def clean(self):
        check_term(self)

    def save(self, *, by, at):
        typed = dict(self.cleaned_data)
        actions.give_role(typed.pop("other"), role=Role.ADMINISTRATOR, **typed, by=by, at=at)


class EndForm(Act):
    """The last day of a row that holds; `seen` is the one that the person was shown."""

    until = DayField(label="Последний день", help_text="Вчерашний день закроет доступ сразу, сегодняшний в полночь")
    reason = why("Почему заканчивается")
    seen = forms.DateField(required=False, widget=forms.HiddenInput)

    def __init__(self, row, *, today: date, posted=None):
        initial = {"until": min(today, row.until or today), "seen": row.until}
        super().__init__(f"{self.part}-{row.pk}", posted=posted, initial=initial)
        self.row = row
        if row.since == today:
            self.fields["until"].help_text = BEGUN_TODAY
        elif row.since > today:
            self.fields["until"].help_text = TO_COME

    @property
    def said(self) -> str:
        until = self.cleaned_data["until"]
        is_undone = until < self.row.since
        return f"{self.whose}: " + ("строка отменена." if is_undone else f"последний день {until:%d.%m.%Y}.")

    def save(self, *, by, at):
        type(self).act(self.row, **self.cleaned_data, by=by, at=at)


class EndRoleForm(EndForm):
    part, act = "role-end", actions.end_role

    @property
    def whose(self) -> str:
        return f"{self.row.user.list_name}, роль «{self.row.get_role_display()}»"


class EndLinkForm(EndForm):
    """The end of a link; a court's decision does not wait for midnight."""

    part, act = "link-end", actions.unlink

    at_once = forms.BooleanField(
        label="Закрыть доступ сразу, не дожидаясь полуночи",
        help_text="Например, по решению суда: последним днём станет вчерашний",
        required=False,
    )
    field_order = ("at_once", "until")

    def __init__(self, row: Guardianship, *, today: date, posted=None):
        super().__init__(row, today=today, posted=posted)
        self.yesterday = today - timedelta(days=1)
        if row.since >= today:
            del self.fields["at_once"]

    @property
    def whose(self) -> str:
        return f"{self.row.guardian.list_name} больше не представляет ребёнка {self.row.child.list_name}"

    def clean(self):
        if self.cleaned_data.pop("at_once", False):
            self.cleaned_data["until"] = self.yesterday


class OrderForm(Act):
    """The order of an appointment that was written down without one."""

    part, said = "role-order", "Приказ записан."

    order = LineField(label="Приказ", help_text="Номер и дата", max_length=80, required_message=NO_ORDER)

    def __init__(self, row: HeldRole, *, posted=None):
        super().__init__(f"{self.part}-{row.pk}", posted=posted)
        self.row = row

    def save(self, *, by, at):
        actions.name_order(self.row, **self.cleaned_data, by=by, at=at)


def offer(field: forms.TypedChoiceField, found: Sequence[tuple[User, str]]) -> None:
    """Let one of the people found be chosen."""
    field.choices = [(other.pk, words) for other, words in found]
    field.coerce = {str(other.pk): other for other, _ in found}.get


def chosen_before(found, today: date, typed, names: Sequence[str]) -> dict:
    """Return what a form about somebody found begins with: the only one, and what was typed while looking."""
    only = found[0][0].pk if len(found) == 1 else None
    return {"other": only, "since": today} | {name: typed[name] for name in names if typed.get(name)}


def check_term(form: forms.Form) -> None:
    since, until = form.cleaned_data.get("since"), form.cleaned_data.get("until")
    if since and until and until < since:
        form.add_error("until", "Последний день раньше первого. Поменяйте их местами.")


def may_end(row: HeldRole, by: User, today: date) -> bool:
    """Whether a role that holds or is to come is the person's to end."""
    is_own_desk = row.role == Role.ADMINISTRATOR and row.user_id == by.pk
    return row.role in roles_given_by(by) and not is_own_desk and not is_over(row, today)


def is_over(row: HeldRole | Guardianship, today: date) -> bool:
    return row.until is not None and row.until < today
