"""What the scripts of the till must compute as Python does.

Drawn by a seed over the whole range of each value, with the edges put in by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from uuid import UUID

from bourse.errors import BourseError
from bourse.goods.plurals import ALIKE, IN_X, IRREGULAR, singular
from bourse.journal.chain import canonical, sha256
from bourse.people.folding import fold
from bourse.tills.facts import MOST_LINES, MOST_PAYMENTS, till_fact
from bourse.tills.pins import hash_pin
from bourse.tills.pricing import least_price
from bourse.values import LotCode, Money, Quantity, Rate, Unit, Weight
from bourse.values.lot_code import ALPHABET
from bourse.values.number import read_scaled
from reports.kit import formats
from tests.fixtures.building_words import APART, PAIRS
from tests.js.weighing_vectors import weighing_vectors

# fmt: off
NUMBERS = [
    "0", "00", "007", "-0", "+5", "−", "−3", "1,5", "1.5", ",5", "1,", "1,2,3", "1.234,5",
    "1,234.5", "1.234", "12.345.678,9", "1'234,50", "1’234", "-1.234,56", "12a", "1e3",
    "999999999", "1000000000", "0000000000012", "1,999", "1,9990", "٣", "1..2", "--1", "", " ",
    "1 234", "1 234,50", "1\u202f234,5", "1\u00a0234", " 12 ", "1  234", "- 3",
]
# fmt: on
CODES = ["", "C7K", "https://x.fr/l/", "AAAAAA", "C7K3P0", "é\"'(-è", "ÉÈÇÀ&é", "C-7-K-3", "ß23456"]


def vectors() -> dict[str, object]:
    """Every family of vectors: what goes in and what must come out."""
    rng = Random(20260613)
    return {
        "read_scaled": [_read(text, decimals) for text in NUMBERS for decimals in (0, 2, 3)],
        "times": [_times(rng) for _ in range(300)],
        "vat_within": [_vat(rng) for _ in range(100)],
        "less_by": [_less(rng) for _ in range(100)],
        "lot_codes": [_code(text) for text in [*CODES, *_written_codes(rng)]],
        "singulars": _singulars(),
        "canonical": [_canonical(value) for value in (*_values(rng), *_facts(rng))],
        "formats": [_format(rng) for _ in range(300)],
        "weighing": weighing_vectors(rng),
        "caps": {"lines": MOST_LINES, "payments": MOST_PAYMENTS},
        "pins": [{"pin": pin, "hash": hash_pin(pin)} for pin in ("402917", "000731")],
    }


def _size(rng: Random, digits: int) -> int:
    """A whole number of any length up to `digits`, of either sign."""
    return rng.choice((-1, 1)) * rng.randrange(10 ** rng.randint(1, digits))


def _or_error(compute: Callable[[], object]) -> dict[str, object]:
    try:
        return {"result": compute()}
    except BourseError as error:
        return {"error": error.code}


def _read(text: str, decimals: int) -> dict[str, object]:
    return {"text": text, "decimals": decimals, **_or_error(lambda: read_scaled(text, decimals))}


def _times(rng: Random) -> dict[str, object]:
    cents = rng.choice((0, 1, 5, 850, 1_999, rng.randrange(10**9)))
    milli = rng.choice((-500, 1, 499, 500, 1_500, 12_500, _size(rng, 9)))
    result = Money(cents).times(Quantity(milli, Unit.M2)).cents
    assert Weight(cents).times(Quantity(milli, Unit.M2)).grams == result
    return {"unit": cents, "milli": milli, "result": result}


def _vat(rng: Random) -> dict[str, object]:
    cents, rate = _size(rng, 9), rng.choice((0, 210, 550, 1_000, 2_000, 2_100))
    return {"cents": cents, "bp": rate, "result": Rate(rate).within(Money(cents)).cents}


def _less(rng: Random) -> dict[str, object]:
    cents = rng.choice((1, 99, 999, rng.randrange(10**9)))
    limit = rng.choice((1, 1_000, 2_000, 3_333))
    least = least_price(Money(cents), Rate(limit))
    return {"cents": cents, "bp": limit, "result": least.cents}


def _written_codes(rng: Random) -> list[str]:
    """Right codes as people and scanners write them, and one slip in each."""
    azerty = str.maketrans("1234567890", "&é\"'(-è_çà")
    written = []
    for _ in range(60):
        code = str(LotCode.random(rng))
        other = rng.choice([letter for letter in ALPHABET if letter != code[2]])
        written += [
            code,
            code.lower(),
            f"{code[:3]}-{code[3:]} ",
            code.translate(azerty),
            code.lower().translate(azerty),
            f"https://bourse.example/l/{code}?x=1",
            f"https>!!bourse.example!l!{code}".translate(azerty),
            code[:2] + other + code[3:],
            code[1] + code[0] + code[2:],
            code[:5],
        ]
    return written


def _code(text: str) -> dict[str, object]:
    return {"text": text, **_or_error(lambda: LotCode.parse(text).compact)}


def _singulars() -> list[dict[str, object]]:
    """Words in both numbers, and each that the rule lists."""
    said = {fold(word) for pair in (*PAIRS, *APART) for word in pair}
    listed = {*ALIKE, *IN_X, *IRREGULAR}
    return [{"word": word, "result": singular(word)} for word in sorted(said | listed)]


def _values(rng: Random) -> list[dict[str, object]]:
    return [
        {},
        {"b": [], "a": {}, "é": None, "B": True, "_": False},
        {"text": 'a "quoted" \\ / \b\f\n\r\t \x00 \x1f \x7f \u2028 é 🧱 ’'},
        {"n": [0, -1, 2**53 - 1, -(2**53 - 1)], "deep": {"z": [{"y": 1, "x": 2}]}},
        *({str(rng.random()): rng.randrange(2**53)} for _ in range(20)),
    ]


def _facts(rng: Random) -> list[dict[str, object]]:
    """Facts as the journal writes their payload."""
    head = {
        "v": 1,
        "fact_id": str(UUID(int=rng.getrandbits(128), version=4)),
        "till": "C2b",
        "till_seq": 41,
        "prev": sha256("before"),
        "happened_at": "2026-06-13T08:01:02.300Z",
        "session": "00000000-0000-4000-8000-000000000000",
        "cashier": "K1",
    }
    line = {
        "lot": "C7K3PX",
        "exhibitor": "E01",
        "category": "CAR",
        "designation": "Carrelage « grès » 60 × 60",
        "quantity_milli": 12_500,
        "unit": "m2",
        "unit_price_cents": 850,
        "total_cents": 10_625,
        "vat_regime": "normal",
        "origin": "new_surplus",
        "reference_price_cents": None,
        "unit_weight_g": 18_000,
        "weight_g": 225_000,
        "weight_method": "declared",
    }
    kinds = [*_session_kinds(), *_basket_kinds(line, str(head["fact_id"]))]
    return [till_fact.validate_python({**head, **kind}).payload() for kind in kinds]


def _session_kinds() -> list[dict[str, object]]:
    return [
        {"kind": "session_opened", "float_cents": 10_000},
        {"kind": "session_closed", "counted_cents": 20_625},
        {
            "kind": "session_closed",
            "counted_cents": 20_600,
            "counts": [
                {"mode": "cash", "expected_cents": 20_625, "counted_cents": 20_600},
                {"mode": "card", "expected_cents": -500, "counted_cents": -500},
            ],
            "coins": [{"value_cents": 10_000, "count": 2}, {"value_cents": 200, "count": 3}],
            "reason": "change_error",
        },
        {"kind": "cash_movement", "amount_cents": -5_000, "reason": "bank_deposit"},
    ]


def _basket_kinds(line: dict[str, object], sale_id: str) -> list[dict[str, object]]:
    paid = {"mode": "cash", "amount_cents": 10_625, "tendered_cents": 20_000}
    return [
        {
            "kind": "sale",
            "receipt": 7,
            "lines": [line],
            "payments": [paid],
            "total_cents": 10_625,
        },
        {
            "kind": "sale",
            "receipt": 8,
            "lines": [{**line, "catalogue_price_cents": 900, "price_reason": "negotiated"}],
            "payments": [{**paid, "mode": "cheque", "reference": "0012345", "exhibitor": "E01"}],
            "total_cents": 10_625,
            "approved_by": "K2",
        },
        {"kind": "duplicate", "of": sale_id, "copy_number": 1},
        {
            "kind": "training",
            "training": 1,
            "lines": [line],
            "payments": [paid],
            "total_cents": 10_625,
        },
    ]


def _canonical(value: dict[str, object]) -> dict[str, object]:
    written = canonical(value)
    return {"value": value, "canonical": written, "sha256": sha256(written)}


def _format(rng: Random) -> dict[str, object]:
    number, unit, language = _size(rng, 10), rng.choice(list(Unit)), rng.choice(("fr", "en"))
    number = number // 1000 * 1000 if unit is Unit.PIECE else number
    return {
        "number": number,
        "unit": unit.value,
        "language": language,
        "money": formats.money(Money(number), language),
        "weight": formats.weight(Weight(number), language),
        "quantity": formats.quantity(Quantity(number, unit), language),
    }
