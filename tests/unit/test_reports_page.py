"""The page: whole in itself, the same on each run, and open to every reader."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from fractions import Fraction as F
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from evenhand.figures import Figure, RemovalPrice
from evenhand.reports.page import report_html
from evenhand.reports.working import MOST_LINES, branch_working

PHONE = 320
VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """Every tag with its attributes, the text, and any tag that was not closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.misnested: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.misnested.append(tag)

    def handle_data(self, data):
        self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def html(small_result, small_pictures) -> str:
    return report_html(small_result, small_pictures)


@pytest.fixture(scope="module")
def page(html) -> Page:
    return Page(html)


def test_the_same_result_gives_the_same_page(small_result, html):
    assert report_html(small_result) == html


def test_tags_nest_and_ids_are_unique_and_every_reference_has_its_target(page):
    assert page.misnested == []
    assert page.open == []
    ids = Counter(attributes["id"] for _, attributes in page.tags if "id" in attributes)
    assert [name for name, count in ids.items() if count > 1] == []
    for _, attributes in page.tags:
        targets = (attributes.get("aria-labelledby") or "").split()
        href = attributes.get("href") or ""
        targets += [href.removeprefix("#")] if href.startswith("#") else []
        assert set(targets) <= set(ids)


def test_each_table_has_a_caption_and_headings_with_a_scope(page):
    assert len(page.named("caption")) == len(page.named("table")) > 10
    assert all(heading.get("scope") in ("col", "row") for heading in page.named("th"))


def test_each_picture_stands_beside_its_table_and_a_sentence(page):
    pictures = page.named("svg")
    assert len(pictures) == len(page.named("figcaption")) == 6
    assert all(each.get("role") == "img" for each in pictures)
    assert (
        len([each for each in page.named("table") if (each.get("id") or "").startswith("table-")])
        == 6
    )


def test_headings_skip_no_level_and_there_is_one_first(page):
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_first_thing_on_the_page_skips_to_its_matter(page):
    assert page.named("a")[0] == {"class": "skip", "href": "#main"}
    assert page.named("html") == [{"lang": "en"}]


def test_nothing_comes_from_a_network_and_nothing_runs(html, page):
    fetching = {"src", "srcset", "href", "xlink:href", "action", "data", "poster", "background"}
    fetched = [each[name] for _, each in page.tags for name in fetching & set(each)]
    assert fetched
    assert all((target or "").startswith("#") for target in fetched)
    assert not re.search(r"url\(|@import|https?://", html)
    assert page.named("script") == page.named("link") == page.named("img") == []
    assert any("default-src 'none'" in (each.get("content") or "") for each in page.named("meta"))


def test_a_source_with_an_address_is_text_and_no_link(small_result):
    flagged = replace(small_result, flags=("See https://example.org/table.",))
    shown = report_html(flagged, ())
    assert "See https://example.org/table." in shown
    assert 'href="http' not in shown


def test_a_phone_can_show_it(html):
    assert 'name="viewport" content="width=device-width, initial-scale=1"' in html
    widths = re.findall(r"min-width: ([\d.]+)rem;", html)
    assert widths
    assert all(float(width) * 16 <= PHONE - 20 for width in widths)
    assert "svg.chart { display: block; width: 100%;" in html


def test_it_says_what_it_is_at_its_head_and_in_its_foot(html):
    foot = html.split("<footer>")[1]
    for said in ("oregon-2000", "version 1", "2000-02-04", "1999-01-01..2000-01-01"):
        assert said in foot
    assert "full-time equivalent, case-carrying" in html.split("<main")[0]


@pytest.mark.parametrize(
    "said",
    [
        "12 positions are shared among 3 branches: protective services 6, remedial services 6.",
        "12.5 were asked for; 0.5 make no whole unit, and stay unshared.",
        "Level 1–5 counts as difficult: the paper is silent.",
        "Central office",
        "No staff are published for it.",
        "The current staff of Coos Bay is not known.",
        "-1.234567891",
        "sum of the branches",
    ],
)
def test_it_tells(page, said):
    assert said in page.text


def test_an_assumption_is_marked_wherever_it_stands(html):
    assert '<b class="tag">assumption</b> Level 1–5' in html
    assert '<b class="tag">assumption</b> the paper names no base' in html


def test_what_is_not_there_is_said(small_result):
    bare = replace(
        small_result, assumptions=(), flags=(), fillings=(), listed=(), programs=(), tables=()
    )
    shown = Page(report_html(bare, ())).text
    for said in (
        "Every number of this policy has a source.",
        "No flag was raised.",
        "No bound moves a position.",
        "No tie decided a last position.",
        "No masked cell can change a position.",
        "Every place in the data is given positions.",
        "so no gap can be shown",
    ):
        assert said in shown


def test_the_price_of_a_needless_removal_is_shown(small_result):
    priced = replace(small_result, removal_prices=(RemovalPrice("bend", F(-1, 8)),))
    assert '<th scope="row">Bend</th><td class="n">−0.12</td>' in report_html(priced, ())


def test_a_name_cannot_become_markup(small_result):
    total = replace(small_result.totals[0], name="<script>alert(1)</script>")
    shown = report_html(replace(small_result, totals=(total, *small_result.totals[1:])), ())
    assert "<script" not in shown


def test_working_names_a_state_figure_but_does_not_unfold_it(small_result):
    leaf = Figure(F(1), "children", "astoria", rule="counted")
    state = Figure(F(9), "children", "state", rule="added up", made_from=(leaf,))
    quota = Figure(F(2), "positions", "astoria", rule="quota", made_from=(state, state))
    program = replace(small_result.programs[0], quotas=(quota,), components=())
    steps = branch_working(program, "astoria").steps
    assert [(step.depth, step.rule, step.source) for step in steps] == [
        (0, "quota", ""),
        (1, "added up (whole state)", ""),
        (1, "added up (whole state)", "as above"),
        (0, "counted", ""),
    ]


def test_long_working_is_cut_and_says_how_much_is_left(small_result):
    leaves = tuple(Figure(F(n), "children", "astoria", rule=f"type {n}") for n in range(100))
    quota = Figure(F(2), "positions", "astoria", rule="quota", made_from=leaves)
    program = replace(small_result.programs[0], quotas=(quota,), components=())
    working = branch_working(program, "astoria")
    assert (len(working.steps), working.more) == (MOST_LINES, 102 - MOST_LINES)


def test_a_branch_that_stands_in_no_pot_shifts_nobody_elses_working(small_result):
    program = small_result.programs[0]
    component = program.components[0]
    held = replace(program, components=(replace(component, pots=component.pots[1:]),))
    assert branch_working(held, "bend") == branch_working(program, "bend")
    assert branch_working(held, "astoria").positions == "3"


def test_a_source_is_told_once_at_the_topmost_figure_that_has_it(small_result):
    below = Figure(F(1), "children", "astoria", rule="counted", source="census")
    quota = Figure(F(2), "positions", "astoria", None, "quota", (below,), "census")
    program = replace(small_result.programs[0], quotas=(quota,), components=(), base=())
    steps = branch_working(program, "astoria").steps
    assert [(step.rule, step.source) for step in steps] == [("quota", "census"), ("counted", "")]
