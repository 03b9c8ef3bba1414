"""`evenhand compare`: why positions differ between two runs, in parts that add up exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evenhand.cli.options import json_option, run_argument, say, show_json

if TYPE_CHECKING:
    from evenhand.figures import Account, Accounted

#: Branches that are told in a sentence each, where none is asked for.
TOLD = 10


@click.command()
@run_argument("run_a")
@run_argument("run_b")
@click.argument("branch", required=False, metavar="[BRANCH]")
@click.option("--program", default="all", metavar="P", help="One program, instead of all.")
@click.option("--picture", metavar="FILE.svg", help="Draw the causes: of the branch, or in all.")
@json_option
def compare(
    run_a: str, run_b: str, branch: str | None, program: str, picture: str | None, as_json: bool
) -> None:
    r"""Account for every change of positions from RUN_A to RUN_B, exactly.

    Causes are data, coefficients, scoring, base, influences, split and total; then limits,
    rounding, and what was done by hand. Their parts add up to the change.

    \b
    Example:
        evenhand compare demo-run demo-run alderfall
    """
    from evenhand.reports.account_tables import account_plain, branch_of, lines_of
    from evenhand.reports.picture_file import check_picture
    from evenhand.reports.run_sides import run_side
    from evenhand.scenarios.accounts.account import account

    if picture is not None:
        check_picture(picture)
    say("Making both runs again")
    before, after = run_side(run_a), run_side(run_b)
    names = {**before.data.branches, **after.data.branches}
    chosen = branch_of(names, branch) if branch else None
    say("Accounting")
    made = account(before, after)
    wanted = lines_of(made, program)
    if picture:
        draw(made, wanted, chosen, names, Path(picture))
    told = [*made.lines] if program == "all" and (chosen or as_json) else wanted
    told = [line for line in told if chosen in (None, line.branch)]
    if as_json:
        show_json(account_plain(made, told))
        return
    if chosen:
        from evenhand.explanation.account import accounted_in_words

        for line in told:
            click.echo(accounted_in_words(line, names[chosen]))
    else:
        show_state(made, told, names)
    for note in made.notes:
        click.echo(f"Note: {note}")
    if picture:
        click.echo(f"Drawn: {picture}")


def draw(
    made: Account,
    lines: Sequence[Accounted],
    branch: str | None,
    names: Mapping[str, str],
    place: Path,
) -> None:
    """Draw why one branch changed, or what each cause moved where none is chosen."""
    from evenhand.reports.charts.waterfall import causes_moved, waterfall
    from evenhand.reports.picture_file import write_picture

    own = [waterfall(each, names[branch]) for each in lines if branch and each.branch == branch]
    write_picture(own[0] if own else causes_moved(made, lines), place)


def show_state(made: Account, lines: Sequence[Accounted], names: Mapping[str, str]) -> None:
    """Print what changes in the whole state: a sentence, the largest changes, and a table."""
    from evenhand.explanation.account import branches_in_words
    from evenhand.reports.account_tables import account_table, state_answer
    from evenhand.reports.terminal import show_table

    click.echo(state_answer(lines))
    for sentence in branches_in_words(lines, names, TOLD):
        click.echo(sentence)
    if any(line.change for line in lines):
        click.echo("")
        show_table(account_table(lines, made.causes, names))
