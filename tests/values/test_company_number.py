"""SIRET and BCE numbers, as people write them."""

import pytest

from bourse.errors import BourseError
from bourse.values import CompanyNumber


@pytest.mark.parametrize(
    "text",
    ["73282932000074", "732 829 320 00074", " 732\u202f829\u00a0320 00074 ", "732.829.320-00074"],
)
def test_a_siret(text: str) -> None:
    number = CompanyNumber.parse(text, "FR")
    assert number == CompanyNumber("siret", "73282932000074")
    assert number.printed == "732 829 320 00074"
    assert str(number) == "73282932000074"


@pytest.mark.parametrize(
    "text", ["0428759497", "0428.759.497", "BE 0428.759.497", "be0428759497", "428 759 497"]
)
def test_a_bce_number(text: str) -> None:
    number = CompanyNumber.parse(text, "be")
    assert number == CompanyNumber("bce", "0428759497")
    assert number.printed == "0428.759.497"


@pytest.mark.parametrize(
    ("text", "country", "kind", "reason"),
    [
        ("73282932000079", "FR", "siret", "checksum"),
        ("7328293200007", "FR", "siret", "length"),
        ("732829320", "FR", "siret", "length"),
        ("ABC", "FR", "siret", "format"),
        ("", "FR", "siret", "format"),
        ("0431150351", "BE", "bce", "checksum"),
        ("04287594", "BE", "bce", "length"),
        ("9428759497", "BE", "bce", "format"),
    ],
)
def test_a_wrong_number_is_refused_with_its_reason(
    text: str, country: str, kind: str, reason: str
) -> None:
    with pytest.raises(BourseError) as caught:
        CompanyNumber.parse(text, country)
    assert caught.value.code == "company_number_invalid"
    assert caught.value.params == {"kind": kind, "text": text, "reason": reason}


def test_another_country_is_refused() -> None:
    with pytest.raises(BourseError) as caught:
        CompanyNumber.parse("73282932000074", "CH")
    assert caught.value.code == "company_number_country"
    assert caught.value.params == {"country": "CH"}
