"""A scenario in a file: read, written, refused."""

from __future__ import annotations

import pytest

from evenhand.errors import ScenarioError
from evenhand.scenarios.what_if.saved import Saved, read_saved, write_saved


def test_what_is_written_is_read_back_the_same(tmp_path):
    for name, saved in (
        ("a", Saved("more for returns", ("out_of_home.return_home=0.5", "positions=+20"), 7, 0)),
        ("b", Saved("more", ("method=adams",))),
    ):
        write_saved(saved, tmp_path / f"{name}.yaml")
        assert read_saved(tmp_path / f"{name}.yaml") == saved
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "b.yaml"]


def test_a_file_that_says_otherwise_is_never_written_over(tmp_path):
    file = tmp_path / "more.yaml"
    write_saved(Saved("more", ("method=adams",)), file)
    write_saved(Saved("more", ("method=adams",)), file)
    with pytest.raises(ScenarioError, match=r"is there already and says otherwise; name a new"):
        write_saved(Saved("less", ("method=adams",)), file)
    assert read_saved(file).name == "more"
    with pytest.raises(ScenarioError, match="is there already"):
        write_saved(Saved("less", ("method=adams",)), tmp_path)


def test_a_file_without_a_name_is_called_by_its_own(tmp_path):
    (tmp_path / "floors.yaml").write_text("set: [out_of_home.least=3]")
    assert read_saved(tmp_path / "floors.yaml").name == "floors"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("set: [a", "is not YAML"),
        ("- a", "is no scenario. One is written so"),
        ("sets: [a=1]", "nothing here is called 'sets'. Did you mean 'set'?"),
        ("name: x", "`set` wants a list of changes"),
        ("set: a=1", "`set` wants a list of changes"),
        ("set: [1]", "`set` wants a list of changes"),
        ("set: [a=1]\nseed: -1", "`seed` is a whole number, 0 or more, not -1"),
        ("set: [a=1]\ndraws: many", "`draws` is a whole number"),
    ],
)
def test_a_file_that_is_no_scenario_is_refused_with_what_would_do(tmp_path, text, said):
    (tmp_path / "s.yaml").write_text(text)
    with pytest.raises(ScenarioError) as caught:
        read_saved(tmp_path / "s.yaml")
    assert said in str(caught.value)


def test_a_place_that_cannot_be_read_or_written_is_a_sentence(tmp_path):
    with pytest.raises(ScenarioError, match="cannot be read: No such file"):
        read_saved(tmp_path / "none.yaml")
    with pytest.raises(ScenarioError, match="cannot be written: No such file"):
        write_saved(Saved("x", ("method=adams",)), tmp_path / "none" / "x.yaml")
