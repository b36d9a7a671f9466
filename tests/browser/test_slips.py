"""Slips in a browser: a class of thirty with parents in a minute, sheets that fit, a QR that a telephone reads."""

import re
from io import BytesIO
from time import monotonic

import pytest
import zxingcpp
from PIL import Image

from tests.browser.test_every_page import violations

# A4 at the 96 dots of CSS.
PAPER = {"width": 794, "height": 1123}
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def visitor(browser, browser_context_args, signed_in):
    """Open a page of somebody who has signed in."""
    contexts = []

    def come(login, **options):
        options = browser_context_args | {"storage_state": signed_in(login)} | options
        contexts.append(browser.new_context(**options))
        return contexts[-1].new_page()

    yield come
    for context in contexts:
        context.close()


@pytest.fixture
def printed(visitor, monday):
    """The slips of a class of thirty and of their parents, as the administrator has just printed them."""
    page = visitor("administrator")
    print_class(page, monday)
    return page


def print_class(page, address) -> None:
    page.goto(f"{address}/accounts/slips/")
    page.get_by_label("Где").select_option(label="7\u00a0«А»")
    # A test before may have led somebody of the class in.
    page.get_by_label("Из них").select_option("everyone")
    page.get_by_role("button", name="Показать").click()
    page.get_by_role("button", name="Напечатать 90 карточек").click()
    page.get_by_role("heading", name="90 карточек").wait_for()


def pages_of(page) -> int:
    """Return how many A4 pages the browser prints."""
    paper = page.pdf(prefer_css_page_size=True)
    sizes = set(re.findall(rb"/MediaBox\s*\[([^\]]*)\]", paper))
    assert {tuple(round(float(side)) for side in size.split()[2:]) for size in sizes} <= {(595, 842), (596, 842)}
    return len(re.findall(rb"/Type\s*/Page\b", paper))


def read_qr(picture: bytes) -> list[str]:
    """Return what a telephone reads from a picture without colours."""
    # Among the squares of a QR some other code may be seen by chance.
    found = zxingcpp.read_barcodes(Image.open(BytesIO(picture)).convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in found]


def test_class_of_thirty_with_parents_gets_slips_within_a_minute(visitor, monday):
    page, began = visitor("administrator"), monotonic()

    print_class(page, monday)

    assert monotonic() - began < 60
    signs = page.locator(".slip .slip-sign").all_inner_texts()
    assert (page.locator(".slip").count(), len(set(signs))) == (90, 180)


def test_slips_fill_twelve_sheets_and_a_list_follows(printed):
    lists = printed.locator(".handover tbody tr").count()
    whole = pages_of(printed)
    printed.evaluate("document.querySelector('.handover').remove()")

    assert (lists, pages_of(printed)) == (90, 12)
    assert whole > 12


def test_no_slip_is_cut_off_on_paper(printed):
    printed.set_viewport_size(PAPER)
    printed.emulate_media(media="print")

    cut = "slips => slips.filter(slip => slip.scrollHeight > slip.clientHeight).map(slip => slip.innerText)"
    assert printed.locator(".slip").evaluate_all(cut) == []


@pytest.mark.parametrize("theme", ["light", "dark", "hc-white-on-black"])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_qr_holds_the_address_alone(printed, monday, theme, media):
    printed.emulate_media(media=media)
    printed.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)

    picture = printed.locator(".slip").first.screenshot()

    assert read_qr(picture) == [f"{monday}/activate/"]


def test_printed_page_fits_a_phone(printed):
    printed.set_viewport_size(PHONE)

    assert printed.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_printed_page_is_accessible_in_every_theme(printed):
    assert violations(printed) == []


def test_homeroom_teacher_prints_a_lost_slip_anew_without_script(visitor, monday):
    page = visitor("homeroom", java_script_enabled=False, viewport=PHONE)
    page.goto(f"{monday}/classes/1/")

    page.get_by_role("link", name="Карточки для входа").click()
    page.get_by_text("Забыли пароль или потеряли карточку").click()
    page.get_by_role("link", name="Юдин Пётр Ильич", exact=True).click()
    page.get_by_role("button", name="Напечатать 1 карточку").click()

    assert page.locator(".slip h3").all_inner_texts() == ["Юдин Пётр Ильич"]
    assert page.get_by_role("button", name="Распечатать").count() == 0


def test_slip_leads_to_the_diary_in_three_pages(printed, monday, browser, browser_context_args):
    slip = printed.locator(".slip", has_text="родитель: Юдин").first
    login, code = (slip.locator(".slip-sign").nth(place).inner_text() for place in (0, 1))
    (address,) = read_qr(slip.screenshot())
    with browser.new_context(**browser_context_args | {"viewport": PHONE}) as context:
        page, shown = context.new_page(), []
        page.on("domcontentloaded", lambda shown_page: shown.append(shown_page.url))

        page.goto(address)
        page.get_by_label("Логин", exact=True).fill(login)
        # As people copy it: in small letters, without the dash.
        page.get_by_label("Одноразовый пароль").fill(code.replace("-", " ").lower())
        page.get_by_role("button", name="Дальше").click()
        page.get_by_role("radio").first.check()
        page.get_by_role("button", name="Сохранить и войти").click()
        page.get_by_role("heading", level=1).wait_for()
        page.wait_for_url(lambda url: "/activate/" not in url)

        assert (len(shown), page.url) == (3, f"{monday}/home/")
        assert page.get_by_role("heading", name="Пётр, 7").is_visible()
