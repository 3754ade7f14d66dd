"""Form fields for the trade's values: text as people type it in, value objects out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import DateTimeLocalField, StringField, ValidationError

from app.errors import sentence
from app.filters import formats
from app.language import current
from bourse.editions.service import YEARS
from bourse.errors import BourseError
from bourse.goods.materials import read_content
from bourse.values import Money, Position, Quantity, Rate, Unit, Weight
from bourse.values.number import read_scaled


class _ValueField(StringField, ABC):
    """A text field whose data is a value object; what was typed is kept and shown again."""

    @abstractmethod
    def _parse(self, text: str) -> Any:
        """The value that the text says; raises BourseError when it says none."""

    @abstractmethod
    def _show(self, value: Any) -> str:
        """The value as a person would type it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; an unreadable one is this field's error."""
        text = (valuelist[0] if valuelist else "").strip()
        self.data = None
        if not text:
            return
        try:
            self.data = self._parse(text)
        except BourseError as error:
            raise ValidationError(sentence(error)) from error

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self._show(self.data)


class MoneyField(_ValueField):
    """An amount in the edition's currency."""

    def _parse(self, text: str) -> Money:
        return Money.parse(text)

    def _show(self, value: Money) -> str:
        return formats.decimal(value.decimal, current(), 2)


class WeightField(_ValueField):
    """A weight in kilograms."""

    def _parse(self, text: str) -> Weight:
        return Weight.parse(text)

    def _show(self, value: Weight) -> str:
        return formats.decimal(value.kilograms, current(), 3)


class ScaledField(_ValueField):
    """A number as a whole count of its `decimals`-th decimals: with 3, "12,5" is 12500."""

    def __init__(self, *arguments: Any, decimals: int, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.decimals = decimals

    def _parse(self, text: str) -> int:
        return read_scaled(text, self.decimals)

    def _show(self, value: int) -> str:
        return formats.decimal(Decimal(value).scaleb(-self.decimals), current(), self.decimals)


class ContentField(_ValueField):
    """How much of a material one unit holds, with its unit: billionths and what they are of."""

    def _parse(self, text: str) -> tuple[int, Unit]:
        return read_content(text)

    def _show(self, value: tuple[int, Unit]) -> str:
        number = formats.decimal(Decimal(value[0]).scaleb(-9), current(), 9)
        return f"{number} {formats.unit(value[1])}"


class PositionField(_ValueField):
    """A place on the map, latitude first."""

    def _parse(self, text: str) -> Position:
        return Position.parse(text)

    def _show(self, value: Position) -> str:
        return str(value)


class RateField(_ValueField):
    """A rate in percent."""

    def _parse(self, text: str) -> Rate:
        return Rate.parse(text)

    def _show(self, value: Rate) -> str:
        return formats.decimal(value.percent, current(), 2)


class QuantityField(_ValueField):
    """A quantity; its unit is chosen in the form's field `unit`."""

    unit: Unit = Unit.PIECE

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the unit from the form before reading the number."""
        chosen = formdata.get("unit") if formdata else None
        if chosen in set(Unit):
            self.unit = Unit(chosen)
        elif isinstance(data, Quantity):
            self.unit = data.unit
        super().process(formdata, data, extra_filters)

    def _parse(self, text: str) -> Quantity:
        return Quantity.parse(text, self.unit)

    def _show(self, value: Quantity) -> str:
        return formats.decimal(value.decimal, current(), 3)


class MomentField(DateTimeLocalField):
    """A moment as an edition's clocks show it; `show` it in a zone, read it `at` one."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **options)

    def process_data(self, value: datetime | None) -> None:
        """Take a moment in UTC; `show` says in which zone it is read."""
        self.data = value

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; a year that no clock of ours shows was mistyped."""
        super().process_formdata(valuelist)
        if self.data is not None and self.data.year not in YEARS:
            self.data = None
            raise ValidationError(
                sentence(BourseError("dates_far", first=YEARS[0], last=YEARS[-1]))
            )

    def show(self, zone: str) -> None:
        """Show the moment that the form was made from on this zone's clocks."""
        if self.data is not None and self.data.tzinfo is not None:
            self.data = self.data.astimezone(ZoneInfo(zone)).replace(tzinfo=None)

    def at(self, zone: str) -> datetime | None:
        """What was typed, on this zone's clocks, in UTC; None when nothing was."""
        if self.data is None:
            return None
        return self.data.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
