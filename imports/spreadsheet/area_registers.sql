-- The registers and ballots of areas, which may stand on every row of an area. Figures that differ are not taken.
select
    election_id,
    return_id,
    area_id,
    min(row) as row,
    case when count(distinct registered_voters) = 1 then min(registered_voters) end as registered_voters,
    case when count(distinct ballots_cast) = 1 then min(ballots_cast) end as ballots_cast,
    case when count(distinct valid_votes) = 1 then min(valid_votes) end as valid_votes,
    case when count(distinct invalid_votes) = 1 then min(invalid_votes) end as invalid_votes,
    concat_ws(
        ', ',
        case when count(distinct registered_voters) > 1 then 'registered_voters' end,
        case when count(distinct ballots_cast) > 1 then 'ballots_cast' end,
        case when count(distinct valid_votes) > 1 then 'valid_votes' end,
        case when count(distinct invalid_votes) > 1 then 'invalid_votes' end
    ) as differing,
    concat_ws(
        ', ',
        case when count(distinct registered_voters) > 1
            then string_agg(distinct registered_voters, ' and ' order by registered_voters) end,
        case when count(distinct ballots_cast) > 1
            then string_agg(distinct ballots_cast, ' and ' order by ballots_cast) end,
        case when count(distinct valid_votes) > 1
            then string_agg(distinct valid_votes, ' and ' order by valid_votes) end,
        case when count(distinct invalid_votes) > 1
            then string_agg(distinct invalid_votes, ' and ' order by invalid_votes) end
    ) as differing_values,
    arg_min(area, row) as area,
    arg_min(file, row) as file,
    arg_min(found_at, row) as found_at
from taken_results
where area_id is not null and coalesce(registered_voters, ballots_cast, valid_votes, invalid_votes) is not null
group by election_id, return_id, area_id
