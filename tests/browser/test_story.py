"""The main job from end to end: a lesson is written down and read; without script, by keyboard, on a phone."""

import re

import pytest

from tests.browser.school import PASSWORD, sign_in

PHONE = {"width": 360, "height": 740}
SMALLEST_PHONE = {"width": 320, "height": 640}
TOPIC, TASK = "Повторение пройденного", "§ 5, вопросы 1–3 письменно"
KINDS = ("Дневник", "Отметки", "Темы уроков", "Итоги")
# Days of rest that the newest lesson may lie behind, and stops of the keyboard on the longest way.
DAYS, STOPS = 40, 300
SAVED = ".tag-ok:text('сохранено')"

# Whether one sees where the keyboard is: a ring is drawn, and no bar lies over the middle of the thing.
IN_SIGHT = """() => {
    // A link may go on in the next line: then the middle of all of it is none of it.
    const it = document.activeElement, [box] = it.getClientRects();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const ringed = [it, it.nextElementSibling].some(one => one && getComputedStyle(one).outlineStyle !== "none");
    return ringed && top !== null && it.contains(top);
}"""


@pytest.fixture
def visitor(browser, browser_context_args, address):
    """Open a page of somebody who has just signed in."""
    contexts = []

    def come(login, **options):
        contexts.append(browser.new_context(**browser_context_args | {"viewport": PHONE} | options))
        page = contexts[-1].new_page()
        sign_in(page, address, login)
        return page

    yield come
    for context in contexts:
        context.close()


def open_newest_lesson(page, of_class, *, follow=lambda link: link.click()):
    """Go back through the days to a lesson of the class at which everybody was present."""
    follow(page.get_by_role("navigation", name="Разделы").get_by_role("link", name="Мой день"))
    for _ in range(DAYS):
        cards = page.get_by_role("article").filter(has_text=of_class).filter(has_text="отсутствующих нет")
        fit = cards.filter(has_text="отмет").filter(has_not_text="отменён")
        if fit.count():
            return follow(fit.first.get_by_role("link"))
        follow(page.locator("a[rel=prev]"))
    raise AssertionError(page.url)


def save(page, button):
    page.get_by_role("button", name=button).click()
    assert page.locator(SAVED).is_visible()


def write_topic(page) -> str:
    """Take the topic from the plan, or type it; returns what stands there."""
    field = page.get_by_label("Тема урока")
    offered = page.get_by_role("button", name="Взять из плана")
    if offered.count():
        offered.click()
    elif not field.input_value():
        field.fill(TOPIC)
        save(page, "Сохранить тему")
    return field.input_value()


def write_homework(page):
    page.get_by_label("Задание", exact=True).fill(TASK)
    page.get_by_label("Не задано").uncheck()
    save(page, "Сохранить задание")


def pick(page, name, value):
    """Press a large button in the row of a student."""
    page.get_by_role("radiogroup", name=name, exact=True).locator(f"input[value='{value}']").check()


def note_absent(page, name):
    page.locator("summary", has_text="Отсутствующие").click()
    pick(page, name, "absent")
    save(page, "Сохранить отсутствующих")


def give_marks(page, marks):
    page.locator("summary", has_text="Ответы на уроке").click()
    for name, value in marks.items():
        pick(page, name, value)
    save(page, "Сохранить отметки")


def child_of(page) -> tuple[str, str, str]:
    """Return the address, the name as in a list, and the class of the student who is signed in."""
    page.get_by_role("navigation", name="Разделы").get_by_role("link", name="Дневник").click()
    named, of_class = page.locator("main .print-only").first.text_content().split(", ")
    return re.search(r"/students/\d+/", page.url)[0], " ".join(named.split()[:2]), of_class


def test_a_lesson_written_without_script_is_read_by_the_family(visitor, address):
    plain = {"java_script_enabled": False}
    child, name, of_class = child_of(visitor("student", **plain))
    teacher, parent = visitor("teacher", **plain), visitor("parent", **plain)

    open_newest_lesson(teacher, of_class)
    topic = write_topic(teacher)
    write_homework(teacher)
    others = [row for row in teacher.locator("#presence .roster-row [id$=name]").all_text_contents() if row != name]
    note_absent(teacher, others[-1])
    give_marks(teacher, {name: 5, others[0]: 4, others[1]: 3})
    subject = teacher.locator("h1").inner_text().partition(",")[0]
    number = re.search(r"(\d+)-й", teacher.locator("h1 + p").inner_text())[1]
    teacher.get_by_role("link", name="Все уроки дня").click()
    day = teacher.url.rstrip("/").rpartition("/")[2]
    parent.goto(f"{address}{child}days/{day}/")

    lesson = parent.locator(".lesson").filter(has_text=subject)
    lesson = lesson.filter(has=parent.locator(".lesson-number", has_text=number))
    read = lesson.inner_text().replace("\u00a0", " ")
    assert (topic in read, TASK in read) == (True, True)
    assert lesson.get_by_title("пять, ответ на уроке").is_visible()
    assert teacher.get_by_role("article").filter(has_text=f"{number}-й").get_by_text("отсутствуют: 1").is_visible()


@pytest.fixture
def keyboard(page, address):
    """A person at the sign-in page who has no mouse; `unseen` is what they stood on without seeing it."""
    page.set_viewport_size(PHONE)
    page.goto(f"{address}/login/")
    return Keyboard(page)


class Keyboard:
    """Steps by Tab, types and presses Enter."""

    def __init__(self, page):
        self.page, self.unseen = page, []

    def step_to(self, target):
        for _ in range(STOPS):
            self.page.keyboard.press("Tab")
            if not self.page.evaluate(IN_SIGHT):
                self.unseen.append(self.page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
            if target.evaluate("it => it === document.activeElement"):
                return
        raise AssertionError((target, self.page.url))

    def write(self, target, text):
        self.step_to(target)
        self.page.keyboard.type(text)

    def enter(self):
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def follow(self, link):
        self.step_to(link)
        self.enter()


def test_a_mark_is_given_by_the_keyboard_alone(page, keyboard):
    keyboard.write(page.get_by_label("Логин", exact=True), "teacher")
    keyboard.write(page.get_by_label("Пароль", exact=True), PASSWORD)
    keyboard.enter()
    open_newest_lesson(page, "«А»", follow=keyboard.follow)
    keyboard.follow(page.get_by_role("link", name="К содержанию"))
    keyboard.step_to(page.locator("summary", has_text="Ответы на уроке"))
    page.keyboard.press("Enter")
    keyboard.step_to(page.locator("#answers input:checked").first)
    page.keyboard.press("ArrowDown")
    keyboard.enter()

    assert page.locator(SAVED).is_visible()
    assert keyboard.unseen == []


@pytest.mark.parametrize("login", ["student", "parent", "homeroom"])
def test_a_family_reaches_each_kind_of_information_in_two_taps(visitor, address, login):
    page = visitor(login, viewport=SMALLEST_PHONE, has_touch=True)
    cards = page.locator(".card").filter(has=page.get_by_role("link", name="Темы уроков"))

    children, reached = cards.count(), []
    for number in range(children):
        for kind in KINDS:
            page.goto(f"{address}/home/")
            card = cards.nth(number)
            taps = [*card.locator("summary").all(), card.get_by_role("link", name=kind)]
            for tap in taps:
                tap.tap()
            sections = page.get_by_role("navigation", name="Разделы дневника")
            reached.append((len(taps) <= 2, sections.locator("[aria-current]").inner_text()))

    assert reached == [(True, kind) for kind in KINDS] * children
