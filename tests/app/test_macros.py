"""What pages are built of: fields tied to their errors, lists that keep their filters, charts."""

from __future__ import annotations

import re

from flask import Flask, render_template_string
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired, Optional


class Offer(FlaskForm):
    """Two fields that must be filled, one that need not."""

    price = StringField("Prix", [InputRequired("Indiquez un prix.")])
    state = RadioField(
        "État", choices=[SelectChoice("new", "Neuf"), SelectChoice("used", "Occasion")]
    )
    note = StringField("Remarque", [Optional()])


FORM = """{% from "macros/forms.html" import start, field %}
{{ start(form) }}{{ field(form.price, hint="En euros.", unit="€") }}{{ field(form.state) }}
{{ field(form.note) }}"""

CHIPS = """{% from "macros/lists.html" import chips, pages %}
{{ chips("category", "Catégories", [("", "Tout", none), ("BOI", "Bois", 4)]) }}
{{ pages("next") }}"""

BARS = """{% from "macros/chart.html" import bars, columns %}
{{ bars("Tonnage", rows, "Site", "Tonnes") }}
{{ columns("hours", "Ventes", rows, "Deux heures.", "Heure", "Ventes") }}"""


def offered(app: Flask, **typed: str) -> str:
    with app.test_request_context("/", method="POST"):
        form = Offer(MultiDict(typed))
        form.validate()
        return render_template_string(FORM, form=form)


def test_an_error_is_tied_to_its_field_and_listed_on_top(app: Flask) -> None:
    seen = offered(app, state="new")

    price = re.search(r'<input[^>]* id="price"[^>]*>', seen)
    assert price is not None
    assert 'aria-describedby="price-hint price-error"' in price[0]
    assert 'aria-invalid="true"' in price[0]
    assert 'inputmode="decimal"' in price[0]
    assert 'id="price-error">Indiquez un prix.<' in seen
    assert 'href="#price">Prix\xa0: Indiquez un prix.<' in seen


def test_an_error_of_a_choice_leads_to_its_first_option(app: Flask) -> None:
    seen = offered(app, price="3")

    assert 'href="#state-0"' in seen
    assert 'id="state-0"' in seen


def test_a_form_without_error_says_so_by_silence(app: Flask) -> None:
    seen = offered(app, price="3", state="new")

    assert 'role="alert"' not in seen
    assert "aria-invalid" not in seen


def test_only_what_may_stay_empty_is_marked(app: Flask) -> None:
    seen = offered(app, price="3", state="new")

    assert seen.count("(facultatif)") == 1
    assert seen.index("Remarque") < seen.index("(facultatif)")


def test_a_filter_keeps_the_search_and_starts_the_list_again(app: Flask) -> None:
    with app.test_request_context("/?q=chêne&after=seen&category=BOI"):
        seen = render_template_string(CHIPS)

    everything, wood = re.findall(r'<li><a href="([^"]*)"', seen)
    assert everything == "/?q=ch%C3%AAne"
    assert wood == "/?q=ch%C3%AAne&amp;category=BOI"
    assert re.search(r'aria-current="true">Bois', seen)
    assert 'href="/?q=ch%C3%AAne&amp;after=next&amp;category=BOI"' in seen


def test_a_typed_search_cannot_leave_its_attribute(app: Flask) -> None:
    with app.test_request_context('/?q="><script>'):
        seen = render_template_string(
            '{% from "macros/lists.html" import search %}{{ search("Chercher") }}'
        )

    assert "<script>" not in seen


def test_bars_are_as_long_as_their_share_of_the_longest(app: Flask) -> None:
    rows = [("Morteau", 4000, "4 t"), ("Villers", 1000, "1 t"), ("Les Fins", 0, "0 t")]
    with app.test_request_context("/"):
        seen = render_template_string(BARS, rows=rows)

    widths = re.findall(r'<rect width="([\d.]+)%" height="100%"', seen)
    assert [float(width) for width in widths] == [100, 25, 0]


def test_a_chart_of_nothing_is_flat(app: Flask) -> None:
    with app.test_request_context("/"):
        seen = render_template_string(BARS, rows=[("9 h", 0, "0 €")])

    heights = re.findall(r'<rect x="[^"]*" y="[^"]*" width="[^"]*" height="([\d.]+)%"', seen)
    assert [float(height) for height in heights] == [0]


def test_a_day_that_has_just_begun_has_no_room_for_its_name(app: Flask) -> None:
    chart = """{% from "macros/chart.html" import columns %}
    {% set days = [("vendredi", first), ("samedi", 20 - first)] %}
    {{ columns("hours", "Ventes", rows, "", "Heure", "Ventes", days) }}"""
    rows = [(f"{number} h", number, str(number)) for number in range(1, 21)]

    def named(first: int) -> list[tuple[str, str]]:
        with app.test_request_context("/"):
            seen = render_template_string(chart, rows=rows, first=first)
        return re.findall(r'<text class="(group[ a-z]*)"[^>]*>(\w+)<', seen)

    assert named(10) == [("group", "vendredi"), ("group", "samedi")]
    assert named(15) == [("group", "vendredi"), ("group odd", "samedi")], "not on a phone"
    assert named(19) == [("group", "vendredi")]
