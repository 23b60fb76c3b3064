"""Fill the table families: who belongs together at two elections, however many links lie between."""

import duckdb

from hemicycle.reading.project import FAMILIES, LINKS

Compared = tuple[str, str, str]  # election_id, measure, contestant_id


def fill_families(db: duckdb.DuckDBPyConnection) -> int:
    """Work the table families out of the view family_links, anew; gives the number of rows.

    To follow links as far as they go takes recursion, which some engines lack and others plan for minutes. So the build
    does it once.
    """
    links = db.execute(f"select election_id, measure, contestant_id, shared from {LINKS}").fetchall()
    family = families_of(links)
    db.execute(f"delete from {FAMILIES}")
    if family:
        columns = [list(column) for column in zip(*((*compared, label) for compared, label in family.items()), strict=True)]
        db.execute(
            f"""
            insert into {FAMILIES}
            select distinct links.* exclude (shared, heir_contestant_id), labels.family_id, links.heir_contestant_id
            from {LINKS} as links
            join (
                select
                    unnest(?) as election_id, unnest(?) as measure, unnest(?) as contestant_id, unnest(?) as family_id
            ) as labels using (election_id, measure, contestant_id)
            order by all
            """,
            columns,
        )
    return len(family)


def families_of(links: list[tuple[str, str, str, str]]) -> dict[Compared, str]:
    """The family of each contestant that is compared, named by the first contestant_id in it.

    `links` are (election_id, measure, contestant_id, what it shares): whoever shares is of one family.
    """
    first_to_share: dict[Compared, Compared] = {}
    towards: dict[Compared, Compared] = {}  # from a contestant to one before it, in the order of ids, of its family

    def first(who: Compared) -> Compared:
        while towards[who] != who:
            towards[who] = towards[towards[who]]  # a shorter way for the next time
            who = towards[who]
        return who

    for election, measure, contestant, shared in links:
        who = (election, measure, contestant)
        towards.setdefault(who, who)
        earlier, later = sorted((first(first_to_share.setdefault((election, measure, shared), who)), first(who)))
        towards[later] = earlier
    return {who: first(who)[-1] for who in towards}
