"""Models with a random branch intercept fitted elsewhere, by lme4 and glmmTMB.

The numbers stand in the YAML file beside this one, each with its source.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
import yaml
from scipy.optimize import brentq, minimize

from evenhand.estimation.cells import cells
from evenhand.estimation.random_intercept import random_intercept

ORACLES = Path(__file__).parents[3] / "shared" / "oracles"
CASES = yaml.safe_load(Path(__file__).with_name("mixed_models.yaml").read_text("utf-8"))


def there(case):
    if not (ORACLES / case["data"]).exists():
        pytest.skip(f"shared/oracles/{case['data']} is not beside the repository")
    return case


@pytest.fixture(params=CASES, ids=lambda case: case["data"])
def case(request):
    return there(request.param)


def rows(case):
    """The branch, what is known, hits and base of each row as it was published."""
    with (ORACLES / case["data"]).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            known = [f"{thing}={row[thing]}" for thing in case["known"]]
            if "base" in case:
                hits, base = float(row[case["hits"]]), float(row[case["base"]])
            else:
                hits, base = float(row[case["hits"]["column"]] == case["hits"]["is"]), 1.0
            yield row[case["branch"]], known, hits, base


def cells_of(case, order=None):
    """The rows, a design row for each distinct pattern, in another order if one is given."""
    found = list(rows(case))
    found = [found[at] for at in order] if order is not None else found
    words = list(case["tight"])
    patterns = sorted({" ".join(known) for _, known, _, _ in found})
    branches = sorted({branch for branch, _, _, _ in found})
    design = [[1.0, *(float(word in p.split()) for word in words[1:])] for p in patterns]
    return cells(
        words,
        np.array(design),
        np.array([patterns.index(" ".join(known)) for _, known, _, _ in found]),
        np.array([branches.index(branch) for branch, _, _, _ in found]),
        len(branches),
        np.array([hits for _, _, hits, _ in found]),
        np.array([base for _, _, _, base in found]),
    )


def test_coefficients_are_those_of_tight_lme4_and_glmmtmb(case):
    found = random_intercept(case["data"], cells_of(case), 0)
    assert dict(zip(case["tight"], found.beta, strict=True)) == pytest.approx(
        case["tight"], abs=1e-5
    )
    assert found.sigma == pytest.approx(case["tight_sigma"], abs=1e-5)


def test_published_defaults_are_met_as_nearly_as_they_were_converged():
    case = there(CASES[0])
    found = random_intercept(case["data"], cells_of(case), 0)
    assert found.beta == pytest.approx(list(case["published"].values()), abs=1e-3)
    assert found.sigma == pytest.approx(case["published_sigma"], abs=1e-3)


def test_shuffled_rows_give_the_same_to_the_last_bit(case):
    many = len(list(rows(case)))
    shuffled = np.random.default_rng(7).permutation(many)
    first, second = (random_intercept("", cells_of(case, order), 0) for order in (None, shuffled))
    assert first.sigma == second.sigma
    assert (first.beta == second.beta).all()
    assert (first.effects == second.effects).all()


def quadrature(found, words, nodes):
    """The likelihood of rows, branch by branch in plain Python, by adaptive quadrature.

    With one node this is Laplace's approximation; with nine it is all but exact.
    """
    places, weights = np.polynomial.hermite.hermgauss(nodes)
    branches = {}
    for branch, known, hits, base in found:
        branches.setdefault(branch, []).append((known, hits, base))

    def lack(x):
        *beta, sigma = x
        total = 0.0
        for own in branches.values():
            odds = [
                beta[0] + sum(b * (w in known) for b, w in zip(beta[1:], words[1:], strict=True))
                for known, _, _ in own
            ]

            def rise(u, own=own, odds=odds):
                drawn = (
                    y - n / (1 + np.exp(-(o + sigma * u)))
                    for (_, y, n), o in zip(own, odds, strict=True)
                )
                return sigma * sum(drawn) - u

            def height(u, own=own, odds=odds):
                told = (
                    y * (o + sigma * u) - n * np.log1p(np.exp(o + sigma * u))
                    for (_, y, n), o in zip(own, odds, strict=True)
                )
                return sum(told) - u * u / 2

            mode = brentq(rise, -30, 30, xtol=1e-13)
            rates = [1 / (1 + np.exp(-(o + sigma * mode))) for o in odds]
            bend = 1 + sigma**2 * sum(
                n * p * (1 - p) for (_, _, n), p in zip(own, rates, strict=True)
            )
            width = np.sqrt(2 / bend)
            heights = [height(mode + width * t) + t * t for t in places]
            top = max(heights)
            area = sum(w * np.exp(h - top) for w, h in zip(weights, heights, strict=True))
            total += top + np.log(area * width / np.sqrt(2 * np.pi))
        return -total

    return lack


@pytest.mark.parametrize(("nodes", "always"), [(1, -1.3985322), (9, -1.39925)])
def test_a_slow_likelihood_has_its_top_where_laplace_does_and_quadrature_hardly_elsewhere(
    nodes, always
):
    """Source: lme4 with nAGQ = 1 and nAGQ = 9 on cbpp."""
    case = there(CASES[0])
    fast = random_intercept("", cells_of(case), 0)
    lack = quadrature(list(rows(case)), list(case["tight"]), nodes)
    slow = minimize(lack, [*fast.beta, fast.sigma], method="BFGS", options={"gtol": 1e-4})
    assert slow.x[0] == pytest.approx(always, abs=4e-5 if nodes == 9 else 1e-5)
    if nodes == 1:
        assert slow.x == pytest.approx([*fast.beta, fast.sigma], abs=1e-5)
