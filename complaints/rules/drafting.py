"""The draft of an answer, made from the facts of a case: the director changes what has to be said otherwise.

In its order: what was asked, what was found, the decision with its clause, what was done and when, what remains, how to
appeal. Source: 59-ФЗ, 10 and 5.
"""

from accounts.russian import full_date
from complaints.enums import About, Finding

APPEAL = (
    "Если вы не согласны с ответом, вы можете обжаловать его: у учредителя школы (Департамент образования "
    "Администрации городского округа Самара), в прокуратуре, в суде."
)
UNKNOWN = "Уважаемый заявитель!"
FINDINGS = {
    Finding.JUSTIFIED: "Обращение обосновано.",
    Finding.PARTLY: "Обращение обосновано частично.",
    Finding.UNJUSTIFIED: "Обращение не обосновано.",
}


def draft(case, entry, now) -> str:
    """Return the paragraphs of the answer.

    `entry`: what the diary held when the case was registered, None where none was named; `now`: what it says today.
    """
    asked = f"Ваше обращение {case} от {full_date(case.registered_on)} рассмотрено."
    parts = (
        greeting(case.author),
        " ".join(filter(None, (asked, substance(case, entry)))),
        checked(entry, now),
        " ".join(filter(None, (FINDINGS[Finding(case.finding)], case.reasons))),
        titled("Что сделано", case.done),
        titled("Что остаётся сделать", case.remains),
        titled("Почему записи в дневнике не будет", case.why_never),
        APPEAL,
    )
    return "\n\n".join(filter(None, parts))


def greeting(author) -> str:
    """Return the salutation by name and patronymic; who has none, or is not known, is greeted without a name."""
    if author is None or not author.patronymic:
        return UNKNOWN
    word = "Уважаемая" if author.patronymic.lower().endswith(("на", "кызы", "гызы")) else "Уважаемый"
    return f"{word} {author.formal_name}!"


def substance(case, entry) -> str:
    """Say what was complained of, without the words in which it was."""
    if entry:
        return f"В нём речь о записи дневника «{entry.named}»."
    if case.about == About.MARK:
        return "В нём выражено несогласие с отметкой."
    return ""


def checked(entry, now) -> str:
    """Say what the diary held then, and what it holds now."""
    if entry is None:
        return ""
    then = f"Проверено по журналу: срок записи — не позднее {entry.due_on:%d.%m.%Y} (п. {entry.clause} Порядка)."
    stood = f"На день обращения: {entry.said}."
    if now is None:
        return f"{then} {stood}"
    if now.is_found:
        moment = f", внесено {full_date(now.duty.recorded)}" if now.duty.recorded else ""
        return f"{then} {stood} Сейчас в дневнике: «{now.said}»{moment}."
    return f"{then} {stood} Сейчас: {now.state}."


def titled(title: str, text: str) -> str:
    return f"{title}: {text}" if text else ""
