"""The import of an SSDA903 return names exactly the rows and cells a slow reader names."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.unit.suppliers.ssda903_by_hand import judged

from evenhand.sources.suppliers.ssda903 import read

COLUMNS = "CHILD,DECOM,RNE,LS,CIN,DEC,REC,HOME_POST"
#: So that every return covers a year and has something to be used.
SOUND = "9,02/05/2017,S,C2,N1,02/06/2017,E4A,RG1 1AA"

few_days = [
    *("01/04/2017", "02/04/2017", "01/05/2017", "10/05/2017", "01/06/2017", "01/07/2017"),
    *("01/03/2017", "31/03/2018", "01/04/2018", "31/02/2018", "2017-05-01", ""),
]
episode = st.tuples(
    st.sampled_from(["1", "2", "3", "7", ""]),
    st.sampled_from(few_days),
    st.sampled_from(["S", "S", "L", "P", "P", "Q", ""]),
    st.sampled_from(["C2", "V3", "V4", "Z9", ""]),
    st.sampled_from(["N1", "N8", "N9", ""]),
    st.sampled_from(["", *few_days]),
    st.sampled_from(["X1", "X1", "E4A", "E4B", "E3", "E99", ""]),
    st.sampled_from(["RG1 1AA", "ox44 2bb", "nowhere", ""]),
).map(",".join)
child = st.sampled_from(
    ["1,01/05/2010", "2,15/04/2017", "3,31/12/2018", "3,x", "2,01/01/2011", "1,"]
)


#: The third begins after the second is over, and while the first still runs.
WITHIN = [
    "1,02/04/2017,S,C2,N1,01/07/2017,E3,",
    "1,01/05/2017,S,C2,N1,10/05/2017,E3,",
    "1,01/06/2017,S,C2,N1,31/03/2018,E3,",
]


@example(["1,01/05/2010"], WITHIN)
@given(st.lists(child, max_size=4), st.lists(episode, max_size=9))
@settings(max_examples=80, deadline=None)
def test_the_same_cells_are_named_and_the_same_rows_are_used(children, episodes):
    header = "\n".join(["CHILD,DOB", "9,01/01/2009", *children]) + "\n"
    told = "\n".join([COLUMNS, SOUND, *episodes]) + "\n"
    named, used, lost = judged(header, told)
    with TemporaryDirectory() as folder:
        (Path(folder) / "header.csv").write_text(header)
        (Path(folder) / "episodes.csv").write_text(told)
        data = read(Path(folder))
    found = {(r.line, r.column) for r in data.rejects if r.file == "episodes.csv"}
    counts = {each.table: each for each in data.table_counts}
    assert found == named
    assert counts["episodes"].accepted == len(used)
    assert counts["header"].rejected == lost
    for each in counts.values():
        assert each.read == each.accepted + each.rejected
