"""From the printed slip to the diary on the smallest usual phone, with script and without."""

import pytest

from tests.browser.school import sign_in

PHONE = {"width": 360, "height": 740}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OWN = "Мой кот спит на шкафу"


@pytest.fixture
def slip(browser, browser_context_args, address):
    """Return login and one-time password of a parent who never came, printed by the administrator a moment ago."""
    with browser.new_context(**browser_context_args) as context:
        page = context.new_page()
        sign_in(page, address, "administrator")
        page.goto(f"{address}/accounts/?role=parent")
        page.get_by_role("row").filter(has_text="ни разу").first.get_by_role("link").first.click()
        page.get_by_role("link", name="Напечатать карточку").click()
        page.get_by_role("button", name="Напечатать").click()
        return page.locator(".slip-sign").all_inner_texts()


@pytest.fixture
def phone(browser, browser_context_args, request):
    """A telephone; `seen` is the path of each page shown on it, `wide` by how much each is too wide."""
    options = {"viewport": PHONE, "has_touch": True, "java_script_enabled": request.param}
    with browser.new_context(**browser_context_args | options) as context:
        yield Phone(context.new_page())


class Phone:
    def __init__(self, page):
        self.page, self.seen, self.wide = page, [], []

    def look(self):
        """Note the page that is shown now."""
        self.seen.append("/" + self.page.url.split("/", 3)[3])
        self.wide.append(self.page.evaluate(SIDEWAYS))

    def press(self, button):
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button).tap()
        self.look()

    def type_slip(self, address, login, code):
        self.page.goto(f"{address}/activate/")
        self.look()
        self.page.get_by_label("Логин", exact=True).fill(login)
        self.page.get_by_label("Одноразовый пароль").fill(code.lower().replace("-", " "))
        self.press("Дальше")


def diary_is_shown(phone) -> bool:
    return phone.page.get_by_role("link", name="Темы уроков").first.is_visible()


@pytest.mark.parametrize("phone", [True, False], indirect=True, ids=["script", "plain"])
def test_slip_leads_to_the_diary_in_three_pages(phone, address, slip):
    phone.type_slip(address, *slip)
    phone.page.get_by_role("radio").first.check()
    phone.press("Сохранить и войти")

    assert phone.seen == ["/activate/", "/activate/password/", "/home/"]
    assert (phone.wide, diary_is_shown(phone)) == ([0, 0, 0], True)


@pytest.mark.parametrize("phone", [True, False], indirect=True, ids=["script", "plain"])
def test_password_of_ones_own_is_pasted_and_opens_the_diary_again(phone, address, slip):
    phone.type_slip(address, *slip)
    for label in ("Свой пароль", "Свой пароль ещё раз"):
        phone.page.get_by_label(label, exact=True).focus()
        phone.page.keyboard.insert_text(f"{OWN} ")
    phone.press("Сохранить и войти")
    phone.press("Выйти")
    phone.page.get_by_label("Логин", exact=True).fill(slip[0])
    phone.page.get_by_label("Пароль", exact=True).fill(OWN)
    phone.press("Войти")

    assert (phone.seen[-1], phone.wide, diary_is_shown(phone)) == ("/home/", [0] * 5, True)


@pytest.mark.parametrize("phone", [True], indirect=True)
def test_password_is_shown_and_hidden_again(phone, address, slip):
    phone.type_slip(address, *slip)
    field = phone.page.get_by_label("Свой пароль", exact=True)
    button = phone.page.get_by_role("button", name="пароль").first
    kinds = []
    for _ in range(2):
        kinds.append((field.get_attribute("type"), button.inner_text()))
        button.tap()

    assert kinds == [("password", "Показать пароль"), ("text", "Скрыть пароль")]
