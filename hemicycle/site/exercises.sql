-- Elections and their countries
--
-- List every election with its country, its chamber or office and its polling day, the newest first. You need three
-- tables: elections, bodies and countries.
select country, body, election, first_polling_on
from elections
join bodies using (body_id)
join countries using (country_id)
order by first_polling_on desc, election_id;

-- How many publications speak of an election
--
-- A return is what one source says about one election. Count the returns of each election, and the sources behind
-- them, the most first.
select election_id, count(*) as returns, count(distinct source_id) as sources
from returns
group by election_id
order by returns desc, election_id;

-- Why a plain sum is wrong
--
-- Add up the seats in results for each election, and put beside it the seats that were at stake. Most sums are too
-- large: each source has rows of its own, and an alliance counts its members once more.
select election_id, elections.seats as at_stake, sum(results.seats) as added_up
from results
join elections using (election_id)
group by election_id, elections.seats
order by election_id;

-- One figure for each contestant
--
-- The view outcomes takes each figure from the first source in rank that gives it. Add up its seats, of the rows with
-- is_counted alone, and compare again with the seats at stake.
select election_id, elections.seats as at_stake, sum(outcomes.seats) as added_up
from outcomes
join elections using (election_id)
where is_counted
group by election_id, elections.seats
order by election_id;

-- What is not known
--
-- For each election, count the contestants whose votes are known and those whose votes are not. Remember that
-- count(votes) leaves out what is null, and count(*) does not.
select election_id, count(votes) as known, count(*) - count(votes) as not_known
from outcomes
group by election_id
order by not_known desc, election_id;

-- Zero is not null
--
-- Find contestants of whom a source says that they won no seat, and those whose seats no source gives. Which
-- comparison finds the second kind?
select
    case when seats is null then 'not known' else 'none' end as known,
    count(*) as contestants
from outcomes
where seats = 0 or seats is null
group by known
order by known;

-- The three largest
--
-- Number the contestants of each election by their seats and keep the first three. Use a window function, and qualify
-- instead of a subquery.
select
    election_id,
    contestant,
    seats,
    row_number() over (partition by election_id order by seats desc, contestant) as place
from outcomes
where is_counted and seats > 0
qualify place <= 3
order by election_id, place;

-- Turnout and the election before
--
-- For each chamber or office, put the turnout of the election before beside each turnout, with lag. Then look at the
-- view turnout_change: which changes does it call not comparable, and why?
select
    body_id,
    first_polling_on,
    turnout_pct,
    lag(turnout_pct) over (partition by body_id order by first_polling_on) as before_pct
from turnout
join elections using (election_id, first_polling_on)
order by body_id, first_polling_on;

-- Who contradicts whom
--
-- Find the figures on which sources of the same stage of the count differ. Show how many independent witnesses stand
-- behind each value.
select election_id, subject, figure, value, count(distinct witness) as witnesses
from source_conflicts
where difference_of = 'same stage' or verdict in ('used', 'same')
group by election_id, subject, figure, value
order by election_id, figure, subject, witnesses desc, value;

-- Like for like
--
-- Find the contestants that won more seats than their name had before, and yet lost seats like for like. Join
-- nothing: seat_swing has both readings.
select election_id, contestant, seats, seats_before, seat_change, like_for_like_change, like_for_like_of
from seat_swing
where seat_change > 0 and like_for_like_change < 0
order by election_id, contestant;
