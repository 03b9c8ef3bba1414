"""`evenhand scenario`: change what lies above the tallies, and see the run beside itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evenhand.cli.options import json_option, run_argument, say, seed_option, show_json

if TYPE_CHECKING:
    from evenhand.figures import Compared, Scenario, Sweep
    from evenhand.scenarios.what_if.saved import Saved
    from evenhand.scenarios.what_if.scenario import Ground
    from evenhand.sources.runs import Run

UNNAMED = "what-if"


@click.command()
@run_argument()
@click.option("--set", "lines", multiple=True, metavar="CHANGE", help="Such as positions=+20.")
@click.option("--from", "giver", metavar="COMPONENT", help="Who gives for the one influence set.")
@click.option("--file", "file", metavar="FILE", help="A scenario that --save kept.")
@click.option("--name", metavar="NAME", help="What the scenario is called.")
@click.option("--save", metavar="FILE", help="Keep the scenario in a small file.")
@click.option("--out", metavar="DIR", help="Write the whole RUN folder it makes.")
@click.option("--draws", type=click.IntRange(min=0), metavar="N", help="0 for no intervals.")
@seed_option
@click.option("--sweep", metavar="P.C=A..B[:STEP]", help="An influence, from end to end.")
@click.option("--picture", metavar="FILE.svg", help="Draw the sweep here.")
@json_option
def scenario(
    run: str,
    lines: tuple[str, ...],
    giver: str | None,
    file: str | None,
    name: str | None,
    save: str | None,
    out: str | None,
    draws: int | None,
    seed: int | None,
    sweep: str | None,
    picture: str | None,
    as_json: bool,
) -> None:
    r"""See a run as it is and as it would be: positions, winners, losers, how surely.

    A CHANGE is an influence (PROGRAM.COMPONENT=0.5, the others moving in proportion, or
    only one of them: "… from COMPONENT"), positions=620, positions=+20 (so many more than
    the run shares), split.PROGRAM=1/3, PROGRAM.least=3 or another bound (none takes it
    away), method=adams, PROGRAM.base=…, PROGRAM.COMPONENT.PARAMETER=…,
    PROGRAM.hours.LEVEL=…, or PROGRAM.rho=0.2: the statewide dial, by raw rates, of the risk
    of re-abuse up to which returns pay (look at ρ* by branch with `evenhand incentives`
    afterwards).

    \b
    Example:
        evenhand scenario demo-run --set out_of_home.return_home=0.5
        evenhand scenario demo-run --sweep out_of_home.return_home=0..1 --picture sweep.svg
    """
    from evenhand.scenarios.what_if.scenario import ground_of
    from evenhand.sources.runs import read_run

    asked = _asked(lines, giver, file, name, seed, draws)
    if picture is not None:
        _check_picture(picture, sweep)
    if not asked.changes and not sweep:
        raise click.UsageError("Say what to change: --set CHANGE, --file FILE or --sweep.")
    if out is not None:
        _check_out(out, asked, run)
    kept = read_run(run)
    ground = ground_of(kept, run)
    chosen = _scenario(ground, asked)
    upon = chosen if asked.changes else None
    found = _swept(ground, sweep, upon) if sweep else _beside(ground, kept, chosen, asked)
    # Files first, once it could be made: whoever reads the answer may stop reading.
    if save:
        from evenhand.scenarios.what_if.saved import write_saved

        write_saved(asked, save)
    if picture:
        _draw(found, Path(picture))
    if out:
        _write(kept, chosen, asked, Path(out))
    _show(found, picture, out, as_json)


def _asked(
    lines: tuple[str, ...],
    giver: str | None,
    file: str | None,
    name: str | None,
    seed: int | None,
    draws: int | None,
) -> Saved:
    """The scenario of the file, then of the command line; what the latter says of both counts."""
    from evenhand.scenarios.what_if.saved import Saved, read_saved

    if giver and len(lines) != 1:
        raise click.UsageError("--from says who gives for one --set; write it into each line.")
    own = tuple(f"{line} from {giver}" for line in lines) if giver else lines
    found = read_saved(file) if file else Saved(UNNAMED, ())
    return Saved(
        name or found.name,
        (*found.changes, *own),
        found.seed if seed is None else seed,
        found.draws if draws is None else draws,
    )


def _check_picture(picture: str, sweep: str | None) -> None:
    from evenhand.reports.picture_file import check_picture

    if not sweep:
        raise click.UsageError("--picture draws a sweep; give --sweep PROGRAM.COMPONENT=0..1.")
    check_picture(picture)


def _check_out(out: str, asked: Saved, run: str) -> None:
    if not out:
        raise click.BadParameter("name a folder", param_hint="--out")
    if not asked.changes:
        raise click.UsageError("A sweep is no RUN; --out writes the scenario that --set makes.")
    if Path(out).resolve() == Path(run).resolve():
        raise click.BadParameter("that is the RUN itself; name a new folder.", param_hint="--out")
    from evenhand.reports.run_folder import check_place

    check_place(Path(out))


def _scenario(ground: Ground, asked: Saved) -> Scenario:
    from evenhand.figures import Scenario
    from evenhand.scenarios.what_if.settled import settled_scenario

    return settled_scenario(ground, Scenario(asked.name, asked.changes))


def _drawn(kept: Run, asked: Saved) -> tuple[int, int]:
    """The seed and the draws asked for, else those of the run."""
    from evenhand.scenarios.remaking import drawn_of
    from evenhand.scenarios.uncertainty import SEED

    seed, draws = drawn_of(kept.about)
    own = seed if draws else SEED
    return own if asked.seed is None else asked.seed, draws if asked.draws is None else asked.draws


def _beside(ground: Ground, kept: Run, chosen: Scenario, asked: Saved) -> Compared:
    from evenhand.scenarios.what_if.scenario import compared

    seed, draws = _drawn(kept, asked)
    say("Sharing out twice")
    return compared(ground, chosen, seed=seed, draws=draws)


def _swept(ground: Ground, text: str, upon: Scenario | None) -> Sweep:
    from evenhand.scenarios.what_if.sweep import swept

    say("Sharing out at every point")
    return swept(ground, text, upon)


def _draw(found: Sweep | Compared, place: Path) -> None:
    from evenhand.figures import Sweep
    from evenhand.reports.charts.sweep import sweep_picture
    from evenhand.reports.picture_file import write_picture

    if isinstance(found, Sweep):
        write_picture(sweep_picture(found), place)


def _show(found: Sweep | Compared, picture: str | None, out: str | None, as_json: bool) -> None:
    from evenhand.figures import Sweep
    from evenhand.reports.scenario_terminal import show_beside, show_sweep

    if as_json:
        show_json(found)
        return
    if isinstance(found, Sweep):
        show_sweep(found)
    else:
        show_beside(found)
    if picture:
        click.echo(f"Drawn: {picture}")
    if out:
        click.echo(f"Written: {out} (report.html, report.xlsx, positions.csv, …)")


def _write(kept: Run, chosen: Scenario, asked: Saved, out: Path) -> None:
    """Write the scenario's own RUN, made from the tallies of the run it changes."""
    from evenhand.reports.keeping import keep
    from evenhand.scenarios.making import making_of
    from evenhand.scenarios.remaking import in_scenario, remake

    seed, draws = _drawn(kept, asked)
    changed = in_scenario(kept, chosen, seed=seed, draws=draws)
    say(f"Writing {out}")
    keep(remake(changed), out, making_of(changed.about), kept.data, kept.tallies)
