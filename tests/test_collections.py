"""A collection is written by one command, read like our own seeds, and tied to them where both hold one election."""

import shutil

import pytest
from conftest import MADE_UP, keep_queries, needed

import build
from hemicycle.database.sandbox import opened
from hemicycle.reading.text import Refused

FILES = build.HERE / "tests" / "imports" / "parlgov"
# a collection with the election of zz-assembly in 2000, under ids of its own
OTHER = {
    "sources": "other-2024,dataset,Other,Other elections,en,,,CC0 1.0,",
    "countries": "zz,ZZZ,Noland,Noland",
    "bodies": "other-zz,zz,legislature,Chamber,Chambre",
    "elections": "other-1,other-zz,2000 Noland election,direct vote,2000-05-07,2000-05-07,general,1,false,1,100,100,"
    "other-2024,row 1",
    "parties": "other-green,zz,Greens,,,,,other-2024,row 2,,,,",
    "contestants": "other-1-green,other-1,Greens,party list,true,,other-2024,row 2",
    "contestant_parties": "other-1-green,other-green",
    "returns": "other-1,other-1,other-2024,row 1,final,whole,false,false,,,,1,,,,,,,,,1,the only one,",
    "results": "other-1,other-1-green,other-1,77,,3,",
}
LINKS = [
    "election,other-1,zz-assembly-2000",
    "body,other-zz,zz-assembly",
    "contestant,other-1-green,zz-assembly-2000-green",
]


def with_other(project, **changed):
    folder = project / "seeds" / "other"
    folder.mkdir()
    for table, row in {**OTHER, **changed}.items():
        header = (MADE_UP / f"{table}.csv").read_text(encoding="utf-8").split("\n")[0]
        (folder / f"{table}.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    return project


def link(project, *rows):
    with (project / "seeds" / "linked_ids.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{row}\n" for row in sorted(rows))


def said(project):
    with pytest.raises(Refused) as refusal:
        build.build(project)
    return str(refusal.value).splitlines()


def texts_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_files_give_the_same_collection_and_it_is_in_the_file(few):
    said = build.write_collection("parlgov", str(FILES), few)
    assert said[0].startswith("seeds/parlgov/: ") and " elections, " in said[0]
    first = texts_of(few / "seeds" / "parlgov")
    assert "measures.csv" not in first and "source_kinds.csv" not in first
    assert build.write_collection("parlgov", str(FILES), few)[-1] == "  nothing has changed"
    assert texts_of(few / "seeds" / "parlgov") == first
    with opened(build.build(few)) as db:
        names = db.sql(
            "select election from elections where starts_with(election_id, 'parlgov-') order by 1"
        ).fetchall()
        assert ("2000 Freedonia parliamentary election",) in names
        assert db.sql("select count(*) from elections where starts_with(election_id, 'zz-')").fetchall()[0][0] > 0


def test_what_a_new_release_loses_or_uses_again_is_named(few, tmp_path):
    files = shutil.copytree(FILES, tmp_path / "files")
    build.write_collection("parlgov", str(files), few)
    elections = files / "31__elections__Election.csv"
    text = elections.read_text(encoding="utf-8")
    elections.write_text(text.replace("\n1,13,1,2000-05-01", "\n1,1,1,1999-06-13"), encoding="utf-8")
    parties = files / "41__cabinets__Cabinet.csv"
    lines = parties.read_text(encoding="utf-8").splitlines(keepends=True)
    parties.write_text("".join(line for line in lines if not line.startswith("12,")), encoding="utf-8")
    said = build.write_collection("parlgov", str(files), few)
    assert "  1 ids of elections have another body_id and first_polling_on than before: parlgov-1" in said
    assert "  1 ids of cabinets are gone: parlgov-cabinet-12" in said


def test_a_release_whose_columns_changed_leaves_the_collection_as_it_was(few, tmp_path):
    files = shutil.copytree(FILES, tmp_path / "files")
    build.write_collection("parlgov", str(files), few)
    before = texts_of(few / "seeds" / "parlgov")
    cabinets = files / "41__cabinets__Cabinet.csv"
    cabinets.write_text(cabinets.read_text(encoding="utf-8").replace("caretaker", "care_taker", 1), encoding="utf-8")
    with pytest.raises(Refused, match=r"imports/parlgov/\w+\.sql: column 'caretaker' is not in the publisher's file"):
        build.write_collection("parlgov", str(files), few)
    assert texts_of(few / "seeds" / "parlgov") == before and not list((few / "seeds").glob("*.unfinished"))


def test_names_that_no_seed_may_have_keep_a_collection_from_being_written(few, tmp_path):
    files = shutil.copytree(FILES, tmp_path / "files")
    parties = files / "21__parties__Party.csv"
    lines = parties.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    cells[lines[0].split(",").index("name_english")] = "&nbsp;Party"
    parties.write_text("\n".join([lines[0], ",".join(cells), *lines[2:], ""]), encoding="utf-8")
    with pytest.raises(Refused, match=r"seeds/parlgov/parties\.csv:\d+: party: '&nbsp;Party' has an escape of HTML"):
        build.write_collection("parlgov", str(files), few)
    assert not (few / "seeds" / "parlgov").exists()


def test_an_election_that_two_seeds_hold_is_refused_until_it_is_linked(few):
    with_other(few)
    assert said(few) == [
        "seeds/other/elections.csv:2: election_id: 'other-1' seems to be 'zz-assembly-2000' "
        "on line 4 of seeds/elections.csv; link it in seeds/linked_ids.csv"
    ]
    link(few, *LINKS)
    with opened(build.build(few)) as db:
        assert db.sql("select return_id, rank from returns where source_id = 'other-2024'").fetchall() == [
            ("other-1", None)
        ]
        assert db.sql(
            "select election_id, contestant_id, votes from results where return_id = 'other-1'"
        ).fetchall() == [("zz-assembly-2000", "zz-assembly-2000-green", 77)]
        assert db.sql("from elections where starts_with(election_id, 'other-')").fetchall() == []
        assert db.sql("select country from countries where country_id = 'zz'").fetchall() == [("Nowhere",)]


def test_two_chambers_that_vote_on_one_day_are_no_clash_once_a_body_is_linked(few):
    with_other(
        few,
        bodies="other-zz,zz,legislature,Chamber,Chambre\nother-senate,zz,legislature,Senate,Sénat",
        elections="\n".join(
            [
                OTHER["elections"],
                OTHER["elections"].replace(
                    "other-1,other-zz,2000 Noland election", "other-2,other-senate,2000 Noland senate election"
                ),
            ]
        ),
    )
    link(few, *LINKS)
    with opened(build.build(few)) as db:
        assert db.sql("select election_id from elections where starts_with(election_id, 'other-')").fetchall() == [
            ("other-2",)
        ]


@pytest.mark.parametrize(
    "row, message",
    [
        ("election,other-9,zz-assembly-2000", "linked_id: 'other-9' is not in elections of its collection"),
        ("election,other-1,zz-assembly-1999", "own_id: 'zz-assembly-1999' is not in elections before that collection"),
    ],
)
def test_a_link_to_nothing_is_refused(few, row, message):
    link(with_other(few), row)
    assert f"seeds/linked_ids.csv:2: {message}" in said(few)


def test_ids_of_a_collection_begin_with_its_name(few):
    with_other(
        few,
        parties=OTHER["parties"].replace("other-green", "another-green"),
        contestant_parties="other-1-green,other-green",
    )
    link(few, *LINKS)
    assert (
        "seeds/other/parties.csv:2: party_id: 'another-green' does not begin with 'other-', as every id of this "
        "collection does"
    ) in said(few)


def test_faults_of_a_collection_are_told_with_its_file(few):
    with_other(
        few,
        results="other-1,other-1-green,other-1,77.5,,3,",
        returns=OTHER["returns"].replace("other-1,other-1", "other-1,other-8"),
    )
    link(few, *LINKS)
    assert said(few) == [
        "seeds/other/results.csv:2: votes: '77.5' is not a whole number (digits only: no separators, decimals or "
        "exponent)",
        "seeds/other/returns.csv:2: election_id: 'other-8' is not in seeds/elections.csv",
    ]


def test_a_cause_is_accepted_for_as_many_rows_as_it_had(project):
    keep_queries(project, *needed("arithmetic_checks"))
    returns = OTHER["returns"].replace("false,false,,,,1,,,,", "false,false,valid votes,,2,1,,,100,")
    with_other(project, results="other-1,other-1-green,other-1,50,52.00,3,", returns=returns)
    link(project, *LINKS)
    accepted = project / "seeds" / "accepted_causes.csv"
    header = accepted.read_text(encoding="utf-8")
    for breaches, is_accepted in ((1, True), (2, False)):
        row = f"other,a share is votes by its base,a single figure,{breaches},the publisher prints it so"
        accepted.write_text(f"{header}{row}\n", encoding="utf-8")
        with opened(build.build(project)) as db:
            assert db.sql(
                "select cause, is_accepted from arithmetic_checks where starts_with(subject, 'other-')"
            ).fetchall() == [("a single figure", is_accepted)]
