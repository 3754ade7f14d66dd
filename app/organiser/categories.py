"""The categories of an edition: which are switched on, and what one unit weighs by default."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import BooleanField

from app.errors import attach
from app.fields import WeightField
from app.language import current
from app.organiser import blueprint
from app.security import current_actor
from bourse.db import transaction
from bourse.editions import service
from bourse.editions.models import Category, Edition
from bourse.editions.queries import categories as every_category
from bourse.editions.queries import edition_by_slug
from bourse.errors import BourseError
from bourse.people.folding import fold


class CategoriesForm(FlaskForm):
    """Two fields a category, added by `form_for`: `on_CAR` and `weight_CAR`."""


def form_for(categories: tuple[Category, ...], edition: Edition) -> CategoriesForm:
    """The form that shows what is switched on in this edition."""

    class Form(CategoriesForm):
        pass

    held = {one.category_code: one for one in edition.categories}
    shown: dict[str, object] = {}
    for category in categories:
        code, one = category.code, held.get(category.code)
        setattr(Form, f"on_{code}", BooleanField(category.label_fr))
        setattr(Form, f"weight_{code}", WeightField(_("Default weight")))
        shown |= {f"on_{code}": one is not None, f"weight_{code}": one and one.default_weight}
    return Form(data=shown)


@blueprint.route("/editions/<slug>/settings/categories", methods=["GET", "POST"])
def categories(slug: str) -> Response | str | tuple[str, int]:
    """Switch categories on and off, all at once."""
    edition, listed = edition_by_slug(slug), _by_label()
    form = form_for(listed, edition)
    if form.validate_on_submit():
        try:
            with transaction():
                _switch(form, edition_by_slug(slug))
        except BourseError as error:
            attach(form, error)
        else:
            flash(gettext("The categories are saved."), "good")
            return redirect(url_for("organiser.settings", slug=slug, _anchor="categories"))
    page = render_template(
        "organiser/categories.html", form=form, categories=listed, edition=edition_by_slug(slug)
    )
    return page, 422 if form.errors else 200


def _by_label() -> tuple[Category, ...]:
    """Every category, as the reader's language sorts them."""
    label = "label_fr" if current() == "fr" else "label_en"
    return tuple(sorted(every_category(), key=lambda category: fold(getattr(category, label))))


def _switch(form: CategoriesForm, edition: Edition) -> None:
    for category in every_category():
        on, weight = form[f"on_{category.code}"], form[f"weight_{category.code}"]
        service.switch_category(
            edition, category.code, on=on.data, default_weight=weight.data, by=current_actor()
        )
