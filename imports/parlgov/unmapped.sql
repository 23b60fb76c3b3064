-- What the files have and our tables do not take, or take in another form.
with published_results as (
    select
        *,
        ('parlgov-' || election || '-' || party) in (select contestant_id from contestants) as is_contestant
    from read_csv('32__elections__ElectionResult.csv', header = true, all_varchar = true)
)
select
    '02__datacore__Country.csv' as file,
    'names in the country''s own language' as what,
    count(*) as row_count,
    'not in the file; the English name stands in' as reason
from read_csv('02__datacore__Country.csv', header = true, all_varchar = true)
union all
select '21__parties__Party.csv', 'no family, or one to be coded', count(*), 'no family of parties'
from read_csv('21__parties__Party.csv', header = true, all_varchar = true) as published
where ('parlgov-party-' || published.id) not in (select party_id from party_families)
union all
select '22__parties__PartyFamily.csv', 'further party families', count(*), 'a party has one family'
from read_csv('22__parties__PartyFamily.csv', header = true, all_varchar = true)
union all
select
    '21__parties__Party.csv',
    'abbreviations and native names',
    count(*),
    'Na looks like a missing value; a name mixes Greek and Latin letters'
from parties
where source_id = 'parlgov-2024' and (native_name is null or (abbreviation is null and party = 'National'))
union all
select
    '23__parties__PartyNameChange.csv',
    'names of a party on no ballot of the file',
    count(*),
    'names are taken where a party stood under them'
from read_csv('23__parties__PartyNameChange.csv', header = true, all_varchar = true) as name_changes
where not exists (
    from contestant_parties
    join contestants using (contestant_id)
    where contestant_parties.party_id = ('parlgov-party-' || name_changes.party)
        and contestants.contestant = plain(name_changes.name_english)
)
union all
select
    '24__parties__PartyChange.csv',
    'steps without a type',
    count(*),
    'whether the party was merged, succeeded or split is not said'
from read_csv('24__parties__PartyChange.csv', header = true, all_varchar = true)
where type is null
union all
select
    '32__elections__ElectionResult.csv',
    'members of an alliance without figures',
    count(*),
    'taken as parties behind the contestant that has their figures'
from published_results
where alliance is not null and not is_contestant
union all
select
    '32__elections__ElectionResult.csv',
    'contestants without figures',
    count(*),
    'they are contestants; no result is given of them'
from published_results
where coalesce(votes, vote_share, seats) is null and is_contestant
union all
select
    '32__elections__ElectionResult.csv',
    'shares with more than two decimals',
    count(*),
    'rounded to two, which is what a share has here'
from published_results
where length(split_part(vote_share, '.', 2)) > 2
union all
select
    '32__elections__ElectionResult.csv',
    'results with further notes (data_json, comment, description)',
    count(*),
    'only alliance_alliance_id is read out of them'
from published_results
where coalesce(comment, description) is not null or data_json not in ('', '{}')
union all
select
    '41__cabinets__Cabinet.csv',
    'why and when a cabinet ended',
    count(*),
    'given for some; the next cabinet shows it'
from read_csv('41__cabinets__Cabinet.csv', header = true, all_varchar = true)
where coalesce(termination, termination_date) is not null
union all
select
    '42__cabinets__CabinetParty.csv',
    'ministers without a party',
    count(*),
    'they are of no party, so no row of the parties of a cabinet'
from read_csv('42__cabinets__CabinetParty.csv', header = true, all_varchar = true) as cabinet_parties
join read_csv('21__parties__Party.csv', header = true, all_varchar = true) as parties
    on parties.id = cabinet_parties.party
where parties.name_short = 'none'
union all
-- Shares that are not votes by valid votes, by cause; each is a row of arithmetic_checks too.
select
    '32__elections__ElectionResult.csv',
    case
        when abs(printed_pct - computed_pct) <= share_unit then 'shares off by less than their last decimal'
        when abs(printed_pct - computed_pct / factor) <= share_unit
            then 'shares of another base than the valid votes of Election.csv'
        else 'shares that fit no base'
    end,
    count(*),
    case
        when abs(printed_pct - computed_pct) <= share_unit
            then 'they are cut, not rounded, or from counts before the last'
        when abs(printed_pct - computed_pct / factor) <= share_unit
            then 'all shares of the election differ by one factor, which the codebook does not explain'
        else 'the share or the votes have a slip, such as a decimal point'
    end
from (
    select
        results.vote_share_pct as printed_pct,
        100.0 * results.votes / returns.valid_votes as computed_pct,
        median(100.0 * results.votes / returns.valid_votes / nullif(results.vote_share_pct, 0)) over (
            partition by results.return_id
        ) as factor,
        case returns.share_decimals when 0 then 1.0 when 1 then 0.1 else 0.01 end as share_unit
    from results
    join returns using (return_id)
    where starts_with(results.return_id, 'parlgov-') and returns.valid_votes > 0
) as shares
where abs(printed_pct - computed_pct) > 0.51 * share_unit
group by all
