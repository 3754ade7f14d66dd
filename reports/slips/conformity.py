"""The declaration of conformity on paper: a page a firm, to sign or to keep."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Paragraph

from bourse.exhibitors.conformity import ConformityText
from bourse.exhibitors.models import Exhibitor
from bourse.people.companies import number_of
from bourse.people.models import Organisation
from reports.kit import formats
from reports.kit.flow import BODY, HEADING, NOTE, gap, paragraph
from reports.kit.fonts import REGULAR
from reports.kit.language import mark as _
from reports.kit.language import translate
from reports.kit.page import PageFrame, build
from reports.slips.signing import signature_boxes

TEXT = ParagraphStyle("declared", parent=BODY, fontSize=10.5, leading=15.5)
POINT = ParagraphStyle(
    "point", parent=TEXT, spaceAfter=4, leftIndent=14, bulletIndent=3, bulletFontName=REGULAR
)


def paper(
    text: ConformityText,
    exhibitors: Sequence[Exhibitor],
    house: Organisation | None,
    language: str,
) -> bytes:
    """The PDF, a page an exhibitor, or one that says there is none. The text stays in French."""
    story: list[Flowable] = []
    for exhibitor in exhibitors:
        story += [*([PageBreak()] if story else []), *_page(text, exhibitor, language)]
    edition = exhibitors[0].edition if exhibitors else None
    frame = PageFrame(
        title=f"{text.title} – {edition.name}" if edition else text.title,
        author=house.name if house else "",
        status=translate(_("Version %(version)s of the text"), language, version=text.version),
        language=language,
        is_fictional=edition is not None and edition.is_fictional,
    )
    return build(story or [paragraph(translate(_("Everyone has declared."), language))], frame)


def _page(text: ConformityText, exhibitor: Exhibitor, language: str) -> list[Flowable]:
    company, edition = exhibitor.company, exhibitor.edition
    place = ", ".join(
        part for part in (company.address, f"{company.postcode} {company.town}".strip()) if part
    )
    number = number_of(company).printed
    return [
        paragraph(text.title, HEADING),
        paragraph(f"{company.name} ({exhibitor.code})", TEXT),
        paragraph(" · ".join(part for part in (place, number) if part), NOTE),
        paragraph(
            f"{edition.name}, {formats.period(edition.starts_on, edition.ends_on, language)}", NOTE
        ),
        gap(5 * mm),
        paragraph(text.opening, TEXT),
        *(Paragraph(escape(point), POINT, bulletText="•") for point in text.points),
        gap(3 * mm),
        paragraph(text.closing, TEXT),
        gap(9 * mm),
        signature_boxes(
            [translate(_("For the firm: name, capacity, place, date and signature"), language)]
        ),
    ]
