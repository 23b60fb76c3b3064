-- ParlGov: parties, elections and cabinets of established democracies
--
-- National and European parliamentary elections of 37 democracies since 1900: results by party, alliances, names and
-- ancestry of parties, cabinets. Most parties below one per cent of the votes are left out, so shares do not add up to
-- 100. Ids here are 'parlgov-' and the publisher's numbers.
--
-- source:   https://www.parlgov.org, the tables of the database as CSV, one file for each
--           (02__datacore__Country.csv ...)
-- licence:  CC0 1.0, as the publisher's repository says
-- citation: Döring, Holger and Philip Manow. 2024. Parliaments and governments database (ParlGov): Information on
--           parties, elections and cabinets in established democracies. doi:10.7910/DVN/2VZ5ZC
-- version:  with the codebook of 18 January 2026
select
    'parlgov-2024' as source_id,
    'dataset' as kind,
    'ParlGov (Holger Döring and Philip Manow)' as publisher,
    'Parliaments and governments database: parties, elections and cabinets in established democracies '
        || '(doi:10.7910/DVN/2VZ5ZC, tables of 18 January 2026)'
        as source,
    'en' as language,
    'https://www.parlgov.org' as url,
    'CC0 1.0' as licence
union all
select 'parlgov-600', 'dataset', 'AnketDelisi', '600', 'en',
    'https://github.com/AnketDelisi/600/blob/02f977269174cb14ba7b23b9de4580e5045e5e23/js/config.js',
    null
union all
select 'parlgov-abc-colours', 'press', 'Australian Broadcasting Corporation', 'Election party colours', 'en',
    'https://github.com/abcnews/interactive-election-party-colours/blob/90ec03e5db1e377752a7db88eb0eded0a49e76cd/'
        || 'src/constants.ts',
    null
union all
select 'parlgov-duvar-tr-2022', 'press', 'Duvar English',
    'Turkish parliament passes law reducing election threshold to 7 percent', 'en',
    'https://www.duvarenglish.com/turkish-parliament-passes-law-reducing-election-threshold-to-7-per'
        || 'cent-news-60760',
    null
union all
select 'parlgov-election-atlas', 'dataset', 'jimmy211245', 'Election atlas', 'en',
    'https://github.com/jimmy211245/election-atlas/tree/3f89a2ed1016894a649e6ba3f5556e4d6790f1aa/data/hist',
    null
union all
select 'parlgov-election-calculator-pl', 'dataset', 'gwiazdan', 'Election calculator', 'en',
    'https://github.com/gwiazdan/election-calculator/blob/ae8318f48ebf57e8cd4d9c4afc1b15c65a238b12/'
        || 'frontend/src/enums/Colors.ts',
    null
union all
select 'parlgov-eopaod', 'dataset', 'Filip van Laenen', 'European opinion polls as open data', 'en',
    'https://github.com/filipvanlaenen/eopaod',
    null
union all
select 'parlgov-estonian-elections-vis', 'dataset', 'ProstoSanja', 'Estonian elections vis', 'en',
    'https://github.com/ProstoSanja/estonian-elections-vis/blob/0f90aaff04df5e8635f9312f97cca5533a94f182/'
        || 'frontend/src/data/partyColor.js',
    null
union all
select 'parlgov-eu-elections-2014', 'dataset', 'Basile Simon', 'EU elections 2014', 'en',
    'https://github.com/basilesimon/EU-elections-2014/blob/dbe7764fcd8a4b32f888bf691195c5155ee51a24/'
        || 'data/parties.csv',
    null
union all
select 'parlgov-geopolitique-cz-2021', 'press', 'BLUE',
    'Parliamentary election in the Czech Republic, 8-9 October 2021', 'en',
    'https://geopolitique.eu/en/articles/parliamentary-election-in-the-czech-republic-8-9-october-2021/',
    null
union all
select 'parlgov-house-nl', 'official', 'House of Representatives of the Netherlands', 'Election result', 'en',
    'https://www.houseofrepresentatives.nl/election-result',
    null
union all
select 'parlgov-kurdpress-tr-2022', 'press', 'Kurdpress',
    'Turkey lowers parliamentary election threshold to 7 percent', 'en',
    'https://kurdpress.com/en/news/2313/Turkey-lowers-parliamentary-election-threshold-to-7-percent/',
    null
union all
select 'parlgov-mandatkalkulator', 'dataset', 'Glykosim', 'Mandatkalkulator', 'no',
    'https://github.com/Glykosim/mandatkalkulator/blob/6487d35924a7eb0a796b5919cebeb0f4a59c976a/config.js',
    null
union all
select 'parlgov-mapa-elecciones', 'dataset', 'Pintismunky', 'Mapa elecciones', 'es',
    'https://github.com/Pintismunky/Mapa-Elecciones/blob/e34882e89da751c0b350bae6c18cc81d292c5ebe/js/datos.js',
    null
union all
select 'parlgov-mdr-de-2025', 'press', 'MDR', 'Folgen des neuen Wahlrechts für Die Linke', 'de',
    'https://www.mdr.de/nachrichten/deutschland/politik/'
        || 'neues-wahlrecht-bundestag-zweitstimmendeckung-folgen-fuer-linke-100.html',
    null
union all
select 'parlgov-metro-elections', 'dataset', 'Ashwin Desikan', 'Metro power rankings: elections', 'en',
    'https://github.com/ashwin-desikan/metro-power-rankings',
    null
union all
select 'parlgov-nz-election-2020', 'dataset', 'dakvid', 'Election 2020', 'en',
    'https://github.com/dakvid/election2020/blob/755f07c8ae9a975dda40a123a28a0e6999787d7c/'
        || 'data/party_colours.csv',
    null
union all
select 'parlgov-nzz-colours', 'press', 'Neue Zürcher Zeitung', 'Farben für politische Parteien', 'de',
    'https://github.com/nzzdev/Storytelling-Styleguide/blob/149b9f6fc47dc7024e10bfc4267040dac50527cf/'
        || 'pages/style/colors-parties.md',
    null
union all
select 'parlgov-parliament-tr', 'dataset', 'Presda34', 'Parliament', 'en',
    'https://github.com/Presda34/parliament/blob/2ec99e10c07b129a5dc70a0c17ca2d661f6c290d/'
        || 'app/parliaments/tr.ts',
    null
union all
select 'parlgov-parlnet', 'dataset', 'François Briatte', 'Parlnet', 'en',
    'https://github.com/briatte/parlnet',
    null
union all
select 'parlgov-shugiin-2024', 'dataset', 'JFK', 'Shugiin 2024', 'ja',
    'https://github.com/JFK/shugiin2024/blob/2c4fdeeffb9fb8a5ff90fb9319b0e2a6b4e5743c/party_colors.csv',
    null
union all
select 'parlgov-the-local-no-2021', 'press', 'The Local',
    'Norwegian election: Which parties could hit the ‘sperregrense’ jackpot?', 'en',
    'https://www.thelocal.no/20210907/norwegian-election-which-parties-could-hit-the-sperregrense-jackpot/',
    null
union all
select 'parlgov-voters-il', 'dataset', 'Nitzan Selwyn', 'Voters-IL', 'en',
    'https://github.com/NitzanSelwyn/Voters-IL',
    null
union all
select 'parlgov-world-israel-news-il-2022', 'press', 'World Israel News',
    'With 95% of votes counted, Meretz has little chance of making Knesset cutoff', 'en',
    'https://worldisraelnews.com/with-95-of-votes-counted-meretz-has-little-chance-of-making-knesset-cutoff/',
    null
