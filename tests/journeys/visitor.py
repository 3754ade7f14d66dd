"""A person with a browser but no screen: opens pages, follows redirects, fills the forms they find.

A form is filled by its fields' names, and keeps what the page had put in the others, its CSRF token
too: a name that the page does not have fails the test, as a person would not find it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

Values = dict[str, list[str]]


@dataclass
class Form:
    """A form of a page: where it goes, and what it would send as it stands."""

    action: str
    method: str
    values: Values = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects a page's forms and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.text: list[str] = []
        self.inside = False
        self.select = ""
        self.textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
            self.inside = True
        elif self.inside:
            self._field(tag, given, self.forms[-1])

    def _field(self, tag: str, given: dict[str, str], form: Form) -> None:
        name, kind, value = given.get("name", ""), given.get("type", "text"), given.get("value", "")
        if tag == "option" and self.select:
            if "selected" in given or self.select not in form.values:
                form.values[self.select] = [value]
            return
        if not name or "disabled" in given:
            return
        if tag == "button" or (tag == "input" and kind == "submit"):
            form.buttons.append((name, value))
            return
        form.names.add(name)
        if tag == "select":
            self.select = name
        elif tag == "textarea":
            self.textarea = name
            form.values[name] = [""]
        elif kind in ("checkbox", "radio"):
            if "checked" in given:
                form.values.setdefault(name, []).append(value or "on")
        elif tag == "input" and kind != "file":
            form.values.setdefault(name, []).append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.textarea = ""

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.forms[-1].values[self.textarea][0] += data.removeprefix("\n")
        else:
            self.text.append(data)


class Visitor:
    """Someone on their own device."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.path, self.status = "/", 0
        self.page, self.html = _Reader(), ""

    @property
    def names(self) -> set[str]:
        """The fields of every form of the page."""
        return {name for form in self.page.forms for name in form.names}

    @property
    def text(self) -> str:
        """What the page says, its white space (no-break too) as single spaces."""
        return " ".join("".join(self.page.text).split())

    def open(self, path: str, status: int = 200) -> Visitor:
        """Go to an address."""
        self._arrive(self.client.get(path), status)
        return self

    def submit(self, to: str = "", /, *, status: int = 200, **values: Any) -> Visitor:
        """Send the page's form whose action ends with `to`, or its only form with these names."""
        form = self._form(to, set(values))
        sent = dict(form.values)
        for name, value in values.items():
            many = value if isinstance(value, list) else [value]
            sent[name] = [str(one) for one in many]
        target = form.action or self.path
        self._arrive(self.client.post(target, data=sent), status)
        return self

    def _form(self, to: str, names: set[str]) -> Form:
        posts = [form for form in self.page.forms if form.method == "post"]
        fitting = [
            form
            for form in posts
            if (form.action or self.path).split("?")[0].endswith(to)
            and names <= form.names | {name for name, _ in form.buttons}
            and not form.action.endswith(("/sign-out", "/language"))
        ]
        offered = [(form.action, sorted(form.names)) for form in posts]
        assert fitting, f"no form to “{to}” with {sorted(names)} on {self.path}: {offered}"
        return fitting[0]

    def _arrive(self, answer: TestResponse, status: int) -> None:
        while answer.location:
            answer = self.client.get(answer.location)
        self.path = answer.request.path
        self.status = answer.status_code
        self.page = _Reader()
        if answer.mimetype == "text/html":
            self.html = answer.get_data(as_text=True)
            self.page.feed(self.html)
        assert self.status == status, f"{self.path}: {self.status}\n{self.text[:600]}"
