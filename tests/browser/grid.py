"""What a test does in a journal, and reads there."""

from playwright.sync_api import expect

WAITING = ", ".join(f"[data-state={state}]" for state in ("wait", "send", "queue"))
PLACE = """({activeElement: field}) => [field.closest('tr').sectionRowIndex, field.closest('td').cellIndex - 1]"""
PASTE = """text => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', text);
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true}));
}"""
VALUES = """head => [...document.querySelectorAll('tbody tr')].map(row => {
    const cell = row.cells[head.cellIndex], field = cell.querySelector('input[id]');
    return field ? field.value : cell.textContent;
})"""


class Grid:
    """A page of a journal. Columns are counted from the oldest one, rows from the first student; both from 0."""

    def __init__(self, page):
        self.page, self.presses, self.requests = page, 0, []
        page.on("request", lambda request: self.requests.append(request) if request.method == "POST" else None)

    def press(self, *keys, held=0):
        """Press keys one after another, each held for so many milliseconds."""
        for key in keys:
            self.presses += 1
            self.page.keyboard.press(key, delay=held)

    def press_place(self, code, char):
        """Press a key by its place that gives another character: in the Russian layout, on the numeric pad."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("Input.dispatchKeyEvent", {"type": "keyDown", "code": code, "key": char, "text": char})
        session.send("Input.dispatchKeyEvent", {"type": "keyUp", "code": code, "key": char})

    def paste(self, text, *, sure=True) -> list[str]:
        """Paste as from another program; returns the lines of the preview and answers it."""
        shown = []

        def answer(dialog):
            shown.extend(dialog.message.split("\n"))
            dialog.accept() if sure else dialog.dismiss()

        self.page.once("dialog", answer)
        self.page.evaluate(PASTE, text)
        return shown

    def enter(self):
        """Go to the first empty cell, as from the top of the page."""
        self.press("Tab", "Enter")

    def cell(self, row, column=2):
        return self.page.locator("tbody tr").nth(row).locator("td").nth(column)

    def go(self, row, column=2):
        self.cell(row, column).click()

    @property
    def place(self) -> tuple[int, int]:
        """Return the row and the column in which the keyboard is."""
        return tuple(self.page.evaluate_handle("document").evaluate(PLACE))

    def head(self, column=2) -> str:
        """Return the name of a column: «o12»."""
        return self.page.locator("thead th").nth(column + 1).get_attribute("id")

    def column(self, column=2) -> list[str]:
        """Return what the cells of a column show."""
        return self.page.locator("thead th").nth(column + 1).evaluate(VALUES)

    def saved(self):
        """Wait until everything has been answered."""
        expect(self.page.locator(WAITING)).to_have_count(0)
        return self

    def reopened(self):
        """Load the page anew: what it shows then is what has been stored."""
        self.page.reload()
        return self

    @property
    def line(self) -> str:
        return self.page.locator("#grid-status").inner_text()

    def says(self, sentence):
        """Wait until the line says the sentence."""
        self.page.locator("#grid-status", has_text=sentence).wait_for()

    @property
    def question(self):
        return self.page.locator("#grid-questions fieldset")
