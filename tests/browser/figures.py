"""What the journal costs a slow computer, thirty students at thirty lessons. Tells, and asserts no time.

./test tests/browser/figures.py
"""

from gzip import compress

from diary.lean import lean
from tests.browser.monday import LARGE
from tests.browser.school import loads_of

SLOWER, SHARE = 6, 0.95
# A mark and the next student, there and back, done again; so through the whole column.
KEYS = ("5", "Enter", "ArrowUp", "n", "Control+z", "Control+y", "4", "ArrowLeft", "ArrowRight", "ArrowDown")
# From the first listener of the window to the last one.
WATCH = """() => {
    window.taken = [];
    let began;
    addEventListener('keydown', () => { began = performance.now(); }, true);
    addEventListener('keydown', () => window.taken.push(performance.now() - began));
}"""


def test_figures_are_told(open_grid, monday, capsys):
    page = open_grid().page
    page.goto(monday + LARGE)
    weights = weights_of(page, monday)
    times = sorted(taken_by_keys(page))

    with capsys.disabled():
        print(f"\nОбработка клавиши: {SHARE:.0%} не дольше {times[int(SHARE * len(times))]:.0f} мс")  # noqa: T201
        print(f"(нажатий {len(times)}, процессор замедлен в {SLOWER} раз)")  # noqa: T201
        print(f"Таблица 30 × 30: элементов {elements_of(page)}")  # noqa: T201
        print(f"Страница со всем, что она загружает, сжатая: {sum(weights.values())} байт")  # noqa: T201
        for name, weight in weights.items():
            print(f"  {name}: {weight}")  # noqa: T201


def taken_by_keys(page) -> list[float]:
    """Return for how many milliseconds each press of a key was worked on."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.evaluate(WATCH)
    page.locator("tbody input[id]").first.focus()
    for _ in range(28):
        for key in KEYS:
            page.keyboard.press(key)
    return page.evaluate("window.taken")


def elements_of(page) -> int:
    return page.locator(".grid, .grid *").count()


def weights_of(page, address) -> dict[str, int]:
    """Return the compressed bytes of the page and of each file that it loads, as browsers get them."""
    html = page.content()
    files = {name: lean(page.request.get(address + name).body()) for name in loads_of(html)}
    return {name: len(compress(body)) for name, body in {"/": html.encode(), **files}.items()}
