"""Forecasting: what a policy takes of the months ahead, and the situation they begin with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from fractions import Fraction

from evenhand.caseloads.forecasting.forecast import Named, forecast
from evenhand.errors import PolicyError, TableError
from evenhand.explanation.counting import counting
from evenhand.explanation.forecast_takes import takes
from evenhand.figures import Forecast
from evenhand.figures.situation import Taken
from evenhand.policy import CountingRule, Policy
from evenhand.policy.forecast import Forecasting, standards_ahead
from evenhand.policy.standards import Yardstick
from evenhand.policy.stated import Number, Word
from evenhand.sources.covering import first_day
from evenhand.sources.data import Data
from evenhand.sources.engine import CaseTables
from evenhand.steps.forecast_situation import happened_since, situation, told

NEEDED = ("cases", "case_assignments", "workers", "worker_status")
HINDSIGHT = (
    "Hindsight: made from what the tables say of the time before {begins}, and set beside what "
    "happened since. That the tables were mended later, and that attrition and classes are stated "
    "today, it cannot undo."
)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What is asked otherwise than the policy states; None leaves the policy's."""

    begins: date | None = None
    each_class: int | None = None
    attrition: Fraction | None = None
    months: int | None = None
    draws: int | None = None


NOTHING = Otherwise()


def forecasted(policy: Policy, data: Data, seed: int, asked: Otherwise) -> Forecast:
    """Simulate what the policy's forecast section asks, from one day on.

    Raises:
        PolicyError: The policy has no section `forecast`.
        TableError: The tables cannot tell the situation; saying what is missing.
    """
    section, rule = _section(policy)
    tables = _tables(data)
    begins = asked.begins or data.as_of
    if begins > data.as_of:
        raise TableError(
            f"The tables stop at {data.as_of}, so nobody knows who carries what on {begins}. "
            f"Begin the forecast on {data.as_of} or before."
        )
    young = tuple(_young(tables, begins, section))
    held = next(each for each in standards_ahead(rule) if each.name == section.standard.value)
    taken = _taken(section, held, asked)
    found = situation(tables, rule, begins, section)
    if not found.workers:
        raise TableError(
            f"No case-carrying workers on the day before {begins}, so there is no ratio to "
            "forecast. Look at worker_status, or begin on another day."
        )
    happened = happened_since(tables, rule, begins, taken.months)
    made = forecast(found, taken, _named(section.counting.value, rule, held), seed, happened)
    flags = (*young, *told(found), *not_in_force(held, begins), *made.flags)
    hindsight = (HINDSIGHT.format(begins=begins),) if happened else ()
    said = (*made.takes, *takes(found, taken), *_stated(section, asked))
    return replace(made, takes=said, flags=(*hindsight, *flags))


def _young(tables: CaseTables, begins: date, section: Forecasting) -> Iterator[str]:
    """Say so where the tables do not reach as far back as rates are measured.

    Raises:
        TableError: They tell nothing of the time before the first day ahead.
    """
    first, days = first_day(tables), int(section.looks_back.value)
    if first is None or begins <= first:
        begun = f"begin on {first}" if first else "tell of nothing that began"
        raise TableError(f"The tables {begun}, so nothing is known of the time before {begins}.")
    if (known := (begins - first).days) < days:
        yield (
            f"The tables begin on {first}: rates of arriving and closing rest on {known} of the "
            f"{days} days before {begins}, in which fewer cases close than later will."
        )


def _section(policy: Policy) -> tuple[Forecasting, CountingRule]:
    if policy.forecast is None or policy.caseload is None:
        raise PolicyError(
            f"{policy.file}: the policy does not say what to forecast. Give it a section "
            "`forecast:` with a counting rule, a standard, attrition and classes; oregon-2000 has "
            "one."
        )
    return policy.forecast, policy.caseload.counting[policy.forecast.counting.value]


def _tables(data: Data) -> CaseTables:
    missing = [table for table in NEEDED if data.tables is None or table not in data.tables]
    if data.tables is None or missing:
        raise TableError(
            f"A forecast needs the tables {', '.join(NEEDED)}; there is no "
            f"{' and no '.join(missing)}."
        )
    return data.tables


def _taken(section: Forecasting, held: Yardstick, asked: Otherwise) -> Taken:
    """What the policy states, or what is asked in its place."""
    each, months, draws = section.each_class, section.months, section.draws
    return Taken(
        most=held.limit.most,
        attrition=section.attrition.value if asked.attrition is None else asked.attrition,
        classes=int(section.classes.value),
        each_class=int(each.value) if asked.each_class is None else asked.each_class,
        training_days=int(section.training_days.value),
        completes=section.completes.value,
        certainty=section.certainty.value,
        months=int(months.value) if asked.months is None else asked.months,
        draws=int(draws.value) if asked.draws is None else asked.draws,
        growth=section.growth.value if section.growth else Fraction(0),
    )


def _named(name: str, rule: CountingRule, held: Yardstick) -> Named:
    counted, limit = counting(name, rule), held.limit
    says = f"{counted.says} ({counted.source})", f"{limit.says} ({limit.reference})"
    return Named(counted.title, held.name, says)


def _stated(section: Forecasting, asked: Otherwise) -> Iterator[str]:
    """Every number and choice of the section, and who answers for it, or that it was asked."""
    for each in fields(section):
        stated = getattr(section, each.name)
        if isinstance(stated, Number | Word):
            own, other = _said(stated.value), getattr(asked, each.name, None)
            if other is None:
                yield f"{each.name} = {own}: {stated.reference}"
            else:
                yield f"{each.name} = {_said(Fraction(other))}: as asked; the policy has {own}"


def _said(value: Fraction | str) -> str:
    return value if isinstance(value, str) else f"{float(value):g}"


def not_in_force(held: Yardstick, begins: date) -> Iterator[str]:
    """Whether the standard's own source shows it in force where the forecast begins."""
    if held.since and begins < held.since:
        yield f"{held.name} is shown in force from {held.since}; it is held against earlier days."
    if held.until and held.until <= begins:
        yield f"{held.name} was in force until {held.until}; it is held against later days."
