"""Complaints of the lived year: families and others complain, the director answers, a few a month."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate, localtime

from accounts.enums import NoticeKind
from accounts.models import Notice
from complaints import actions
from complaints.actions import Decision, Refused
from complaints.enums import About, Channel, Delivery, Finding
from complaints.models import Complaint
from demo.invention.calendar import DAY, working_day
from demo.living.register import Register, moment
from demo.living.stories import End, Stories, Story
from journal.actions import HomeworkEntry, write_homework
from journal.models import Lesson
from journal.models.bulk import update

MORNING, OFFICE, AFTERNOON, EVENING = 7 * 60 + 5, 10 * 60 + 20, 15 * 60, 19 * 60 + 10
# On which day of a case each thing is done.
ASKED, EXPLAINED, ENTERED, TOLD, DECIDED, APPROVED, CLOSED, LONG_AFTER = 1, 3, 4, 5, 8, 9, 12, 45
ADDRESSES = {
    Channel.PAPER: "443077, г. Самара, ул. Юбилейная, 22А, кв. 14",
    Channel.SERVICES: "г. Самара, ул. Лесная, 5",
}
EMAIL = "family@example.ru"
WAYS = {Channel.PORTAL: Delivery.PORTAL, Channel.ORAL: Delivery.ORAL, Channel.EMAIL: Delivery.EMAIL}
SAID = {
    About.MISSING: ("В дневнике нет домашнего задания, ребёнок не знает, что делать.", "Внесите задание."),
    About.MARK: ("Отметка за работу занижена: ошибка одна, а стоит 3.", "Проверьте работу ещё раз."),
    About.OTHER: ("Родительское собрание назначено на рабочее время, прийти не можем.", "Перенесите на вечер."),
}
DECISIONS = {
    About.MARK: Decision(
        Finding.UNJUSTIFIED,
        "Работа проверена методическим объединением: отметка соответствует нормам оценивания.",
        done="Учитель разобрал работу с ребёнком.",
    ),
    About.OTHER: Decision(
        Finding.PARTLY,
        "Собрание назначено по графику, но время неудобно многим.",
        done="Собрание перенесено на 18:30.",
        remains="График собраний на полугодие обсудит совет родителей.",
    ),
}
ENTERED_LATE = Decision(
    Finding.JUSTIFIED, "Задание не внесено в срок (п. 4.1.4).", done="Задание внесено, с учителем проведена беседа."
)
NEVER = Decision(
    Finding.PARTLY,
    "Записи нет, но задания на этот урок не было.",
    why_never="На этом уроке задание на дом не задавали.",
)
READ_WITHIN, LATELY = timedelta(hours=20), timedelta(days=3)

Deed = tuple[datetime, int, Callable[[datetime], None]]


class Complaints:
    """Does what becomes of complaints, as far as its moments are to be lived; what a visitor has done stays."""

    def __init__(self, register: Register, is_now: Callable[[datetime], bool]):
        self.register, self.is_now = register, is_now
        self.director, self.office = register.known("director"), register.deputy
        self.stories = list(Stories(register).tell())
        deeds = (deed for story in self.stories for deed in self._deeds(story))
        self.deeds = sorted(deeds, key=lambda deed: deed[:2])

    def act(self, days: Sequence[date]) -> None:
        """Do what falls to some days, each thing at its moment, when all entries of the days have been written."""
        for at, _, deed in self.deeds:
            if at.date() in days and self.is_now(at):
                # A visitor may have done it already, or something else.
                with suppress(Refused, Complaint.DoesNotExist):
                    deed(at)
        self._read(days)

    def _deeds(self, story: Story) -> Iterator[Deed]:
        for days, minute, deed in self._course(story):
            at = moment(working_day(story.first + days * DAY), minute)
            yield at, story.number, lambda at, deed=deed: deed(story, at)

    def _course(self, story: Story) -> Iterator[tuple[int, int, Callable[[Story, datetime], None]]]:
        """Yield what happens to a case: on which day of it, in which minute."""
        yield 0, EVENING if story.channel == Channel.PORTAL else OFFICE, self._register
        match story.end:
            case End.FORGOTTEN:
                return
            case End.REDIRECTED:
                yield ASKED, OFFICE, self._redirect
                return
            case End.WITHDRAWN:
                yield EXPLAINED, EVENING, self._withdraw
                return
            case End.JOINED:
                yield ASKED, OFFICE, self._join
        later = LONG_AFTER if story.end == End.PROLONGED else 0
        if story.lesson:
            yield ASKED, OFFICE, self._ask
            yield EXPLAINED, AFTERNOON, self._explain
        if story.end == End.ENTERED:
            yield ENTERED, AFTERNOON, self._enter
            yield TOLD, MORNING, self._tell
        if later:
            yield DECIDED, OFFICE, self._prolong
        if story.end != End.JOINED:
            yield later + DECIDED, AFTERNOON, self._decide
        yield later + APPROVED, OFFICE, self._approve
        yield later + APPROVED, AFTERNOON, self._answer
        yield later + CLOSED, OFFICE, self._close

    def _register(self, story, at):
        text, wish = SAID[story.about]
        is_known = story.channel in (Channel.PORTAL, Channel.ORAL, Channel.EMAIL)
        card = {"heard_by": self.director.full_name, "identity": "паспорт", "agrees_to_oral": True}
        case = Complaint(
            once=story.once,
            channel=story.channel,
            about=story.about,
            author=story.author if is_known else None,
            author_name="" if is_known else story.author.full_name,
            child_id=story.child.pk,
            text=text,
            wish=wish,
            reply_by=WAYS.get(story.channel, Delivery.POST),
            reply_to=EMAIL if story.channel == Channel.EMAIL else ADDRESSES.get(story.channel, ""),
            **(card if story.channel == Channel.ORAL else {}),
        )
        by = story.author if story.channel == Channel.PORTAL else self.office
        actions.register(case, entry=f"homework-{story.lesson.pk}" if story.lesson else "", by=by, at=at)

    def _redirect(self, story, at):
        actions.redirect(_case(story), where="Департамент образования г. о. Самара", by=self.director, at=at)

    def _withdraw(self, story, at):
        actions.withdraw(_case(story), why="Вопрос решили с учителем.", by=story.author, at=at)

    def _join(self, story, at):
        lead = next(one for one in self.stories if one.number == story.number - 1)
        actions.join(_case(story), lead=_case(lead), by=self.director, at=at)

    def _ask(self, story, at):
        teacher = self.register.people[story.lesson.teacher_id]
        actions.ask(_case(story), teacher=teacher, text="Почему нет домашнего задания?", by=self.director, at=at)

    def _explain(self, story, at):
        words = "Не успела внести, внесу." if story.end == End.ENTERED else "Задания на этот урок не было."
        for question in _case(story).questions.unanswered():
            actions.explain(question, text=words, by=question.teacher, at=at)

    def _enter(self, story, at):
        lesson = Lesson.objects.get(pk=story.lesson.pk)
        teacher = self.register.people[lesson.teacher_id]
        if not lesson.homework:
            write_homework([HomeworkEntry(lesson=lesson, text="Повторить пройденное", by=teacher, at=at)])

    def _tell(self, story, at):
        actions.tell_if_appeared(_case(story), at=at)

    def _prolong(self, story, at):
        case = _case(story)
        until, why = case.answer_by + 14 * DAY, "Проверяются записи за всё полугодие."
        actions.prolong(case, until=until, why=why, by=self.director, at=at)

    def _decide(self, story, at):
        decision = DECISIONS.get(story.about) or (ENTERED_LATE if story.end == End.ENTERED else NEVER)
        actions.decide(_case(story), decision=decision, by=self.director, at=at)

    def _approve(self, story, at):
        if story.channel != Channel.ORAL:
            actions.approve(_case(story), by=self.director, at=at)

    def _answer(self, story, at):
        case, delivery = _case(story), WAYS.get(story.channel, Delivery.POST)
        actions.mark_answered(case, delivery=delivery, where=case.reply_to, on=localdate(at), by=self.director, at=at)

    def _close(self, story, at):
        actions.close(_case(story), by=self.director, at=at)

    def _read(self, days):
        """Let people read what they were told of complaints, the next day."""
        first = moment(days[0] - LATELY, 0)
        notices = list(Notice.objects.unread().filter(kind=NoticeKind.COMPLAINT, told_at__gte=first))
        read = []
        for notice in notices:
            notice.read_at = localtime(notice.told_at) + READ_WITHIN
            if self.is_now(notice.read_at) and notice.read_at.date() <= days[-1]:
                read.append(notice)
        update(read, ("read_at",))


def _case(story: Story) -> Complaint:
    return Complaint.objects.get(once=story.once)
