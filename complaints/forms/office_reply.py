"""The answer on its way: its words, its signed copy, how it went."""

from django import forms
from django.utils.timezone import localdate

from accounts.fields import DayField, LineField
from complaints import actions
from complaints.enums import Delivery, Signature, Status
from complaints.forms.office import Act, chosen, paragraphs
from complaints.models.answer import LETTER

WRITTEN = [(one.value, one.label) for one in Delivery if one != Delivery.ORAL]


class WordsForm(Act):
    name, title, button = "words", "Текст ответа", "Сохранить и показать письмо"
    said = "Сохранено. Проверьте письмо."
    act = actions.write_answer

    addressee = LineField(label="Кому", max_length=200, required_message="Напишите, кому ответ.")
    address = LineField(label="Адрес", help_text="Как на письме", max_length=300, required=False)
    text = paragraphs("Текст", required="Напишите текст ответа.", rows=18, most=LETTER)
    executor = LineField(label="Исполнитель", help_text="Фамилия, телефон", max_length=200, required=False)

    def __init__(self, case, **kwargs):
        super().__init__(case, **kwargs)
        self.initial = {name: getattr(case.answer, name) for name in self.fields}

    @classmethod
    def is_open(cls, case):
        return case.status == Status.DECIDED and not case.answer.is_approved


class ApproveForm(Act):
    name, title, button = "approve", "Утвердить ответ", "Утвердить"
    said = "Ответ утверждён: номер и дата проставлены."
    act = actions.approve

    @classmethod
    def is_open(cls, case):
        return WordsForm.is_open(case)


class CopyForm(Act):
    name, title, button = "copy", "Подписанный ответ", "Приложить"
    said = "Подписанный ответ приложен."

    signature = chosen("Как подписан", Signature.choices, widget=forms.RadioSelect)
    copy = forms.FileField(
        label="Файл",
        help_text="PDF, JPG, PNG или SIG, до 5 МБ",
        error_messages={
            "required": "Выберите файл.",
            "empty": "Файл пуст. Выберите другой.",
            "max_length": "У файла слишком длинное имя: переименуйте его.",
        },
        max_length=200,
    )

    @classmethod
    def is_open(cls, case):
        return case.answer.is_approved

    def save(self, *, seen):
        file = self.cleaned_data["copy"]
        facts = {"name": file.name, "content": file.read(), "signature": self.cleaned_data["signature"]}
        actions.attach_copy(self.case, **facts, by=self.by, at=self.now)


class SentForm(Act):
    name, title, button = "sent", "Отметить отправку", "Ответ направлен"
    said = "Отмечено: ответ направлен."
    act = actions.mark_answered

    delivery = chosen("Как направлен", WRITTEN, widget=forms.RadioSelect)
    on = DayField(label="Когда")
    where = LineField(
        label="Куда",
        help_text="Адрес, номер почтового отправления или кто получил",
        max_length=300,
        required=False,
    )

    def __init__(self, case, **kwargs):
        super().__init__(case, **kwargs)
        where = case.reply_to or case.answer.address
        self.initial = {"delivery": case.reply_by, "on": localdate(self.now), "where": where}

    @classmethod
    def is_open(cls, case):
        return case.status == Status.DECIDED and case.answer.is_approved


REPLY_ACTS: dict[str, type[Act]] = {form.name: form for form in (WordsForm, ApproveForm, CopyForm, SentForm)}
