"""Markdowns, for exhibitors and organisers alike: scheduled or at once, called off, undone."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, request
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import DateTimeLocalField, HiddenField, RadioField, SelectChoice, SelectField
from wtforms.validators import Optional

from app.bulk.desk import LotDesk
from app.bulk.due import look_again
from app.bulk.price_rule_fields import PriceRuleFields, PriceWay, rule_typed
from app.errors import attach
from app.language import current
from app.lots.category_names import category_names
from app.security import current_actor
from bourse.bulk.falling import apply_due, undo_markdown
from bourse.bulk.markdowns import markdown_of, markdowns
from bourse.bulk.price_rule import PriceRule
from bourse.bulk.scheduling import (
    MarkdownDraft,
    cancel_markdown,
    check_markdown,
    schedule_markdown,
    would_change,
)
from bourse.bulk.since import put_on_sale_since
from bourse.clock import now
from bourse.db import transaction
from bourse.errors import BourseError
from bourse.exhibitors.queries import exhibitor_by_code
from bourse.lots.queries import categories_of, exhibitors_of
from reports.kit import formats

SHOWN = 100
"""Lots that a preview lists."""
AT_ONCE, LATER = "now", "later"


class MarkdownForm(FlaskForm, PriceRuleFields):
    """What falls, by how much, when."""

    exhibitor = SelectField(_("Exhibitor"))
    category = SelectField(_("Category"))
    when = RadioField(
        _("When"),
        choices=[SelectChoice(AT_ONCE, _("At once")), SelectChoice(LATER, _("At an hour"))],
    )
    due_at = DateTimeLocalField(_("Day and hour"), [Optional()])
    sure = HiddenField()

    def draft(self, desk: LotDesk) -> MarkdownDraft:
        """What was said; raises like `PriceRuleFields.rule`, `markdown_past` without an hour."""
        rule = self.rule()
        assert rule is not None, "prices that stay are not offered here"
        code = self.exhibitor.data if self.exhibitor else ""
        whose = exhibitor_by_code(desk.edition, code).id if code else desk.own
        return MarkdownDraft(
            edition_id=desk.edition.id,
            rule=rule,
            due_at=self._due_at(desk.edition.timezone),
            exhibitor_id=whose,
            category=(self.category.data or None) if self.category else None,
            lots=desk.ticked or None,
            seen_at=self._seen_at(),
        )

    def _seen_at(self) -> datetime | None:
        """When the preview was shown that this confirms."""
        with suppress(ValueError):
            seen = datetime.fromisoformat(self.sure.data or "")
            return seen if seen.tzinfo else None
        return None

    def _due_at(self, timezone: str) -> datetime:
        if self.when.data == AT_ONCE:
            return now()
        at: datetime | None = self.due_at.data
        if at is None:
            raise BourseError("markdown_past", field="due_at")
        return at.replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC)


def listing(desk: LotDesk) -> str:
    """The markdowns, the latest first."""
    page = markdowns(desk.edition.id, exhibitor_id=desk.own, after=request.args.get("after"))
    return render_template(
        "markdowns/list.html",
        desk=desk,
        edition=desk.edition,
        page=page,
        said={row.id: said(row.rule, desk.edition.currency) for row in page.rows},
        since=put_on_sale_since(page.rows),
        typed={row.id: _at_once_typed(row.rule) for row in page.rows},
        names=category_names(),
    )


def scheduling(desk: LotDesk) -> Response | str | tuple[str, int]:
    """Say what falls and when; look at it; do it."""
    form = _form(desk)
    if "price" not in request.form or not form.validate_on_submit():
        return _page("markdowns/new.html", desk, form)
    try:
        draft = form.draft(desk)
        if form.sure.data:
            return _do(desk, draft)
        check_markdown(draft)
        falling = would_change(draft)
        if not falling:
            raise BourseError("markdown_nothing")
    except BourseError as error:
        attach(form, error)
        return _page("markdowns/new.html", desk, form)
    return _page(
        "markdowns/preview.html",
        desk,
        form,
        draft=draft,
        is_now=form.when.data == AT_ONCE,
        said=said(draft.rule, desk.edition.currency),
        rows=falling[:SHOWN],
        falling=len(falling),
        seen_at=now().isoformat(),
    )


def calling_off(desk: LotDesk, markdown_id: int) -> Response:
    """Cancel it before its hour."""
    with transaction():
        found = markdown_of(markdown_id, desk.edition.id, exhibitor_id=desk.own)
        cancel_markdown(found, by=current_actor())
    flash(gettext("The markdown is called off: no price falls."), "good")
    return redirect(desk.url("markdowns"))


def undoing(desk: LotDesk, markdown_id: int) -> Response:
    """Give the prices back."""
    with transaction():
        found = markdown_of(markdown_id, desk.edition.id, exhibitor_id=desk.own)
        back, kept = undo_markdown(found, by=current_actor())
    flash(ngettext("%(num)d price is as before.", "%(num)d prices are as before.", back), "good")
    if kept:
        told = ngettext(
            "%(num)d was changed since and stays as it is.",
            "%(num)d were changed since and stay as they are.",
            kept,
        )
        flash(told, "warn")
    return redirect(desk.url("markdowns"))


def said(rule: PriceRule, currency: str) -> str:
    """A rule in a few words: "−20 %", "down to 5,00 €"."""
    if rule.amount is not None:
        return gettext("down to %(price)s", price=formats.money(rule.amount, current(), currency))
    rate = rule.rate.basis_points if rule.rate else 0
    return f"−{formats.percent(rate, current())}"


def _at_once_typed(rule: PriceRule) -> dict[str, str]:
    """The form filled with a rule, to look at what would fall now."""
    return {"price": "yes", "when": AT_ONCE, "due_at": ""} | rule_typed(rule)


def _do(desk: LotDesk, draft: MarkdownDraft) -> Response:
    is_now = draft.due_at <= now()
    with transaction():
        markdown = schedule_markdown(draft, by=current_actor())
        if is_now:
            apply_due(max(now(), draft.due_at))
        fell, due_at = markdown.lots, markdown.due_at
    look_again()
    if is_now:
        flash(ngettext("%(num)d price fell.", "%(num)d prices fell.", fell), "good")
    else:
        when = formats.instant(due_at, current(), desk.edition.timezone)
        flash(gettext("Prices fall %(when)s, by themselves.", when=when), "good")
    return redirect(desk.url("markdowns"))


def _form(desk: LotDesk) -> MarkdownForm:
    form = MarkdownForm(way=PriceWay.DOWN.value, step=10, when=LATER)
    form.due_at.flags.optional = False  # it shows only where an hour is chosen, and must be
    form.offer(desk.edition, PriceWay.DOWN, PriceWay.AMOUNT)
    if desk.ticked:
        del form.category
    else:
        names = category_names()
        held = [
            (one.code, names[one.code]) for one, _number in categories_of(desk.edition.id, desk.own)
        ]
        form.category.choices = [("", gettext("All")), *sorted(held, key=lambda one: one[1])]
    if desk.exhibitor or desk.ticked:
        del form.exhibitor
    else:
        sellers = [(code, f"{name} ({code})") for code, name in exhibitors_of(desk.edition.id)]
        form.exhibitor.choices = [("", gettext("All")), *sellers]
    return form


def _page(template: str, desk: LotDesk, form: MarkdownForm, **shown: object) -> tuple[str, int]:
    page = render_template(template, desk=desk, edition=desk.edition, form=form, **shown)
    return page, 422 if form.errors or form.form_errors else 200
