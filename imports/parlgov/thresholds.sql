-- Thresholds that the press and a parliament print, of the elections that the files have. ParlGov gives none.
select election_id, 'entry' as purpose, source_id, locator, numerator, denominator, share_of
from (
    values
        ('parlgov-1032', 'parlgov-kurdpress-tr-2022', 'paragraph 4; in force since the coup of 1980', 10, 100, 'votes'),
        ('parlgov-1096', 'parlgov-mdr-de-2025', 'paragraph 1', 5, 100, 'votes'),
        ('parlgov-1097', 'parlgov-house-nl', 'paragraph 1, one of 150 shares of the votes', 1, 150, 'votes'),
        ('parlgov-1099', 'parlgov-geopolitique-cz-2021', 'paragraph 2; 8 or 11 for coalitions', 5, 100, 'votes'),
        ('parlgov-1104', 'parlgov-the-local-no-2021', 'section on what it is; for levelling seats', 4, 100, 'votes'),
        ('parlgov-1117', 'parlgov-world-israel-news-il-2022', 'paragraph 3', 325, 10000, 'valid votes'),
        ('parlgov-1121', 'parlgov-duvar-tr-2022', 'lead', 7, 100, 'votes'),
        ('parlgov-806', 'parlgov-kurdpress-tr-2022', 'paragraph 4; in force since the coup of 1980', 10, 100, 'votes'),
        ('parlgov-807', 'parlgov-kurdpress-tr-2022', 'paragraph 4; in force since the coup of 1980', 10, 100, 'votes'),
        ('parlgov-808', 'parlgov-kurdpress-tr-2022', 'paragraph 4; in force since the coup of 1980', 10, 100, 'votes'),
        ('parlgov-975', 'parlgov-kurdpress-tr-2022', 'paragraph 4; in force since the coup of 1980', 10, 100, 'votes'),
        ('parlgov-997', 'parlgov-kurdpress-tr-2022', 'paragraph 4; in force since the coup of 1980', 10, 100, 'votes')
) as thresholds (election_id, source_id, locator, numerator, denominator, share_of)
join read_csv('31__elections__Election.csv', header = true, all_varchar = true) as elections
    on 'parlgov-' || elections.id = thresholds.election_id
