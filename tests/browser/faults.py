"""The journal behind a network that fails, and what has been stored of it."""

from tests.browser.grid import Grid
from tests.browser.school import sign_in

# What the browser counts in real seconds is made to follow the clock of the page.
LIMIT = """void (AbortSignal.timeout = after => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), after);
    return controller.signal;
});"""
MARKS = """
SELECT mark.value FROM journal_mark AS mark JOIN journal_work AS work ON work.id = mark.work_id
JOIN journal_lesson AS lesson ON lesson.id = work.lesson_id WHERE lesson.course_id = ? ORDER BY mark.id
"""
CHANGES = """
SELECT author.login, change.new FROM journal_change AS change JOIN accounts_user AS author ON author.id = change.by_id
WHERE change.course_id = ? AND change.matter = 'mark' ORDER BY change.number
"""


class Weather:
    """A computer on which teachers keep one journal over a network that fails."""

    def __init__(self, grid: Grid, network, rows):
        self.grid, self.network, self._rows = grid, network, rows
        self.context, self.journal = grid.page.context, grid.page.url.split("/")[-2]
        self.context.clock.install()
        self.context.add_init_script(LIMIT)
        grid.page.evaluate(LIMIT)

    def give(self, mark, row=0):
        self.grid.go(row)
        self.grid.press(mark, "Enter")

    def queued(self, number=1):
        """Wait until the line says how many wait."""
        self.grid.says(f"Нет связи. В очереди отметок: {number}. Они не потеряются")

    def pass_time(self, seconds=61):
        self.context.clock.fast_forward(seconds * 1000)

    def stop_time(self):
        """Let no timer of the page go off any more."""
        self.context.clock.pause_at(self.grid.page.evaluate("Date.now()") / 1000 + 0.1)

    def clear_up(self):
        """Mend the network, and wait until everything has arrived."""
        self.network.mend()
        self.pass_time()
        self.grid.saved()

    def open(self):
        """Open the journal in a new tab of the same browser."""
        page = self.context.new_page()
        page.goto(f"{self.network.address}/teach/journals/{self.journal}/")
        self.grid = Grid(page)
        return self.grid

    def sign_in(self, login):
        """Sign in anew, in another tab."""
        self.context.clear_cookies()
        sign_in(self.context.new_page(), self.network.address, login)

    @property
    def shown(self) -> tuple[str, str, str]:
        """Return the first cell: its value, its state, and how it explains itself."""
        cell = self.grid.cell(0)
        return self.grid.column()[0], cell.get_attribute("data-state"), cell.get_attribute("title")

    @property
    def marks(self) -> list[int]:
        return [value for (value,) in self._rows(MARKS, (self.journal,))]

    @property
    def changes(self) -> list[str]:
        """Return what the history says: «teacher 5»."""
        return [f"{login} {new}".strip() for login, new in self._rows(CHANGES, (self.journal,))]

    @property
    def box(self) -> dict[str, str]:
        """Return what the browser keeps."""
        return self.grid.page.evaluate("({...localStorage})")
