"""Where an exhibitor stands: a box to tick and a label for each of the edition's sites."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import Length, Optional

from bourse.editions.models import Edition
from bourse.exhibitors.queries import StandView
from bourse.exhibitors.stands import StandDraft


class StandForm(FlaskForm):
    """The form of an edition; `on` makes its class, since each edition has its own sites."""

    site_ids: Sequence[int] = ()

    @classmethod
    def on(cls, edition: Edition) -> type[StandForm]:
        """The form with a box and a label a site."""
        fields: dict[str, object] = {"site_ids": [site.id for site in edition.sites]}
        for site in edition.sites:
            fields[f"site_{site.id}"] = BooleanField(site.name)
            fields[f"label_{site.id}"] = StringField(
                gettext("Stand on %(site)s", site=site.name), [Optional(), Length(max=20)]
            )
        return type("StandFormOfEdition", (cls,), fields)

    @staticmethod
    def values(edition: Edition, stands: Sequence[StandView]) -> dict[str, object]:
        """What to fill in: the stands held; with none and a single site, that site."""
        held = {stand.site_id: stand.label for stand in stands}
        if not held and len(edition.sites) == 1:
            held = {edition.sites[0].id: ""}
        ticked: dict[str, object] = {f"site_{site_id}": True for site_id in held}
        return ticked | {f"label_{site_id}": label for site_id, label in held.items()}

    def places(self) -> list[tuple[BooleanField, StringField]]:
        """Each site's box with its label, in the order of the edition."""
        return [(self[f"site_{site_id}"], self[f"label_{site_id}"]) for site_id in self.site_ids]

    def drafts(self) -> list[StandDraft]:
        """The stands asked for; a label alone is one too, whether or not its box is ticked."""
        return [
            StandDraft(site_id, (label.data or "").strip())
            for site_id, (box, label) in zip(self.site_ids, self.places(), strict=True)
            if box.data or (label.data or "").strip()
        ]
