"""How a case stands, in words and as a date."""

from dataclasses import dataclass
from datetime import date

from accounts.russian import full_date, near, noun
from complaints.enums import About, Channel, Delivery, Status
from complaints.models import Complaint
from complaints.rules.clocks import SOON, urgency

LEFT = "остался,осталось,осталось"
DAYS = "день,дня,дней"
TONES = {
    Status.REGISTERED: "info",
    Status.IN_REVIEW: "info",
    Status.DECIDED: "info",
    Status.ANSWERED: "ok",
    Status.CLOSED: "ok",
    Status.REDIRECTED: "idle",
    Status.WITHDRAWN: "idle",
}
NEXT_STEPS = {
    Status.REGISTERED: (
        "Обращение у директора. Он проверит, что есть в дневнике, и при необходимости попросит учителя объяснить. "
        "Ваших слов учитель не увидит."
    ),
    Status.IN_REVIEW: "Директор рассматривает обращение и готовит решение. Ваших слов учитель не увидит.",
    Status.DECIDED: "Решение принято, школа готовит ответ.",
    Status.ANSWERED: "Ответ дан. Если вы с ним не согласны, напишите ещё раз или обжалуйте его.",
    Status.CLOSED: "Рассмотрение завершено. Если осталось что-то ещё, напишите снова: обращения будут связаны.",
    Status.REDIRECTED: "Обращение передали туда, где на него должны ответить: куда, сказано в ходе рассмотрения.",
    Status.WITHDRAWN: "Вы отозвали обращение, отвечать на него не будут. Можно написать снова.",
}
UNTIL_ENTERED = "Ответ дан. Рассмотрение завершат, когда сведения будут в дневнике или скажут, почему их не будет."


@dataclass(frozen=True)
class Clock:
    """The day of the answer. `tone`: ok, soon or late."""

    tone: str
    label: str


def clock_of(case: Complaint, today: date) -> Clock | None:
    """Return «ответ не позднее 11 ноября, осталось 30 дней»; None when nothing is awaited any more."""
    if not case.is_awaiting:
        return None
    left, tone = (case.due_on - today).days, urgency(case.due_on, today)
    if tone == "late":
        return Clock(tone, f"срок ответа прошёл: {full_date(case.due_on)}")
    until = f"ответ не позднее {full_date(case.due_on)}"
    if tone == "soon":
        return Clock(tone, f"{until}, {near(case.due_on, today)}" if left < SOON else until)
    return Clock(tone, f"{until}, {noun(left, LEFT)} {left}\u00a0{noun(left, DAYS)}")


@dataclass(frozen=True)
class Row:
    """A case as one of a list."""

    case: Complaint
    clock: Clock | None

    @property
    def about(self) -> str:
        entry = getattr(self.case, "entry", None)
        return entry.named if entry else self.case.get_about_display()

    @property
    def tone(self) -> str:
        return TONES[Status(self.case.status)]


def next_step(case: Complaint) -> str:
    """Say what comes next; a complaint about missing information ends with it (regulation, 3.5)."""
    if case.status == Status.ANSWERED and case.about == About.MISSING:
        return UNTIL_ENTERED
    return NEXT_STEPS[Status(case.status)]


def place_of(case: Complaint) -> str:
    """Say where the answer is to go: «почтой: 443077, …»; an oral complaint may be answered by word."""
    if case.channel == Channel.ORAL and case.agrees_to_oral:
        return "устно"
    place = "здесь, в дневнике" if case.reply_by == Delivery.PORTAL else case.get_reply_by_display()
    return f"{place}: {case.reply_to}" if case.reply_to else place
