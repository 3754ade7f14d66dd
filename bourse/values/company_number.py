"""Company numbers: the French SIRET and the Belgian BCE number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stdnum.be import vat as bce
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError
from stdnum.fr import siret

from bourse.errors import BourseError

Kind = Literal["siret", "bce"]


@dataclass(frozen=True, slots=True)
class CompanyNumber:
    """A checked number: `kind` and its digits, 14 of a SIRET or 10 of a BCE number."""

    kind: Kind
    compact: str

    @classmethod
    def parse(cls, text: str, country: str) -> CompanyNumber:
        """Reads the number that a company of `country` (ISO code, "FR" or "BE") has.

        Spaces, dots, dashes and a Belgian "BE" in front do not matter.
        Raises `company_number_country` (country) for another country, and
        `company_number_invalid` (kind, text, reason), the reason being "length", "checksum"
        or "format".
        """
        kind: Kind
        try:
            match country.upper():
                case "FR":
                    kind = "siret"
                    return cls(kind, siret.validate(text.replace("-", "")))
                case "BE":
                    kind = "bce"
                    return cls(kind, bce.validate(text))
        except ValidationError as error:
            reason = _reason(error)
            raise BourseError(
                "company_number_invalid", kind=kind, text=text, reason=reason
            ) from error
        raise BourseError("company_number_country", country=country)

    @property
    def printed(self) -> str:
        """As people write it: "732 829 320 00074", "0428.759.497"."""
        if self.kind == "siret":
            return siret.format(self.compact)
        return f"{self.compact[:4]}.{self.compact[4:7]}.{self.compact[7:]}"

    def __str__(self) -> str:
        return self.compact


def _reason(error: ValidationError) -> str:
    """Why the number was refused, in one word."""
    if isinstance(error, InvalidLength):
        return "length"
    return "checksum" if isinstance(error, InvalidChecksum) else "format"
