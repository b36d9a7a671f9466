"""The acts of the page of a case, in the order in which they are offered."""

import re

from django import forms
from django.utils.timezone import localdate

from accounts.enums import Role
from accounts.fields import DayField, LineField
from accounts.models import User
from complaints import actions
from complaints.enums import About, Delivery, Finding, Status
from complaints.forms.office import Act, chosen, paragraphs
from complaints.models import Complaint
from complaints.models.complaint import WORD
from complaints.rules.clocks import PROLONGING, REDIRECTING
from complaints.rules.transitions import NEXT
from journal.evidence import awaited_by

BEFORE_DECISION = (Status.REGISTERED, Status.IN_REVIEW)
NUMBER = re.compile(r"\D*([1-9]\d{0,8})-(\d{4})\s*")


def follows(case: Complaint, to: Status) -> bool:
    return to in NEXT[Status(case.status)]


class PeopleField(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return person.full_name


class TakeForm(Act):
    name, title, button = "take", "Взять на рассмотрение", "Взять на рассмотрение"
    said = "Обращение взято на рассмотрение."
    act = actions.take

    @classmethod
    def is_open(cls, case):
        return case.status == Status.REGISTERED


class DecideForm(Act):
    name, title, button = "decide", "Принять решение", "Принять решение"
    said = "Решение принято, черновик ответа готов."
    note = "После решения появится черновик ответа; пока ответ не утверждён, решение можно принять заново."

    finding = chosen("Обращение", Finding.choices, missed="Выберите решение.", widget=forms.RadioSelect)
    reasons = paragraphs("Основания", required="Напишите основания решения.", most=WORD)
    done = paragraphs("Что сделано", rows=2, most=WORD)
    remains = paragraphs("Что остаётся сделать и к какому сроку", rows=2, most=WORD)
    why_never = LineField(
        label="Почему записи в дневнике не будет",
        help_text="Только если её не будет: без этого обращение закроется, когда запись появится",
        required=False,
        max_length=400,
    )

    def __init__(self, case, **kwargs):
        super().__init__(case, **kwargs)
        self.initial = {name: getattr(case, name) for name in self.fields}
        if case.about != About.MISSING:
            del self.fields["why_never"]

    @classmethod
    def is_open(cls, case):
        answer = getattr(case, "answer", None)
        return follows(case, Status.DECIDED) and not case.is_led and not (answer and answer.is_approved)

    def save(self, *, seen):
        decision = actions.Decision(**self.cleaned_data)
        actions.decide(self.case, decision=decision, by=self.by, at=self.now, seen=seen)


class AskForm(Act):
    name, title, button = "ask", "Запросить объяснения", "Отправить вопрос"
    said = "Вопрос отправлен: учитель увидит его в дневнике."
    note = "Учитель увидит только ваши слова. Не переписывайте слова семьи и не называйте заявителя."
    act = actions.ask

    teacher = PeopleField(label="Кому", queryset=User.objects.none(), error_messages={"required": "Выберите учителя."})
    text = paragraphs("Что объяснить", required="Напишите, что нужно объяснить.", most=WORD)

    def __init__(self, case, **kwargs):
        super().__init__(case, **kwargs)
        today = localdate(self.now)
        self.fields["teacher"].queryset = User.objects.holding(Role.TEACHER, on=today).in_order()
        entry = getattr(case, "entry", None)
        self.initial = {"teacher": entry and entry.teacher_id}

    @classmethod
    def is_open(cls, case):
        return case.status in BEFORE_DECISION


class LinkForm(Act):
    name, title, button = "link", "Указать запись дневника", "Указать запись"
    said = "Запись указана, её состояние записано."
    note = "Что записано о ней в дневнике сейчас, сохранится рядом с обращением."

    entry = chosen("Запись, которой не хватает", (), required=False)
    other = LineField(
        label="Или адрес её страницы в «Контроле»",
        help_text="Если записи нет в списке: например, topic-812",
        required=False,
        max_length=200,
    )

    def __init__(self, case, **kwargs):
        super().__init__(case, **kwargs)
        self.fields["entry"].choices = [("", "Выберите запись"), *entry_choices(case.child, now=self.now)]

    @classmethod
    def is_open(cls, case):
        has_none = getattr(case, "entry", None) is None and not case.is_over
        return case.child_id is not None and (case.status in BEFORE_DECISION or has_none)

    def clean(self):
        if not self.cleaned_data.get("entry") and not self.cleaned_data.get("other") and not self.errors:
            self.add_error("entry", "Выберите запись или вставьте её адрес.")

    def save(self, *, seen):
        asked = self.cleaned_data["other"].rstrip("/").rpartition("/")[2] or self.cleaned_data["entry"]
        actions.link_entry(self.case, entry=asked, by=self.by, at=self.now, seen=seen)


class ProlongForm(Act):
    name, title, button = "prolong", "Продлить срок", "Продлить и сообщить заявителю"
    said = "Срок продлён. Кто входит в дневник, тому сообщено; остальным сообщите сами."
    note = "Один раз и не больше чем на 30 дней (59-ФЗ, ст. 12). Заявитель увидит новый срок и причину."
    act = actions.prolong

    until = DayField(label="Ответ не позднее")
    why = LineField(label="Причина", max_length=400, required_message="Напишите причину: её увидит заявитель.")

    def __init__(self, case, **kwargs):
        super().__init__(case, **kwargs)
        last = PROLONGING.until(case.answer_by)
        self.initial = {"until": last}
        self.fields["until"].help_text = f"Не позднее {last:%d.%m.%Y}"

    @classmethod
    def is_open(cls, case):
        return case.status in BEFORE_DECISION and case.prolonged_until is None


class JoinForm(Act):
    name, title, button = "join", "Присоединить к другому обращению", "Присоединить"
    said = "Обращения рассматриваются вместе: решение одно, письмо и номер у каждого свои."
    note = "Если обращения об одном и том же: решение принимают по тому, к которому присоединено это."
    act = actions.join

    lead = LineField(
        label="Номер обращения",
        help_text="Например, 12-2026",
        max_length=20,
        required_message="Напишите номер обращения.",
    )

    @classmethod
    def is_open(cls, case):
        return case.status in BEFORE_DECISION and not case.lead_id

    def clean_lead(self):
        said = NUMBER.fullmatch(self.cleaned_data["lead"])
        rows = Complaint.objects.editable_by(self.by)
        found = said and rows.numbered(int(said[2]), int(said[1])).first()
        if not found:
            raise forms.ValidationError("Такого обращения нет. Проверьте номер.")
        return found


class RedirectForm(Act):
    name, title, button = "redirect", "Переадресовать", "Переадресовать и закончить"
    said = "Обращение переадресовано. Кто входит в дневник, тому сообщено; остальным сообщите сами."
    note = "В течение 7 дней, если вопрос решает не школа (59-ФЗ, ст. 8). Нельзя направить тому, на кого жалуются."
    act = actions.redirect

    where = LineField(label="Куда", max_length=400, required_message="Напишите, куда переадресовано обращение.")

    def __init__(self, case, **kwargs):
        super().__init__(case, **kwargs)
        self.fields["where"].help_text = f"По закону — не позднее {REDIRECTING.until(case.registered_on):%d.%m.%Y}"

    @classmethod
    def is_open(cls, case):
        return follows(case, Status.REDIRECTED)


class WithdrawForm(Act):
    name, title, button = "withdraw", "Заявитель просит прекратить", "Прекратить рассмотрение"
    said = "Рассмотрение прекращено по просьбе заявителя."
    act = actions.withdraw

    why = LineField(
        label="Как он об этом сообщил",
        help_text="Например: заявление от 12.10.2026, по телефону",
        max_length=400,
        required_message="Напишите, как заявитель сообщил об этом.",
    )

    @classmethod
    def is_open(cls, case):
        return follows(case, Status.WITHDRAWN)


class OralForm(Act):
    name, title, button = "oral", "Отметить устный ответ", "Ответ дан устно"
    said = "Отмечено: ответ дан устно."
    note = "Заявитель согласился на устный ответ."

    on = DayField(label="Когда ответили")

    def __init__(self, case, **kwargs):
        super().__init__(case, **kwargs)
        self.initial = {"on": localdate(self.now)}

    @classmethod
    def is_open(cls, case):
        return follows(case, Status.ANSWERED) and not case.needs_letter

    def save(self, *, seen):
        facts = self.cleaned_data | {"delivery": Delivery.ORAL}
        actions.mark_answered(self.case, **facts, by=self.by, at=self.now, seen=seen)


class CloseForm(Act):
    name, title, button = "close", "Завершить рассмотрение", "Завершить"
    said = "Рассмотрение завершено."
    act = actions.close

    why_never = LineField(
        label="Почему записи в дневнике не будет",
        help_text="Нужно, только если сведений в дневнике так и нет",
        required=False,
        max_length=400,
    )

    def __init__(self, case, **kwargs):
        super().__init__(case, **kwargs)
        self.initial = {"why_never": case.why_never}
        if case.about != About.MISSING:
            del self.fields["why_never"]

    @classmethod
    def is_open(cls, case):
        return follows(case, Status.CLOSED)


ACTS: dict[str, type[Act]] = {
    form.name: form
    for form in (
        TakeForm,
        OralForm,
        CloseForm,
        DecideForm,
        AskForm,
        LinkForm,
        ProlongForm,
        JoinForm,
        RedirectForm,
        WithdrawForm,
    )
}


def entry_choices(child: User, *, now) -> list[tuple[str, str]]:
    """Return the entries that the child's diary is still to have, as one chooses among them. Three queries."""
    lines = awaited_by(child, now=now)
    return [(one.key, f"{one.named} (срок {one.due:%d.%m}{', прошёл' if one.is_overdue else ''})") for one in lines]
