"""`evenhand letter`: a page in plain words to the manager of a branch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evenhand.cli.options import json_option, run_argument, say, show_json

if TYPE_CHECKING:
    from evenhand.figures import Account, Equity, Marginal, Result
    from evenhand.sources.runs import Run


@click.command()
@run_argument()
@click.argument("branch", required=False, metavar="[BRANCH]")
@click.option("--out", metavar="DIR", help="Write a page for each branch, and an index, here.")
@click.option("--since", metavar="RUN", help="Say what has changed since this other run, and why.")
@click.option("--worth", is_flag=True, help="Say what one more return or re-abuse is worth.")
@json_option
def letter(
    run: str, branch: str | None, out: str | None, since: str | None, worth: bool, as_json: bool
) -> None:
    r"""Write to a branch manager: how many positions, why, how sure, and where to check.

    \b
    Example:
        evenhand letter demo-run alderfall
        evenhand letter demo-run --out letters
    """
    from evenhand.explanation.letter import letter as written
    from evenhand.explanation.which import which
    from evenhand.reports.letters import check_letters_place, letter_text, write_letters
    from evenhand.reports.reading_runs import read_result
    from evenhand.sources.runs import read_run

    if out == "":
        raise click.BadParameter("name a folder", param_hint="--out")
    if not (branch or out or as_json):
        raise click.UsageError("Name a BRANCH, or say --out DIR for letters to all of them.")
    if out:
        check_letters_place(Path(out))
    result, kept, name = read_result(run), read_run(run), Path(run).resolve().name
    chosen = [result.totals[which(result, branch)].branch] if branch else None
    branches = chosen or [total.branch for total in result.totals]
    account = _account(since, name, kept) if since else None
    marginals = _marginals(result, kept, chosen) if worth else ()
    served = _served(result, kept)
    letters = [
        written(result, each, name, account=account, marginals=marginals, served=served)
        for each in branches
    ]
    if out:
        write_letters(letters, Path(out))
    if as_json:
        show_json(letters)
    else:
        said = f"Written: {out} (index.html and {len(letters)} letters)."
        click.echo(said if out else letter_text(letters[0]))


def _account(since: str, name: str, kept: Run) -> Account:
    from evenhand.scenarios.accounts.account import account
    from evenhand.scenarios.accounts.sides import side
    from evenhand.sources.runs import read_run

    return account(side(Path(since).resolve().name, read_run(since)), side(name, kept))


def _marginals(result: Result, kept: Run, branches: list[str] | None) -> tuple[Marginal, ...]:
    from evenhand.scenarios.incentives.incentives import incentives
    from evenhand.scenarios.incentives.slopes import Slopes
    from evenhand.scenarios.remaking import run_policy

    say("Trying what one more of each is worth")
    slopes = Slopes(result, run_policy(kept.about), kept.data, kept.tallies)
    # Nothing is worth anything to a branch that keeps what it has.
    chosen = None if branches is None else [each for each in branches if each in slopes.sharing]
    return incentives(slopes, chosen).marginals


def _served(result: Result, kept: Run) -> tuple[Equity, ...]:
    """Whom branches can serve, where the policy says how many hours children take."""
    from evenhand.run import told_of
    from evenhand.scenarios.masking import coefficients
    from evenhand.scenarios.remaking import run_policy
    from evenhand.steps.serving import equities

    policy = run_policy(kept.about)
    if not any(program.hours for program in policy.programs.values()):
        return ()
    frozen = coefficients(result)
    told = told_of(policy, kept.data, kept.tallies, frozen=frozen, working=False)
    return equities(told, result)
