"""The one family of errors that the trade raises when a rule refuses something."""


class BourseError(Exception):
    """A rule of the trade said no.

    `code` names the rule in snake_case; `params` are the facts that a sentence about it
    needs. The face turns the code into a status and a sentence; nothing here knows HTTP.
    """

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params: dict[str, object] = params

    def __str__(self) -> str:
        """`code (name='value', …)`, for logs and the terminal."""
        if not self.params:
            return self.code
        facts = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code} ({facts})"
