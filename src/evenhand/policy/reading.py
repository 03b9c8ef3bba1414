"""Reads a policy file into its dataclasses, and refuses what cannot be meant.

The file is walked as YAML nodes, never as a dictionary of loose values: numbers
stay text until they become fractions, and every refusal can name file and line.
"""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from evenhand.errors import PolicyError
from evenhand.policy.checking import check
from evenhand.policy.composing import composed
from evenhand.policy.document import Policy
from evenhand.policy.nodes import Reader


def shipped() -> list[str]:
    """The names of the policies that come with Evenhand."""
    found = files("evenhand.policies").iterdir()
    return sorted(Path(f.name).stem for f in found if f.name.endswith(".yaml"))


def policy_text(name_or_path: str) -> tuple[str, str]:
    """The file's name as told to people, and its text; a shipped name or a path."""
    if name_or_path in shipped():
        text = files("evenhand.policies").joinpath(f"{name_or_path}.yaml").read_text("utf-8")
        return f"{name_or_path}.yaml", text
    path = Path(name_or_path)
    if not path.is_file():
        raise PolicyError(
            f"There is no policy {name_or_path}. Give a file's path, or one of the shipped "
            f"policies: {', '.join(shipped())}."
        )
    try:
        return path.name, path.read_text("utf-8")
    except UnicodeDecodeError:
        raise PolicyError(f"{path.name}: the policy is not UTF-8 text.") from None


def read_policy(name_or_path: str) -> Policy:
    """Read the policy of that name or at that path.

    Raises:
        PolicyError: With file, line, what is wrong, and what would work.
    """
    return parse_policy(*policy_text(name_or_path))


def parse_policy(file: str, text: str) -> Policy:
    """Read a policy from its text; `file` is only what errors call it."""
    node = composed(file, text)
    if node is None:
        raise PolicyError(f"{file}: the policy is empty. `evenhand start DIR` writes one to begin.")
    policy: Policy = replace(Reader(file).build(Policy, node), file=file)
    check(policy)
    return policy
