"""Is it allowed now? Each answer is None, or the sentence of the refusal, for view, save, delete and import alike."""

from datetime import date, datetime, timedelta

from journal.enums import Presence

# Of a longer absence the school keeps a paper.
LONGEST_ABSENCE = timedelta(days=31)
# A day further ahead is a slip of the year.
FURTHEST_ABSENCE = timedelta(days=120)


def closed_term(term) -> str | None:
    """Refuse changes in a term that the deputy director has closed."""
    if term is None or term.closed_at is None:
        return None
    return f"Период закрыт: {term}. Изменить запись можно после того, как завуч откроет курс с указанием причины."


def closed_year(year) -> str | None:
    """Refuse changes in a year that the deputy director has closed."""
    if year is None or year.closed_at is None:
        return None
    return f"Учебный год {year} закрыт. Изменить запись можно после того, как завуч откроет курс с указанием причины."


def cancelled_lesson(lesson) -> str | None:
    if lesson.cancelled_at is None:
        return None
    return "Урок отменён. Записи отменённого урока не меняются."


def another_teachers(lesson) -> str:
    """Say whose lesson it is to whoever only reads it."""
    return f"Урок ведёт {lesson.teacher.short_name}: изменить записи может только этот учитель."


def cancelled_work(work) -> str | None:
    if work.cancelled_at is None:
        return None
    return "Работа отменена. Отметки за неё не ставятся."


def without_marks(course, day: date) -> str | None:
    """Refuse works and marks where the course has none: activities, grade 1, days the deputy has set."""
    if course.is_marked_on(day):
        return None
    return f"{course}: {day:%d.%m.%Y} отметки в этом курсе не ставятся."


def kind_of_its_own(kind) -> str | None:
    """Refuse to set by hand what makes itself: the oral answer, and marks from another school, which owe nothing."""
    if kind.owes_marks and not kind.is_implicit:
        return None
    return f"«{kind.name}» на уроке не заводят. Выберите другой вид работы."


def without_homework(course, day: date) -> str | None:
    """Refuse homework where the course sets none."""
    if course.sets_homework_on(day):
        return None
    return f"{course}: {day:%d.%m.%Y} задания на дом в этом курсе не задаются."


def work_past_its_day(due: date, today: date) -> str | None:
    """Refuse to cancel or to move a work whose marks were due before today (regulation, 4.1.2)."""
    if today <= due:
        return None
    return f"Срок отметок за работу прошёл {due:%d.%m.%Y}. Отменить или перенести её может только завуч."


def work_done_past_its_day(due: date, today: date) -> str | None:
    """Refuse to name, change or take back the day a work was done on, once its mark is overdue (regulation, 4.1.2)."""
    if today <= due:
        return None
    return (
        f"Срок отметки прошёл {due:%d.%m.%Y}. Назвать, сменить или убрать день, когда работу выполнили, "
        "уже нельзя: снимает только завуч."
    )


def retake_out_of_place(first, lesson) -> str | None:
    """Refuse a retake of what nobody set, of another course's work, or before the work itself."""
    if first.is_implicit or first.lesson is None:
        return "Пересдают работу, которую задали на уроке. Вместо ответа ставят отметку за новый ответ."
    if first.course_id != lesson.course_id:
        return "Пересдать можно только работу этого же курса."
    return retake_before_its_work(first.lesson, lesson)


def retake_before_its_work(first, again) -> str | None:
    """Refuse a retake at a lesson before that of the work."""
    if (first.date, first.number) <= (again.date, again.number):
        return None
    return f"Пересдача бывает на том же уроке или позже, не раньше {first.date:%d.%m.%Y}."


def another_course(work, lesson) -> str | None:
    """Refuse to move a work to a lesson of another course, and what has no lesson of its own choice."""
    if work.is_implicit or work.lesson is None:
        return f"«{work.kind.name}» на другой урок не переносится."
    if work.course_id != lesson.course_id:
        return "Перенести работу можно только на урок этого же курса."
    return None


def entries_before(first: date | None, day: date) -> str | None:
    """Refuse to move a work to a day after the first one on which a mark for it was given, or it was done."""
    if first is None or day <= first:
        return None
    return f"За работу уже есть записи от {first:%d.%m.%Y}: перенести её можно на этот день или раньше."


def held_work_put_ahead(work, lesson, now: datetime) -> str | None:
    """Refuse to move a written work that was held to a lesson that has not begun: its marks are owed since its day."""
    if not work.is_written or work.lesson.starts_at > now or lesson.starts_at <= now:
        return None
    return (
        f"Работа уже проведена {work.date:%d.%m.%Y}: перенести её можно только на урок, который уже начался. "
        "Если её не было, отмените её и заведите на другом уроке."
    )


def differs_in_silence(proposal, value: int | None, verdict: str, comment: str) -> str | None:
    """Refuse a result other than the proposed one without a word why; what is taken away needs none."""
    if proposal is None or comment or (value is None and not verdict) or proposal.agrees(value, verdict):
        return None
    return f"По правилу школы предложено «{proposal.digits}» ({proposal.reason}). Напишите, почему решено иначе."


def outside_scale(value: int | None, *, gives_ones: bool) -> str | None:
    """Refuse a digit that is not on the school's scale: 2–5, and 1 only where the school gives it."""
    lowest = 1 if gives_ones else 2
    if value is None or lowest <= value <= 5:
        return None
    return f"Можно поставить отметку от {lowest} до 5."


def mark_of_absent(presence: Presence) -> str | None:
    """Ask about a mark of one who was not at the lesson."""
    if presence not in Presence.away():
        return None
    return f"отмечено отсутствие ({presence.label}). Поставить отметку?"


def presence_before_its_day(day: date, today: date) -> str | None:
    """Refuse to note who is not at a lesson before its day; what a family has announced is the homeroom teacher's."""
    if day <= today:
        return None
    return f"Урок {day:%d.%m.%Y} ещё не наступил: отсутствующих отмечают в день урока или позже."


def presence_beside_a_work(presence: Presence) -> str | None:
    """Refuse to note beside a work who was not there: absences are the lesson's, and stand in its first column."""
    if not presence:
        return None
    return f"«{presence.label}» ставят в первом столбце урока, где ответы. За работу ставят отметку или точку."


def absence_too_long(first: date, last: date) -> str | None:
    """Refuse days that are out of order, or more of them than a word is enough for."""
    if last < first:
        return "Последний день отсутствия раньше первого."
    if last - first >= LONGEST_ABSENCE:
        return f"Сразу можно отметить не больше {LONGEST_ABSENCE.days} дней."
    return None


def absence_not_ahead(first: date, today: date) -> str | None:
    """Refuse to a family what is not beforehand: of days behind it speaks to the homeroom teacher."""
    if first < today:
        return "Сообщить можно о сегодняшнем дне и о днях после него. О прошедших скажите классному руководителю."
    if first - today > FURTHEST_ABSENCE:
        return f"До {first:%d.%m.%Y} больше {FURTHEST_ABSENCE.days} дней. Проверьте день и год."
    return None


def outside_year(year, day: date) -> str | None:
    """Refuse a place in a class on a day that is not of its year."""
    if year.first_day <= day <= year.last_day:
        return None
    return f"Учебный год этого класса: с {year.first_day:%d.%m.%Y} по {year.last_day:%d.%m.%Y}. Выберите день в нём."


def enrolled_already(*, is_enrolled: bool) -> str | None:
    """Refuse a second place: a student is in one class at a time."""
    if not is_enrolled:
        return None
    return "В эти дни ученик уже зачислен в класс. Перевод и выбытие вносят школьной таблицей."


def withdrawn_late(last: date, today: date) -> str | None:
    """Refuse to take back a word about days that are over."""
    if last >= today:
        return None
    return "Эти дни уже прошли: сообщение не отзывают. Если в журнале ошибка, скажите классному руководителю."


def reason_of_the_homeroom(old: Presence, new: Presence) -> str | None:
    """Refuse reasons to the subject teacher: whoever holds the lesson notes who was there; one that stands may stay."""
    if new not in Presence.reasons() or new == old:
        return None
    return f"«{new.label}» ставит классный руководитель. На уроке отмечают Н и ОП."


def not_the_homerooms(old: Presence, new: Presence, *, has_begun: bool) -> str | None:
    """Refuse to the homeroom teacher what is the subject teacher's: who was at a lesson.

    A reason goes in the place of Н, and back; of a lesson still to come it is said beforehand, and taken back.
    """
    if new in Presence.reasons() and old in (*Presence.away(), Presence.PRESENT):
        return None
    if old in Presence.reasons() and new == (Presence.ABSENT if has_begun else Presence.PRESENT):
        return None
    return "Кто был на уроке, отмечает учитель урока. Классный руководитель ставит причину: Б, УП или НП."


def held_topic_moved(line, now) -> str | None:
    """Refuse to take out of the plan or to move what a lesson has taken; `now`: the line to be, None for none."""
    if not line.is_begun or (now and now.position == line.position):
        return None
    return f"Тему «{line.topic}» уже взял урок: она остаётся в плане на своём месте."


def held_topic_shortened(line, now) -> str | None:
    """Refuse fewer hours than the topic has had lessons."""
    if now is None or now.hours >= line.held:
        return None
    return f"Тему «{line.topic}» взяло больше уроков: {line.held}. Поставьте часов не меньше."
