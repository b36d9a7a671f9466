"""What somebody who complains is asked, a question at a time."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.fields import LineField
from accounts.russian import short_date
from complaints.enums import About, Delivery
from complaints.forms.words import WordsField
from complaints.models.complaint import WISH, WORD

# Room is left in the column for the line that names a mark.
LONGEST = 5500
ADDRESS = 300
ELSEWHERE = {
    Delivery.EMAIL: "Напишите адрес электронной почты, на который прислать ответ.",
    Delivery.POST: "Напишите почтовый адрес с индексом: по нему придёт письмо.",
}
PLACES = {
    Delivery.PORTAL: "Здесь, в дневнике",
    Delivery.EMAIL: "По электронной почте",
    Delivery.POST: "Почтой, письмом на бумаге",
}


class ChildForm(forms.Form):
    """For which of the children somebody complains."""

    child = forms.ChoiceField(
        label="О каком ребёнке обращение",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите ребёнка.", "invalid_choice": "Выберите ребёнка из списка."},
    )

    def __init__(self, *args, children, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["child"].choices = [(str(child.pk), f"{child.name}, {child.class_title}") for child in children]


class AboutForm(forms.Form):
    """What is missing, the overdue first; or a mark that somebody disagrees with; or another thing."""

    about = forms.ChoiceField(
        label="Чего не хватает в дневнике",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, о чём обращение.", "invalid_choice": "Выберите из списка."},
    )

    def __init__(self, *args, awaited, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["about"].choices = [
            *((one.key, awaited_said(one)) for one in newest_first(awaited)),
            (About.MARK.value, "Не согласны с отметкой"),
            (About.OTHER.value, "Другое: опишу словами"),
        ]


class WordsForm(forms.Form):
    """What happened and what is wanted."""

    text = WordsField(
        label="Что случилось",
        longest=LONGEST,
        required_message="Напишите, что случилось: хотя бы одно предложение.",
    )
    wish = WordsField(label="Какого результата вы хотите", longest=WISH, rows=3, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["wish"].help_text = "Необязательно"


class ReplyForm(forms.Form):
    """Where the written answer is to go."""

    reply_by = forms.ChoiceField(
        label="Куда прислать письменный ответ",
        choices=list(PLACES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, куда прислать ответ.", "invalid_choice": "Выберите из списка."},
    )
    reply_to = LineField(
        label="Адрес", help_text="Нужен, если ответ придёт почтой или на электронную почту", required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)

    def clean_reply_to(self):
        said = self.cleaned_data["reply_to"]
        if len(said) > ADDRESS:
            raise ValidationError(f"Слишком длинный адрес: уместится {ADDRESS} знаков, сейчас {len(said)}.")
        return said

    def clean(self):
        place, said = self.cleaned_data.get("reply_by"), self.cleaned_data.get("reply_to")
        if place in ELSEWHERE and said is not None:
            self.check_address(place, said)
        return self.cleaned_data

    def check_address(self, place, said):
        if not said or (place == Delivery.EMAIL and not is_email(said)):
            self.add_error("reply_to", ELSEWHERE[place])


class MessageForm(forms.Form):
    """What somebody adds to a complaint that has been sent."""

    text = WordsField(
        label="Дополнить обращение", longest=WORD, rows=4, required_message="Напишите, чем вы дополняете обращение."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class WithdrawForm(forms.Form):
    """Why somebody takes a complaint back, if they wish to say."""

    why = WordsField(label="Почему", longest=WORD, rows=3, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["why"].help_text = "Необязательно"


def newest_first(awaited) -> list:
    """Return the overdue, the last to fall due first, for that is missed most; then those to come."""
    overdue = [one for one in awaited if one.is_overdue]
    return [*reversed(overdue), *(one for one in awaited if not one.is_overdue)]


def is_email(said: str) -> bool:
    try:
        validate_email(said)
    except ValidationError:
        return False
    return True


def awaited_said(one) -> str:
    """Return an entry that is still to come, as one chooses it from a list."""
    if one.is_overdue:
        return f"{one.named} — срок прошёл {short_date(one.due)}"
    return f"{one.named} — срок ещё не прошёл, не позднее {short_date(one.due)}"
