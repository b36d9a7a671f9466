"""What came by word, on paper, by mail or through the portal of services, as the office writes it down."""

from collections.abc import Iterable
from uuid import uuid4

from django import forms
from django.utils.timezone import localdate

from accounts.fields import DayField, LineField
from accounts.models import User
from complaints.enums import About, Channel, Delivery
from complaints.forms.office import chosen, paragraphs
from complaints.forms.office_acts import entry_choices
from complaints.models import Complaint
from complaints.models.complaint import NAME, TEXT, WISH
from journal.models import Student

UNKNOWN = "stranger"
MOST = 10
NAMELESS = "Напишите фамилию и имя заявителя. На письмо без подписи ответ не даётся (59-ФЗ, ст. 11)."
WHICH_AUTHOR = "Выберите заявителя из найденных или отметьте, что его в дневнике нет."
NO_CHILD = "Такого ученика нет. Проверьте фамилию и имя."
WHICH_CHILD = "Таких учеников несколько. Выберите одного."
TOO_MANY = "Таких много. Допишите имя и отчество."
CHILD_NEEDED = "Напишите, о каком ученике речь: без него запись не найти."
WHICH_ENTRY = "Выберите запись, которой не хватает, или отметьте, что её нет в списке."
UNREACHABLE = "Этого человека в дневнике нет: ответ там он не увидит. Выберите почту."
NO_ADDRESS = "Напишите адрес для ответа."
OF_ORAL = {"heard_by": "Напишите, кто принял заявителя.", "identity": "Напишите, чем удостоверена личность."}


class RegisterForm(forms.Form):
    """One complaint; whom and what it names is looked up, and asked about where several are found."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    channel = chosen(
        "Как поступило", [(one.value, one.label) for one in Channel.registered()], widget=forms.RadioSelect
    )
    received_on = DayField(label="Когда поступило")
    author_words = LineField(label="Заявитель", help_text="Фамилия, имя, отчество", max_length=NAME, required=False)
    author = chosen("Кто из них", (), required=False, widget=forms.RadioSelect)
    child_words = LineField(label="Ученик", help_text="Фамилия и имя", max_length=NAME, required=False)
    child = chosen("Который из них", (), required=False, widget=forms.RadioSelect)
    about = chosen("О чём", About.choices, widget=forms.RadioSelect)
    entry = chosen("Запись, которой не хватает", (), required=False)
    text = paragraphs("Что случилось", required="Напишите, о чём обращение.", rows=6, most=TEXT)
    wish = paragraphs("Чего просит заявитель", rows=2, most=WISH)
    reply_by = chosen("Куда ответить", [(one.value, one.label) for one in Delivery.asked()], widget=forms.RadioSelect)
    reply_to = LineField(label="Адрес для ответа", max_length=300, required=False)
    heard_by = LineField(label="Кто принял", max_length=NAME, required=False)
    identity = LineField(
        label="Чем удостоверена личность", help_text="Без номеров: «паспорт»", max_length=NAME, required=False
    )
    agrees_to_oral = forms.BooleanField(label="Согласен на устный ответ", required=False)

    def __init__(self, posted=None, *, now):
        super().__init__(posted)
        self.now, self.today = now, localdate(now)
        self.initial = {"once": uuid4(), "received_on": self.today, "reply_by": Delivery.POST}
        typed = (posted or {}).get
        self._ask_author(typed("author_words", ""))
        found = self._ask_child(typed("child_words", ""), typed("child", ""))
        self._ask_entry(found, typed("about", ""))

    def clean(self):
        self.check_author()
        self.check_child()
        self.check_entry()
        self.check_reply()
        self.check_reception()

    def check_author(self):
        if not self.cleaned_data.get("author_words"):
            self.add_error("author_words", NAMELESS)
        elif "author" in self.fields and not self.cleaned_data.get("author"):
            self.add_error("author", WHICH_AUTHOR)

    def check_child(self):
        if not self.cleaned_data.get("child_words"):
            if self.cleaned_data.get("about") == About.MISSING:
                self.add_error("child_words", CHILD_NEEDED)
        elif not self.children:
            self.add_error("child_words", NO_CHILD)
        elif len(self.children) > MOST:
            self.add_error("child_words", TOO_MANY)
        elif "child" in self.fields and not self.cleaned_data.get("child"):
            self.add_error("child", WHICH_CHILD)

    def check_entry(self):
        if "entry" in self.fields and not self.cleaned_data.get("entry"):
            self.add_error("entry", WHICH_ENTRY)

    def check_reply(self):
        by = self.cleaned_data.get("reply_by")
        if self.cleaned_data.get("agrees_to_oral"):
            return
        if by == Delivery.PORTAL and "author_words" in self.cleaned_data and not self._author_pk():
            self.add_error("reply_by", UNREACHABLE)
        if by in (Delivery.EMAIL, Delivery.POST) and not self.cleaned_data.get("reply_to"):
            self.add_error("reply_to", NO_ADDRESS)

    def check_reception(self):
        is_oral = self.cleaned_data.get("channel") == Channel.ORAL
        for name, sentence in OF_ORAL.items():
            if is_oral and name in self.cleaned_data and not self.cleaned_data[name]:
                self.add_error(name, sentence)

    def complaint(self) -> Complaint:
        """Return the complaint as it was written down, not yet registered."""
        names = ("once", "channel", "received_on", "about", "text", "wish", "reply_by", "reply_to")
        facts = {name: self.cleaned_data[name] for name in names}
        if facts["channel"] == Channel.ORAL:
            facts |= {name: self.cleaned_data[name] for name in (*OF_ORAL, "agrees_to_oral")}
        author = self._author_pk()
        name = "" if author else self.cleaned_data["author_words"]
        return Complaint(author_id=author, author_name=name, child_id=self._child_pk(), **facts)

    @property
    def entry_key(self) -> str:
        """Which entry is missing; empty where it was not named."""
        entry = self.cleaned_data.get("entry", "")
        return "" if entry == UNKNOWN else entry

    def _ask_author(self, words):
        found = User.objects.filter(destroyed_at=None).named_like(words).in_order()[:MOST] if words.strip() else ()
        lines = [(str(one.pk), f"{one.full_name}, код {one.code}") for one in found]
        self._offer("author", [*lines, (UNKNOWN, "Этого человека в дневнике нет")] if lines else [])

    def _ask_child(self, words, chosen) -> Student | None:
        """Offer whom the words may mean; return who is meant."""
        self.children = {str(one.pk): one for one in students_like(words, self.today)}
        several = 1 < len(self.children) <= MOST
        self._offer("child", said_of(self.children.values(), self.today) if several else [])
        return self.children.get(chosen) if several else next(iter(self.children.values()), None)

    def _ask_entry(self, child, about):
        lines = entry_choices(child, now=self.now) if child and about == About.MISSING else []
        beside = [("", "Выберите запись"), *lines, (UNKNOWN, "Записи нет в этом списке")]
        self._offer("entry", beside if lines else [])

    def _offer(self, name, choices):
        if choices:
            self.fields[name].choices = choices
        else:
            del self.fields[name]

    def _author_pk(self) -> int | None:
        chosen = self.cleaned_data.get("author", "")
        return int(chosen) if chosen.isdecimal() else None

    def _child_pk(self) -> int | None:
        chosen = self.cleaned_data.get("child") or next(iter(self.children), "")
        return int(chosen) if chosen else None


def students_like(words: str, day) -> list[Student]:
    """Return who learn here from the day on and are named like the words, one more than are offered at most."""
    if not words.strip():
        return []
    named = User.objects.learning_from(day).named_like(words)
    return list(Student.objects.filter(pk__in=named.values("pk")).with_class(on=day).in_order()[: MOST + 1])


def said_of(students: Iterable[Student], day) -> list[tuple[str, str]]:
    """Return students as one tells them apart: with their class."""
    return [(str(one.pk), f"{one.full_name}, {one.class_said(day)}") for one in students]
