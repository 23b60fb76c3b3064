-- Where a name has several lines in one contest, each line is a member of the alliance of that name.
with contestants_with_lines as (
    select
        contestants.contestant_id,
        contestants.election_id,
        contestants.kind,
        contestants.locator,
        lines.year,
        lines.state_po,
        lines.district,
        lines.runoff,
        lines.special,
        lines.candidate
    from contestants
    join lines on 'row ' || lines.line = replace(contestants.locator, ' and others of that name', '')
    where contestants.source_id = 'medsl_house-1976-2018'
)
select
    members.contestant_id,
    alliances.contestant_id as alliance_contestant_id,
    members.election_id,
    'medsl_house-1976-2018' as source_id,
    members.locator
from contestants_with_lines as members
join contestants_with_lines as alliances
    on alliances.year = members.year
    and alliances.state_po = members.state_po
    and alliances.district = members.district
    and alliances.runoff = members.runoff
    and alliances.special = members.special
    and alliances.candidate = members.candidate
    and alliances.kind = 'alliance'
where members.kind = 'candidate'
