"""Writes `docs/case-studies/` and the README's picture from the publishers' own tables.

The tables are not ours to pass on: they lie in `../shared/data` beside the checkout.
`make docs` runs this where they are there; a test compares the pages with what it
would write. What is committed are our results, with their source. The other pages are
written by the scripts beside this one, which it runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from runpy import run_path

from evenhand.figures import Interval, Result
from evenhand.figures.together import ALL
from evenhand.policy import read_policy
from evenhand.reports.certainty import anything_drawn, known_answer, misplaced_answer
from evenhand.reports.charts import chart_svg
from evenhand.run import measure
from evenhand.scenarios.complete import complete
from evenhand.sources.opening import open_data

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT.parent / "shared" / "data"
#: Each writes a page of its own.
PAGES = ("raising_return_home.py", "england_levers.py", "acs_points.py")
MADE_ON = "22 November 2026"
#: Policy, folder of the publisher's tables, positions asked for.
STUDIES = {
    "connecticut-2017": ("connecticut", "500"),
    "england-2025": ("england", "published"),
}
READINGS = {
    "connecticut-2017": """\
Connecticut's Department of Children and Families publishes allegations by town, and masks counts
of ten or fewer. Fourteen area offices share 500 protective services positions. The total is an
assumption: no positions by office are published.

With equal minutes for every type, an office's share is its share of allegations. What the masked
towns leave open is shown for each office: its own masked cells at their least and everybody
else's at their most, and the reverse, within the printed totals of the state and of the office.
Offices of many small towns are open by several positions, a city office hardly at all.""",
    "england-2025": """\
England's Department for Education publishes counts of children and the social workers in post.
The published sum is that of 147 authorities: 145 share it and two are held at what they have; six
others are listed with their need but without positions. Every reading is a proxy,
and the policy says what each stands for and cannot say. The range of nine draws in ten beside each
number is of chance in outcomes alone: it takes the proxies at their word.

**This is an illustration of the method on published counts, not advice to move anybody.** No level
of vulnerability, no weights of family factors, no returns within a year of removal and no time
study are published. The split among the three programs is Oregon's of 2000. And the policy pays
for a needless removal: with no level published, the base cannot leave easy cases out.""",
}


def main() -> None:
    """Write all pages and pictures."""
    results = {name: result_of(name) for name in STUDIES}
    for name, result in results.items():
        (ROOT / "docs" / "case-studies" / f"{name}.md").write_text(page(name, result), "utf-8")
    (ROOT / "docs" / "pictures" / "connecticut-2017.svg").write_text(
        chart_svg(results["connecticut-2017"], "positions"), "utf-8"
    )
    for script in PAGES:
        run_path(str(Path(__file__).with_name(script)), run_name="__main__")


def result_of(name: str) -> Result:
    """The study's result, from the publisher's tables."""
    folder, asked = STUDIES[name]
    policy = read_policy(name)
    data = open_data(str(TABLES / folder), policy.period)
    return complete(policy, data, asked, measure(policy, data))


def page(name: str, result: Result) -> str:
    """One case study: what was done, what came out, what must be said of it."""
    folder, asked = STUDIES[name]
    command = f"evenhand allocate ../shared/data/{folder} --policy {name} --positions {asked}"
    parts = [
        "<!-- Made by docs/case_studies.py. Run `make docs`; do not edit. -->",
        f"# {result.title}",
        f"Policy `{name}` version {result.version}, data as of {result.as_of}, made on {MADE_ON}.",
        READINGS[name],
        f"```console\n$ {command}\n```",
        "## Positions",
        "\n".join(_positions(result)),
        "## What each component moved",
        "\n".join(_components(result)),
        "## What must be said",
        "\n".join(_said(result)),
        "## Assumptions",
        "\n".join(f"- {each}" for each in result.assumptions),
    ]
    return "\n\n".join(parts) + "\n"


def _positions(result: Result) -> Iterator[str]:
    spans = {f.branch: f for f in result.fillings if f.program == ALL}
    drawn = _intervals(result)
    now = any(total.current is not None for total in result.totals)
    names = [program.name.replace("_", " ") for program in result.programs]
    shown = names if len(names) > 1 else []
    said = [*(["9 in 10"] if drawn else []), *(["now"] if now else []), "masked cells leave open"]
    columns = ["branch", *shown, "all", *said]
    yield f"| {' | '.join(columns)} |"
    yield "|---" * len(columns) + "|"
    for at, total in enumerate(result.totals):
        cells = [str(p.awards[at].positions) for p in result.programs] if shown else []
        cells += [str(total.positions)]
        cells += [f"{float(i.p05):g} to {float(i.p95):g}" for i in drawn.get(total.branch, ())]
        cells += [f"{float(total.current or Fraction(0)):g}"] if now else []
        span = spans.get(total.branch)
        cells += [f"{span.lowest} to {span.highest}" if span else ""]
        yield f"| {total.name} | {' | '.join(cells)} |"


def _intervals(result: Result) -> dict[str, tuple[Interval]]:
    """Each branch's interval over all programs; none where no draw says anything."""
    found = result.uncertainty.intervals if result.uncertainty and anything_drawn(result) else ()
    return {each.branch: (each,) for each in found if each.program == ALL}


def _components(result: Result) -> Iterator[str]:
    yield "| program | positions | component | influence | positions moved | adjusted by |"
    yield "|---|---|---|---|---|---|"
    for program in result.programs:
        for component in program.components:
            influence, moved = float(component.influence), float(component.moved)
            yield (
                f"| {program.name} | {program.positions} | {component.name} | {influence:g} "
                f"| {moved:.1f} | {component.adjusted_by or '—'} |"
            )


def _said(result: Result) -> Iterator[str]:
    for answer in filter(None, (misplaced_answer(result), known_answer(result))):
        yield f"- {answer}"
    for flag in result.flags:
        yield f"- {flag}"
    for listed in result.listed:
        yield f"- {listed.name}: {listed.reason}."
    for price in result.removal_prices:
        sign = "gain" if price.positions > 0 else "not gain"
        amount = f" {float(price.positions):.2f} positions" if price.positions > 0 else ""
        yield f"- By one needless removal {price.branch} would {sign}{amount}."


if __name__ == "__main__":
    main()
