"""`evenhand timestudy plan`: how many random moments a wanted precision takes."""

from __future__ import annotations

from fractions import Fraction

import click

from evenhand.cli.exact import exact
from evenhand.cli.options import json_option, show_json

SHARE = exact("a share between 0 and 1, such as 0.36", below=1)


@click.command()
@click.option("--share", required=True, type=SHARE, help="The share expected; 0.5 if unknown.")
@click.option("--precision", required=True, type=SHARE, help="How closely: 0.02 for ± 2 points.")
@click.option("--confidence", type=SHARE, help="Of the precision.  [default: 0.95]")
@click.option("--z", type=exact("a number above 0"), help="Its z instead, such as 1.96.")
@click.option("--population", type=click.IntRange(1), help="Moments there are in all.")
@click.option(
    "--response",
    type=exact("a share above 0, up to 1, such as 0.85", most=1),
    help="Share of the moments that will be answered.",
)
@click.option("--oversample", type=exact("a number above 0"), help="Part drawn on top: 0.10.")
@click.option(
    "--design-effect",
    default="1",
    show_default=True,
    type=exact("a number above 0"),
    help="Because a worker's moments are alike: 1.5.",
)
@click.option(
    "--branches",
    default=38,
    show_default=True,
    type=click.IntRange(1),
    help="To say how little one branch alone could be told.",
)
@json_option
def plan(
    share: Fraction,
    precision: Fraction,
    confidence: Fraction | None,
    z: Fraction | None,
    population: int | None,
    response: Fraction | None,
    oversample: Fraction | None,
    design_effect: Fraction,
    branches: int,
    as_json: bool,
) -> None:
    r"""Say how many random moments to draw, step by step.

    \b
    Example:
        evenhand timestudy plan --share 0.36 --precision 0.02 --response 0.85
    """
    from evenhand.estimation.sample_size import Wanted, sample_plan, z_of

    if z and confidence:
        raise click.UsageError("Say --confidence or --z, not both.")
    if response and oversample:
        raise click.UsageError(
            "Say --response or --oversample, not both: one stands for the other."
        )
    if design_effect < 1:
        raise click.BadParameter("no less than 1.", param_hint="--design-effect")
    wanted = Wanted(
        share,
        precision,
        z or z_of(confidence or Fraction(95, 100)),
        population,
        response or Fraction(1),
        oversample or Fraction(0),
        design_effect,
    )
    made = sample_plan(wanted, branches)
    if as_json:
        show_json({"wanted": wanted, "plan": made})
        return
    from evenhand.reports.numerals import trimmed_text
    from evenhand.reports.terminal import show_table
    from evenhand.reports.time_study_tables import plan_table

    show_table(plan_table(made, wanted))
    click.echo(
        f"Draw {made.moments:,} moments: ± {trimmed_text(made.precision * 100, 2)} points at "
        f"z {trimmed_text(wanted.z)}."
    )
    click.echo(
        f"Of one of {branches} equal branches they tell its share ± "
        f"{trimmed_text(made.branch_precision * 100, 2)} points. Use shares of the whole state."
    )
