"""On what kind of device a person works: a word for the history, never a model or a version."""

PHONE, TABLET, COMPUTER = "телефон", "планшет", "компьютер"

# The first row with a word that the browser says decides; a tablet with Android says no «Mobile».
KINDS = (
    (TABLET, ("ipad", "tablet", "kindle")),
    (PHONE, ("mobi", "iphone", "ipod")),
    (TABLET, ("android",)),
    (COMPUTER, ("windows", "macintosh", "linux", "x11", "cros")),
)


def device_of(user_agent: str) -> str:
    """Return the kind of the device by what its browser says of itself; empty when it says nothing known."""
    said = user_agent.lower()
    return next((kind for kind, words in KINDS if any(word in said for word in words)), "")
