"""Reads a file of rotation rules, and refuses rules that cannot be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from evenhand.errors import PolicyError
from evenhand.figures.placeholder import says_nothing
from evenhand.policy.composing import composed
from evenhand.policy.nodes import Reader, advice
from evenhand.policy.rotation import DatedRule, Reason, RotationRules
from evenhand.policy.rotation_values import READ, YES_NO, whole
from evenhand.policy.stated import Stated


def shipped_rotations() -> list[str]:
    """The names of the rotation rules that come with Evenhand."""
    found = files("evenhand.policies").joinpath("rotations").iterdir()
    return sorted(Path(each.name).stem for each in found)


def read_rotation(name_or_path: str) -> RotationRules:
    """Read the rotation rules of that name or at that path.

    Raises:
        PolicyError: With file, line, what is wrong, and what would work.
    """
    if name_or_path in shipped_rotations():
        shelf = files("evenhand.policies").joinpath("rotations")
        file = f"{name_or_path}.yaml"
        return parse_rotation(file, shelf.joinpath(file).read_text("utf-8"))
    path = Path(name_or_path)
    if not path.is_file():
        raise PolicyError(
            f"There are no rotation rules {name_or_path}. Give a file's path, or one of the "
            f"shipped rules: {', '.join(shipped_rotations())}."
        )
    try:
        return parse_rotation(path.name, path.read_text("utf-8"))
    except UnicodeDecodeError:
        raise PolicyError(f"{path.name}: the rules are not UTF-8 text.") from None


def parse_rotation(file: str, text: str) -> RotationRules:
    """Read rotation rules from their text; `file` is only what errors call it."""
    node = composed(file, text)
    if node is None:
        raise PolicyError(f"{file}: the file is empty. It needs name, title and rotation.")
    rules: RotationRules = replace(Reader(file).build(RotationRules, node), file=file)
    for what, told in (("name", rules.name), ("title", rules.title)):
        if says_nothing(told):
            _refuse(file, rules.line, f"{what} is {told!r}, a placeholder; say what it is")
    if not rules.rotation:
        _refuse(file, rules.line, "there is no rule here")
    check_rotation(file, rules.rotation)
    return rules


def check_rotation(file: str, rules: Sequence[DatedRule]) -> None:
    """Refuse rules that stand out of order, or say what cannot be meant.

    Raises:
        PolicyError: With file, line, what is wrong, and what would work.
    """
    for earlier, later in pairwise(rules):
        if later.since <= earlier.since:
            _refuse(file, later.line, "rules stand in the order of their days, each a day later")
    if len({each.version for each in rules}) < len(rules):
        _refuse(file, rules[-1].line, "two rules have the same version; every decision names one")
    for each in rules:
        _check_rule(file, each)


def _check_rule(file: str, dated: DatedRule) -> None:
    for what, told in (("version", dated.version), ("says", dated.says)):
        if says_nothing(told):
            _refuse(file, dated.line, f"{what} is {told!r}, a placeholder; say what it is")
    for name, part in dated.given.items():
        _check_reference(file, part)
        try:
            READ[name].read(part.value)
        except (KeyError, TypeError, ValueError):
            _refuse(file, part.line, f"{name} is {READ[name].wanted}")
    for code, reason in dated.reasons.items():
        _check_reason(file, code, reason)
    rule = dated.rule
    if not rule.office_days:
        _refuse(file, dated.line, "office_days names no day, so no report would ever be given")
    if rule.opens and rule.closes and rule.opens >= rule.closes:
        _refuse(file, dated.line, "the office opens before it closes, on the same day")
    _check_owed(file, dated)


def _check_owed(file: str, dated: DatedRule) -> None:
    """Nothing is owed where nobody may be owed anything."""
    rule = dated.rule
    if rule.owed_most:
        return
    owed = [f"{each.code} is owed" for each in rule.reasons if each.owed]
    owed += ["cooling_owed is yes"] if rule.cooling_owed else []
    if owed:
        what = f"owed_most is 0, so nobody is owed a turn, but {owed[0]}"
        _refuse(file, dated.owed_most.line, f"{what}; let owed_most be 1, or owe none of them")


def _check_reason(file: str, code: str, reason: Reason) -> None:
    _check_reference(file, reason)
    if says_nothing(reason.title):
        _refuse(file, reason.line, f"the title of {code} says nothing; say what the reason is")
    for what, word in (("owed", reason.owed), ("approved", reason.approved)):
        if word not in YES_NO:
            known = list(YES_NO)
            _refuse(file, reason.line, f"{what} is yes or no, not {word!r}", known, word)
    try:
        whole(reason.days_most, 1)
    except ValueError:
        _refuse(file, reason.line, "days_most is a whole number of days from 1 upwards")


def _check_reference(file: str, part: Stated) -> None:
    if bool(part.source.strip()) == bool(part.assumption.strip()):
        _refuse(file, part.line, "this needs `source:` or `assumption:`, and only one of them")
    if says_nothing(part.source or part.assumption):
        _refuse(file, part.line, "the reference is a placeholder; say who answers for this")


def _refuse(
    file: str, line: int, what: str, known: list[str] | None = None, given: str = ""
) -> NoReturn:
    raise PolicyError(f"{file}:{line}: {what}.{advice(known, given)}")
