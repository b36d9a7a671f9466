"""What one sees of the journal while one writes in it."""

from playwright.sync_api import expect


def test_line_is_in_sight_of_the_last_row(grid):
    grid.enter()

    grid.press("Control+End", "q")

    expect(grid.page.locator("#grid-status")).to_be_in_viewport(ratio=1)
    expect(grid.page.locator("#grid-status")).to_contain_text("Можно поставить")


def test_date_that_is_chosen_is_before_the_keyboard(grid):
    head = grid.head(1)

    grid.page.locator(f"#{head} a").click()
    grid.page.wait_for_url(f"**#{head}")
    grid.press("Tab")

    assert grid.page.evaluate("document.activeElement.closest('th, td').className") == "chosen"


def test_reader_is_offered_no_tools(open_grid):
    grid = open_grid("homeroom")

    expect(grid.page.locator("table.grid")).to_be_visible()
    expect(grid.page.locator("#grid-tools")).to_be_hidden()
