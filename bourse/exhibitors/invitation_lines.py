"""Invitations as an organiser types or pastes them: one firm a line, read or refused by line.

`name; e-mail; contact; number` with semicolons, or the same columns pasted from a spreadsheet
(tabs). Contact and number may be missing. Pure: what is already invited is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from bourse.errors import BourseError
from bourse.values import CompanyNumber

MOST_LINES = 500
LONGEST_NAME = 200
HEADINGS = {"e-mail", "email", "mail", "courriel", "adresse", "adresse e-mail", "mél"}


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """A firm to invite, from line `row` (the first is 1); `number` is compact or empty."""

    row: int
    text: str
    company_name: str
    email: str
    contact_name: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that cannot be sent, as it was typed, and why."""

    row: int
    text: str
    error: BourseError


def parse(text: str) -> tuple[tuple[InvitationLine, ...], tuple[RefusedLine, ...]]:
    """The lines that can be read and those that cannot; empty ones and a heading do not count.

    Raises `invitations_none` and `invitations_many` (most); each refused line has one of
    `invitation_columns`, `invitation_name`, `invitation_email`, `invitation_number`,
    `invitation_twice` (first).
    """
    rows = [(row, line.strip()) for row, line in enumerate(text.splitlines(), 1) if line.strip()]
    if rows and _is_heading(rows[0][1]):
        rows = rows[1:]
    if not rows:
        raise BourseError("invitations_none", field="lines")
    if len(rows) > MOST_LINES:
        raise BourseError("invitations_many", field="lines", most=MOST_LINES)
    read: dict[str, InvitationLine] = {}
    refused: list[RefusedLine] = []
    for row, line in rows:
        try:
            invitation = _read(row, line)
            if invitation.email in read:
                raise BourseError("invitation_twice", first=read[invitation.email].row)
            read[invitation.email] = invitation
        except BourseError as error:
            refused.append(RefusedLine(row, line, error))
    return tuple(read.values()), tuple(refused)


def _columns(line: str) -> list[str]:
    separator = "\t" if "\t" in line else ";"
    columns = [column.strip() for column in line.split(separator)]
    while columns and not columns[-1]:
        columns.pop()
    return columns


def _is_heading(line: str) -> bool:
    columns = _columns(line)
    return len(columns) > 1 and columns[1].casefold() in HEADINGS


def _read(row: int, line: str) -> InvitationLine:
    columns = _columns(line)
    if not 2 <= len(columns) <= 4:
        raise BourseError("invitation_columns")
    name, email, contact, number = [*columns, "", ""][:4]
    if not name or max(len(name), len(contact)) > LONGEST_NAME:
        raise BourseError("invitation_name", most=LONGEST_NAME)
    return InvitationLine(row, line, name, _email(email), contact, _number(number))


def _email(text: str) -> str:
    try:
        return validate_email(text, check_deliverability=False).normalized.lower()
    except EmailNotValidError as error:
        raise BourseError("invitation_email", email=text) from error


def _number(text: str) -> str:
    """A SIRET, or a BCE number by its ten digits or its "BE"; compact."""
    if not text:
        return ""
    digits = sum(sign.isdigit() for sign in text)
    country = "BE" if text.upper().startswith("BE") or digits <= 10 else "FR"
    try:
        return CompanyNumber.parse(text, country).compact
    except BourseError as error:
        raise BourseError("invitation_number", number=text) from error
