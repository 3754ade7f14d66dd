"""Values: money, weights, quantities, rates, lot codes, company numbers, pages of lists.

Pure and exact: whole numbers with their unit, never a float, no database. Every other
room may import this one.
"""

from bourse.values.company_number import CompanyNumber
from bourse.values.lot_code import LotCode
from bourse.values.money import Money
from bourse.values.page import Page
from bourse.values.position import Position
from bourse.values.quantity import Quantity, Unit
from bourse.values.rate import Rate, round_half_up, shares
from bourse.values.weight import Weight

__all__ = [
    "CompanyNumber",
    "LotCode",
    "Money",
    "Page",
    "Position",
    "Quantity",
    "Rate",
    "Unit",
    "Weight",
    "round_half_up",
    "shares",
]
