-- Colours of parties in newspapers and in projects that show results, of the parties that the files have. ParlGov gives
-- none.
select
    party_id,
    colour,
    source_id,
    locator
from (
    values
        ('parlgov-party-1003', '#EE3224', 'parlgov-eopaod', 'data/parties/mt.psv at a639a59: Partit Laburista'),
        (
            'parlgov-party-1005',
            '#FDB462',
            'parlgov-parlnet',
            'briatte/parlamento, parties.r at 1177ed2: MARGH, Margherita'
        ),
        ('parlgov-party-1006', '#FA3B45', 'parlgov-eopaod', 'data/parties/is.psv at 2ccddda: Samfylkingin'),
        ('parlgov-party-1013', '#0A0A0A', 'parlgov-nzz-colours', 'Österreich: ÖVP'),
        (
            'parlgov-party-1015',
            '#FFDD00',
            'parlgov-eopaod',
            'data/parties/ro.psv at 19f6f34: Partidul Național Liberal'
        ),
        (
            'parlgov-party-1029',
            '#FF6A4D',
            'parlgov-election-atlas',
            'BEL.js, Federal election 2019: Vooruit (Flemish social democrats)'
        ),
        ('parlgov-party-104', '#E4002B', 'parlgov-mandatkalkulator', 'parties: AP'),
        (
            'parlgov-party-1045',
            '#0080FF',
            'parlgov-eopaod',
            'data/parties/lt.psv at 8af3f18: Tėvynės sąjunga – Lietuvos krikščionys demokratai'
        ),
        (
            'parlgov-party-1047',
            '#1DACD6',
            'parlgov-eopaod',
            'data/parties/si.psv at f45f6a1: Nova Slovenija–Krščanski demokrati'
        ),
        (
            'parlgov-party-1058',
            '#6F97CF',
            'parlgov-election-atlas',
            'FRA.js, Parliamentary election 2012: Nouveau Centre'
        ),
        ('parlgov-party-1062', '#66A622', 'parlgov-nzz-colours', 'Finnland: Grüne'),
        (
            'parlgov-party-1072',
            '#253A79',
            'parlgov-eopaod',
            'data/parties/sk.psv at dafe3ac: Slovenská národná strana'
        ),
        (
            'parlgov-party-1100',
            '#EE222B',
            'parlgov-election-atlas',
            'LVA.js, Saeima election 2022: Social Democratic Party “Harmony”'
        ),
        ('parlgov-party-1104', '#3E5C76', 'parlgov-metro-elections', 'lib/plElections.ts at af4c2a5: Freedom Union'),
        (
            'parlgov-party-1110',
            '#0087DC',
            'parlgov-election-atlas',
            'BEL.js, Federal election 2019: Open Vlaamse Liberalen en Democraten'
        ),
        ('parlgov-party-1118', '#00A0C6', 'parlgov-nzz-colours', 'Finnland: Konservative'),
        ('parlgov-party-1120', '#ED2128', 'parlgov-eopaod', 'data/parties/ro.psv at 19f6f34: Partidul Social Democrat'),
        ('parlgov-party-1122', '#007A3D', 'parlgov-metro-elections', 'lib/trElections.ts at af4c2a5: Welfare Party'),
        ('parlgov-party-1124', '#FFD700', 'parlgov-metro-elections', 'lib/jpElections.ts at af4c2a5: Your Party'),
        ('parlgov-party-113', '#FFDC00', 'parlgov-estonian-elections-vis', 'partyColor: REF'),
        (
            'parlgov-party-1136',
            '#0F52BA',
            'parlgov-metro-elections',
            'lib/jpElections.ts at af4c2a5: New Frontier Party'
        ),
        ('parlgov-party-1137', '#027D2B', 'parlgov-estonian-elections-vis', 'partyColor: KESK'),
        ('parlgov-party-1141', '#C0392B', 'parlgov-metro-elections', 'lib/trElections.ts at af4c2a5: True Path Party'),
        (
            'parlgov-party-1142',
            '#C51B7D',
            'parlgov-parlnet',
            'briatte/nrsr, parties.r at 789a87e: HZDS, Hnutie za demokratické Slovensko'
        ),
        ('parlgov-party-1154', '#66A622', 'parlgov-nzz-colours', 'Schweden: Grüne'),
        (
            'parlgov-party-1160',
            '#E41A1C',
            'parlgov-parlnet',
            'briatte/bgparl, parties.r at a60aa65: KB, Coalition for Bulgaria'
        ),
        ('parlgov-party-1171', '#00491E', 'parlgov-nz-election-2020', 'Party: Green Party'),
        ('parlgov-party-1173', '#75373C', 'parlgov-nzz-colours', 'Tschechien: Kolmmunistische Partei'),
        ('parlgov-party-1176', '#E02839', 'parlgov-eopaod', 'data/parties/fr.psv at 08d534e: Lutte Ouvrière'),
        (
            'parlgov-party-1179',
            '#2A4B8D',
            'parlgov-metro-elections',
            'lib/grElections.ts at 6297949: Popular Orthodox Rally'
        ),
        ('parlgov-party-1180', '#374E8E', 'parlgov-nzz-colours', 'Deutschland: CSU'),
        ('parlgov-party-1192', '#02C5B6', 'parlgov-election-atlas', 'BEL.js, Federal election 2019: Les Engagés'),
        (
            'parlgov-party-1193',
            '#3CA324',
            'parlgov-metro-elections',
            'lib/jpElections.ts at af4c2a5: Liberal Democratic Party'
        ),
        (
            'parlgov-party-120',
            '#F9A825',
            'parlgov-metro-elections',
            'lib/auElections.ts at af4c2a5: Australian Democrats'
        ),
        (
            'parlgov-party-1200',
            '#FFFF33',
            'parlgov-parlnet',
            'briatte/nrsr, parties.r at 789a87e: ANO, Aliancia Nového Občana'
        ),
        ('parlgov-party-1206', '#00A7EB', 'parlgov-eopaod', 'data/parties/nl.psv at 3c5b90f: ChristenUnie'),
        (
            'parlgov-party-1213',
            '#D1CB00',
            'parlgov-nzz-colours',
            'Schweiz, Sophie-Implementation: s-viz-color-party-bdp-5'
        ),
        (
            'parlgov-party-1234',
            '#F7911D',
            'parlgov-eopaod',
            'data/parties/lu.psv at 54af306: Chrëschtlech-Sozial Vollekspartei'
        ),
        ('parlgov-party-1245', '#F5A623', 'parlgov-metro-elections', 'lib/czElections.ts at d351c1f: KDU-ČSL'),
        ('parlgov-party-1250', '#073763', 'parlgov-eu-elections-2014', 'name: British National Party'),
        ('parlgov-party-1253', '#E11F30', 'parlgov-abc-colours', 'PARTIES: labor'),
        ('parlgov-party-1255', '#0B2643', 'parlgov-nzz-colours', 'Kanada: Conservative Party of Canada (CDC)'),
        ('parlgov-party-1259', '#66A622', 'parlgov-nzz-colours', 'Kanada: Green Party'),
        ('parlgov-party-1272', '#8440A3', 'parlgov-nzz-colours', 'Grossbritannien: UKIP'),
        ('parlgov-party-1273', '#D28B01', 'parlgov-nzz-colours', 'Portugal: PSD Bürgerlich'),
        (
            'parlgov-party-1277',
            '#FF101A',
            'parlgov-eopaod',
            'data/parties/lt.psv at 8af3f18: Lietuvos socialdemokratų partija'
        ),
        (
            'parlgov-party-1286',
            '#0E8FD8',
            'parlgov-election-atlas',
            'BGR.js, Parliamentary election April 2023: Movement for Rights and Freedoms'
        ),
        ('parlgov-party-1292', '#C31906', 'parlgov-nzz-colours', 'Finnland: Linksbündnis'),
        ('parlgov-party-1295', '#C31906', 'parlgov-nzz-colours', 'Portugal: CDU Kommunisten und Grüne'),
        ('parlgov-party-1303', '#003366', 'parlgov-600', 'COUNTRIES.israel.parties: United Torah Judaism'),
        ('parlgov-party-131', '#0750A4', 'parlgov-election-atlas', 'SVK.js, Parliamentary election 2012: SDKÚ'),
        (
            'parlgov-party-1313',
            '#501557',
            'parlgov-election-atlas',
            'NZL.js, Parliamentary election 2014: United Future'
        ),
        (
            'parlgov-party-1321',
            '#A40000',
            'parlgov-metro-elections',
            'lib/itElections.ts at af4c2a5: Communist Refoundation Party'
        ),
        ('parlgov-party-1327', '#2A9D8F', 'parlgov-metro-elections', 'lib/jpElections.ts at af4c2a5: Japan New Party'),
        ('parlgov-party-1334', '#F9A825', 'parlgov-metro-elections', 'lib/trElections.ts at af4c2a5: Motherland Party'),
        (
            'parlgov-party-1338',
            '#01783D',
            'parlgov-election-atlas',
            'GRC.js, Parliamentary election May 2023: PASOK – Movement for Change'
        ),
        ('parlgov-party-1342', '#00ADEF', 'parlgov-eopaod', 'data/parties/is.psv at 2ccddda: Sjálfstæðisflokkurinn'),
        (
            'parlgov-party-1355',
            '#B01C2E',
            'parlgov-metro-elections',
            'lib/plElections.ts at af4c2a5: Solidarity Electoral Action'
        ),
        ('parlgov-party-1357', '#4F9298', 'parlgov-600', 'COUNTRIES.israel.parties: Religious Zionist Party'),
        (
            'parlgov-party-1361',
            '#4AAE4A',
            'parlgov-eopaod',
            'data/parties/es.psv at 958798d: Euzko Alderdi Jeltzalea/Partido Nacionalista Vasco'
        ),
        ('parlgov-party-1378', '#FF0000', 'parlgov-election-atlas', 'BEL.js, Federal election 2019: Parti Socialiste'),
        (
            'parlgov-party-138',
            '#2364AA',
            'parlgov-metro-elections',
            'lib/frElections.ts at af4c2a5: Rally for the Republic'
        ),
        (
            'parlgov-party-1384',
            '#FECE68',
            'parlgov-eopaod',
            'data/parties/hr.psv at 25a7b2a: Hrvatska narodna stranka–liberalni demokrati'
        ),
        ('parlgov-party-1393', '#0083C7', 'parlgov-nzz-colours', 'Irland: Fine Gael'),
        ('parlgov-party-1409', '#D28B00', 'parlgov-nzz-colours', 'Niederlande: VVD'),
        ('parlgov-party-141', '#93A345', 'parlgov-nzz-colours', 'Schweiz, Primär: GPS'),
        ('parlgov-party-1411', '#0A52BF', 'parlgov-abc-colours', 'PARTIES: coalition (keywords liberal, coalition)'),
        ('parlgov-party-1418', '#FDD200', 'parlgov-nzz-colours', 'Dänemark: Dänische Volkspartei'),
        ('parlgov-party-1419', '#40AE49', 'parlgov-election-atlas', 'ISR.js, Knesset election 2021: Meretz'),
        (
            'parlgov-party-142',
            '#5FA8D3',
            'parlgov-metro-elections',
            'lib/itElections.ts at af4c2a5: Italian People''s Party'
        ),
        (
            'parlgov-party-1421',
            '#FFF500',
            'parlgov-eopaod',
            'data/parties/lt.psv at 8af3f18: Partija „Tvarka ir teisingumas“'
        ),
        (
            'parlgov-party-1426',
            '#377EB8',
            'parlgov-parlnet',
            'briatte/orszaggyules, parties.r at 554dd67: SZDSZ, Szabad Demokraták Szövetsége'
        ),
        ('parlgov-party-1428', '#0A52BF', 'parlgov-abc-colours', 'PARTIES: coalition (keywords liberal, coalition)'),
        ('parlgov-party-1429', '#54BA00', 'parlgov-nzz-colours', 'Österreich: Grüne'),
        (
            'parlgov-party-1432',
            '#FFE17C',
            'parlgov-eopaod',
            'data/parties/sk.psv at dafe3ac: Kresťanskodemokratické hnutie'
        ),
        ('parlgov-party-1435', '#0065F1', 'parlgov-mandatkalkulator', 'parties: H'),
        ('parlgov-party-1436', '#408B3C', 'parlgov-nzz-colours', 'Italien: Lega'),
        ('parlgov-party-1444', '#ED1A3B', 'parlgov-metro-elections', 'lib/nzElections.ts at af4c2a5: Alliance'),
        ('parlgov-party-1448', '#CE1126', 'parlgov-estonian-elections-vis', 'partyColor: SDE'),
        ('parlgov-party-1455', '#8EC83E', 'parlgov-eopaod', 'data/parties/is.psv at 2ccddda: Framsóknarflokkurinn'),
        (
            'parlgov-party-1460',
            '#8DC63F',
            'parlgov-election-atlas',
            'SVK.js, Parliamentary election 2020: Freedom and Solidarity'
        ),
        ('parlgov-party-1461', '#08783E', 'parlgov-nzz-colours', 'Schweden: Zentrumspartei'),
        ('parlgov-party-1463', '#8440A3', 'parlgov-nzz-colours', 'Finnland: Christlichdemokraten'),
        (
            'parlgov-party-1465',
            '#3D863D',
            'parlgov-eopaod',
            'data/parties/hr.psv at 25a7b2a: Hrvatska seljačka stranka'
        ),
        (
            'parlgov-party-1492',
            '#F0C200',
            'parlgov-election-atlas',
            'FRA.js, Parliamentary election 2012: Radical Party of the Left'
        ),
        (
            'parlgov-party-1493',
            '#ED1C24',
            'parlgov-eopaod',
            'data/parties/hr.psv at 25a7b2a: Socijaldemokratska partija Hrvatske'
        ),
        ('parlgov-party-1501', '#0A0A0A', 'parlgov-nzz-colours', 'Niederlande: PVV'),
        (
            'parlgov-party-1502',
            '#A65628',
            'parlgov-parlnet',
            'briatte/seimas, parties.r at 32c0599: TPP, Tautos prisikėlimo partija'
        ),
        (
            'parlgov-party-1520',
            '#3560A9',
            'parlgov-election-atlas',
            'LVA.js, Saeima election 2022: Latvian Russian Union'
        ),
        (
            'parlgov-party-1521',
            '#C71585',
            'parlgov-metro-elections',
            'lib/seElections.ts at 19b8c9b: Feminist Initiative'
        ),
        (
            'parlgov-party-1535',
            '#4DAF4A',
            'parlgov-parlnet',
            'briatte/assembleia, parties.r at 525f14d: PEV, Partido Ecologista – Os Verdes'
        ),
        (
            'parlgov-party-1536',
            '#F29400',
            'parlgov-election-atlas',
            'AUT.js, National Council election 2013: Alliance for the Future of Austria'
        ),
        ('parlgov-party-1538', '#FFD773', 'parlgov-mandatkalkulator', 'parties: Krf'),
        ('parlgov-party-1539', '#FF3366', 'parlgov-eopaod', 'data/parties/fr.psv at 08d534e: Parti socialiste'),
        (
            'parlgov-party-154',
            '#3A6FE0',
            'parlgov-election-atlas',
            'AUS.js, Parliamentary election 2022: Liberal National Party (Queensland)'
        ),
        ('parlgov-party-1540', '#6E41E1', 'parlgov-shugiin-2024', '政党名（フル）: 日本共産党'),
        (
            'parlgov-party-1541',
            '#1F4E9C',
            'parlgov-election-atlas',
            'BGR.js, Parliamentary election April 2023: GERB – Union of Democratic Forces'
        ),
        ('parlgov-party-1546', '#FDD200', 'parlgov-nzz-colours', 'Schweden: Schwedendemokraten'),
        (
            'parlgov-party-1549',
            '#263238',
            'parlgov-election-atlas',
            'POL.js, Sejm election 2011: Congress of the New Right'
        ),
        ('parlgov-party-1556', '#C31906', 'parlgov-nzz-colours', 'Grossbritannien: Labour'),
        ('parlgov-party-1573', '#54BA00', 'parlgov-nzz-colours', 'Irland: Grüne'),
        (
            'parlgov-party-1575',
            '#1569C7',
            'parlgov-eopaod',
            'data/parties/cy.psv at 2d65e91: Δημοκρατικός Συναγερμός'
        ),
        (
            'parlgov-party-1582',
            '#00ADDC',
            'parlgov-eopaod',
            'data/parties/lu.psv at 54af306: Alternativ Demokratesch Reformpartei'
        ),
        (
            'parlgov-party-1587',
            '#8DC63F',
            'parlgov-eopaod',
            'data/parties/si.psv at f45f6a1: Demokratična stranka upokojencev Slovenije'
        ),
        ('parlgov-party-1591', '#CE4631', 'parlgov-nzz-colours', 'Ungarn: MSZP'),
        (
            'parlgov-party-1592',
            '#FA8072',
            'parlgov-eopaod',
            'data/parties/gr.psv at 3e6950b: Συνασπισμός Ριζοσπαστικής Αριστεράς'
        ),
        (
            'parlgov-party-1594',
            '#01796F',
            'parlgov-election-atlas',
            'BEL.js, Federal election 2019: Groen (Flemish Greens)'
        ),
        ('parlgov-party-1597', '#009DE0', 'parlgov-estonian-elections-vis', 'partyColor: IRL'),
        ('parlgov-party-16', '#808000', 'parlgov-eopaod', 'data/parties/si.psv at f45f6a1: Slovenska ljudska stranka'),
        (
            'parlgov-party-1602',
            '#A65628',
            'parlgov-parlnet',
            'briatte/swparl, parties.r at 3f0cf20: FPS, Freedom Party'
        ),
        ('parlgov-party-1605', '#0084C7', 'parlgov-nzz-colours', 'Dänemark: Venstre'),
        (
            'parlgov-party-161',
            '#5AAD39',
            'parlgov-election-atlas',
            'BEL.js, Federal election 2019: Ecolo (francophone Greens)'
        ),
        ('parlgov-party-1620', '#F58120', 'parlgov-eopaod', 'data/parties/sk.psv at dafe3ac: MOST–HÍD'),
        (
            'parlgov-party-1621',
            '#7FFF00',
            'parlgov-eopaod',
            'data/parties/cy.psv at 2d65e91: Κίνημα Οικολόγων—Συνεργασία Πολιτών'
        ),
        (
            'parlgov-party-1627',
            '#61CD10',
            'parlgov-eopaod',
            'data/parties/hr.psv at 25a7b2a: Istarski demokratski sabor'
        ),
        ('parlgov-party-1629', '#C31906', 'parlgov-nzz-colours', 'Dänemark: Sozialdemokraten'),
        ('parlgov-party-1644', '#D64B47', 'parlgov-nzz-colours', 'Dänemark: Socialistik Volkeparti'),
        ('parlgov-party-1666', '#6AB647', 'parlgov-election-atlas', 'LVA.js, Saeima election 2022: New Unity'),
        ('parlgov-party-1727', '#1A1A1A', 'parlgov-election-atlas', 'DEU.js, Bundestag election 2021: CDU/CSU'),
        (
            'parlgov-party-1759',
            '#6E7B85',
            'parlgov-election-atlas',
            'SVK.js, Parliamentary election 2020: OĽaNO and Friends'
        ),
        (
            'parlgov-party-1768',
            '#000000',
            'parlgov-eopaod',
            'data/parties/cy.psv at 2d65e91: Εθνικό Λαϊκό Μέτωπο'
        ),
        (
            'parlgov-party-1781',
            '#008080',
            'parlgov-eopaod',
            'data/parties/pt.psv at 66a5ddd: Pessoas–Animais–Natureza'
        ),
        (
            'parlgov-party-179',
            '#FFD500',
            'parlgov-eopaod',
            'data/parties/si.psv at f45f6a1: Slovenska demokratska stranka'
        ),
        ('parlgov-party-1816', '#23C2EB', 'parlgov-600', 'COUNTRIES.israel.parties: Yisrael Beiteinu'),
        ('parlgov-party-184', '#007056', 'parlgov-abc-colours', 'PARTIES: nationals'),
        ('parlgov-party-1846', '#15793D', 'parlgov-600', 'COUNTRIES.israel.parties: Ra''am'),
        ('parlgov-party-1850', '#19A2DE', 'parlgov-metro-elections', 'lib/ilElections.ts at af4c2a5: Shinui'),
        ('parlgov-party-1870', '#F5A623', 'parlgov-metro-elections', 'lib/ilElections.ts at af4c2a5: Kadima'),
        ('parlgov-party-1873', '#7E57C2', 'parlgov-voters-il', 'scripts/party-meta.ts at a01a844: Gil (Pensioners)'),
        (
            'parlgov-party-191',
            '#61A347',
            'parlgov-eopaod',
            'data/parties/lt.psv at 8af3f18: Lietuvos valstiečių ir žaliųjų sąjunga'
        ),
        ('parlgov-party-1945', '#F08705', 'parlgov-election-atlas', 'POL.js, Sejm election 2011: Palikot’s Movement'),
        ('parlgov-party-196', '#60B44C', 'parlgov-eopaod', 'data/parties/cz.psv at 8477f68: Strana zelených'),
        ('parlgov-party-1970', '#5973B6', 'parlgov-nzz-colours', 'Ungarn: Demokratische Koalition'),
        (
            'parlgov-party-1987',
            '#93C572',
            'parlgov-election-atlas',
            'SVN.js, Parliamentary election 2014: Positive Slovenia'
        ),
        ('parlgov-party-2', '#993366', 'parlgov-eopaod', 'data/parties/cz.psv at 8477f68: TOP 09'),
        ('parlgov-party-200', '#005EA1', 'parlgov-nzz-colours', 'Finnland: Finnenpartei'),
        (
            'parlgov-party-2002',
            '#FB8072',
            'parlgov-parlnet',
            'briatte/parlamentul, parties.r at 56d52be: UNPR, Uniunea Naţională pentru Progresul României'
        ),
        ('parlgov-party-2013', '#FECE00', 'parlgov-election-atlas', 'SVK.js, Parliamentary election 2012: Zmena zdola'),
        (
            'parlgov-party-2024',
            '#7EC192',
            'parlgov-eopaod',
            'data/parties/cz.psv at 8477f68: Starostové a nezávislí'
        ),
        (
            'parlgov-party-2091',
            '#38A3E7',
            'parlgov-eopaod',
            'data/parties/gr.psv at 3e6950b: Ανεξάρτητοι Έλληνες'
        ),
        ('parlgov-party-2092', '#00022D', 'parlgov-eopaod', 'data/parties/gr.psv at 3e6950b: Χρυσή Αυγή'),
        (
            'parlgov-party-210',
            '#488E41',
            'parlgov-eopaod',
            'data/parties/is.psv at 2ccddda: Vinstrihreyfingin – grænt framboð'
        ),
        ('parlgov-party-211', '#DA467D', 'parlgov-nzz-colours', 'Dänemark: Det Radikale Venstre'),
        ('parlgov-party-2121', '#4F276B', 'parlgov-election-atlas', 'LTU.js, Seimas election 2012: The Way of Courage'),
        (
            'parlgov-party-2130',
            '#4E2172',
            'parlgov-election-atlas',
            'ROU.js, Parliamentary election 2012: People’s Party – Dan Diaconescu'
        ),
        (
            'parlgov-party-2135',
            '#990000',
            'parlgov-election-atlas',
            'HRV.js, Parliamentary election 2016: Croatian Democratic Alliance of Slavonia and Baranja'
        ),
        (
            'parlgov-party-2136',
            '#6FBA2C',
            'parlgov-metro-elections',
            'lib/jpElections.ts at af4c2a5: Japan Restoration Party'
        ),
        ('parlgov-party-214', '#7C9C3B', 'parlgov-metro-elections', 'lib/ilElections.ts at af4c2a5: Jewish Home'),
        (
            'parlgov-party-2150',
            '#E5CC00',
            'parlgov-election-atlas',
            'AUT.js, National Council election 2013: Team Stronach'
        ),
        ('parlgov-party-2154', '#093C71', 'parlgov-nzz-colours', 'Italien: Fratelli d''Italia'),
        ('parlgov-party-2155', '#E3B13E', 'parlgov-nzz-colours', 'Italien: Cinque Stelle'),
        ('parlgov-party-2156', '#748CAB', 'parlgov-metro-elections', 'lib/itElections.ts at af4c2a5: Civic Choice'),
        ('parlgov-party-2185', '#5299E1', 'parlgov-eopaod', 'data/parties/hr.psv at 25a7b2a: Hrvatski rast'),
        ('parlgov-party-219', '#60BE19', 'parlgov-estonian-elections-vis', 'partyColor: ROH'),
        (
            'parlgov-party-220',
            '#CC001C',
            'parlgov-eopaod',
            'data/parties/sk.psv at dafe3ac: SMER–sociálna demokracia'
        ),
        ('parlgov-party-2204', '#92278F', 'parlgov-election-atlas', 'ISL.js, Althing election 2016: Bright Future'),
        ('parlgov-party-2205', '#522C7F', 'parlgov-eopaod', 'data/parties/is.psv at 2ccddda: Píratar'),
        (
            'parlgov-party-2211',
            '#1D2D5A',
            'parlgov-eopaod',
            'data/parties/bg.psv at 0f7f923: National Front for the Salvation of Bulgaria'
        ),
        (
            'parlgov-party-2212',
            '#000000',
            'parlgov-eopaod',
            'data/parties/bg.psv at 3fbee69: IMRO – Bulgarian National Movement'
        ),
        ('parlgov-party-2217', '#0A0A0A', 'parlgov-nzz-colours', 'Irland: Sinn Fein'),
        ('parlgov-party-2253', '#0084C7', 'parlgov-nzz-colours', 'Deutschland: AfD'),
        ('parlgov-party-2255', '#DA467D', 'parlgov-nzz-colours', 'Österreich: NEOS'),
        ('parlgov-party-2256', '#AB58A8', 'parlgov-eopaod', 'data/parties/lu.psv at 54af306: Piratepartei Lëtzebuerg'),
        (
            'parlgov-party-2259',
            '#FFED00',
            'parlgov-election-atlas',
            'AUS.js, Parliamentary election 2022: United Australia Party'
        ),
        (
            'parlgov-party-226',
            '#80B1D3',
            'parlgov-parlnet',
            'briatte/parlamento, parties.r at 1177ed2: UDC, Unione di Centro'
        ),
        (
            'parlgov-party-2261',
            '#000000',
            'parlgov-eopaod',
            'data/parties/cz.psv at 8477f68: Česká pirátská strana'
        ),
        (
            'parlgov-party-2262',
            '#B3DE69',
            'parlgov-parlnet',
            'briatte/parlament, parties.r at 90214b9: USVIT, Úsvit přímé demokracie'
        ),
        ('parlgov-party-2263', '#FDD200', 'parlgov-nzz-colours', 'Tschechien: ANO'),
        ('parlgov-party-2318', '#FED500', 'parlgov-eopaod', 'data/parties/hu.psv at 45381b6: Együtt'),
        ('parlgov-party-2321', '#19A2DE', 'parlgov-metro-elections', 'lib/ilElections.ts at af4c2a5: Yesh Atid'),
        ('parlgov-party-2322', '#FF4500', 'parlgov-600', 'COUNTRIES.israel.parties: Otzma Yehudit'),
        (
            'parlgov-party-2333',
            '#000099',
            'parlgov-election-atlas',
            'SVN.js, Parliamentary election 2018: Modern Centre Party'
        ),
        (
            'parlgov-party-2341',
            '#9AB973',
            'parlgov-eopaod',
            'data/parties/cy.psv at 2d65e91: Συμμαχία Πολιτών'
        ),
        ('parlgov-party-2346', '#9C514A', 'parlgov-eopaod', 'data/parties/gr.psv at 3e6950b: Το Ποτάμι'),
        ('parlgov-party-2349', '#3CB34D', 'parlgov-eopaod', 'data/parties/hu.psv at 45381b6: Párbeszéd'),
        ('parlgov-party-235', '#01B1C0', 'parlgov-nzz-colours', 'Niederlande: CDA'),
        ('parlgov-party-2363', '#1D2D5A', 'parlgov-eopaod', 'data/parties/bg.psv at 3fbee69: Reformist Bloc'),
        (
            'parlgov-party-2364',
            '#6C1D45',
            'parlgov-eopaod',
            'data/parties/bg.psv at 3fbee69: Alternative for Bulgarian Revival'
        ),
        (
            'parlgov-party-2365',
            '#CF1F25',
            'parlgov-election-atlas',
            'LVA.js, Saeima election 2018: From the Heart for Latvia'
        ),
        (
            'parlgov-party-2366',
            '#0E3267',
            'parlgov-election-atlas',
            'LVA.js, Saeima election 2018: Latvian Association of Regions'
        ),
        ('parlgov-party-2375', '#D28B00', 'parlgov-nzz-colours', 'Spanien: Ciudadanos'),
        ('parlgov-party-2376', '#8440A3', 'parlgov-nzz-colours', 'Spanien: Podemos'),
        ('parlgov-party-2380', '#54BA00', 'parlgov-nzz-colours', 'Spanien: Vox'),
        (
            'parlgov-party-2382',
            '#95C11E',
            'parlgov-election-atlas',
            'HRV.js, Parliamentary election 2015: Sustainable Development of Croatia'
        ),
        (
            'parlgov-party-2392',
            '#FFDD00',
            'parlgov-election-atlas',
            'LVA.js, Saeima election 2014: For Latvia''s Development'
        ),
        (
            'parlgov-party-2395',
            '#A7CF35',
            'parlgov-eopaod',
            'data/parties/ro.psv at 19f6f34: Partidul Mișcarea Populară'
        ),
        ('parlgov-party-2410', '#E2A928', 'parlgov-voters-il', 'scripts/party-meta.ts at a01a844: Kulanu'),
        ('parlgov-party-244', '#E4032E', 'parlgov-metro-elections', 'lib/ilElections.ts at af4c2a5: Labor'),
        ('parlgov-party-251', '#008CD7', 'parlgov-nzz-colours', 'Portugal: CDS-PP Konservativ'),
        ('parlgov-party-256', '#8B0000', 'parlgov-election-atlas', 'BEL.js, Federal election 2019: Workers’ Party'),
        ('parlgov-party-2572', '#951B88', 'parlgov-parliament-tr', 'factions: HDP'),
        ('parlgov-party-26', '#1B87AA', 'parlgov-nzz-colours', 'Schweiz, Primär: FDP'),
        ('parlgov-party-2600', '#000000', 'parlgov-eopaod', 'data/parties/pl.psv at 7da6dd3: Kukiz’15'),
        ('parlgov-party-2601', '#005CA9', 'parlgov-eopaod', 'data/parties/pl.psv at 7da6dd3: .Nowoczesna'),
        (
            'parlgov-party-2612',
            '#FED100',
            'parlgov-election-atlas',
            'HRV.js, Parliamentary election 2016: Human Shield (Živi zid)'
        ),
        ('parlgov-party-2615', '#FF7000', 'parlgov-eopaod', 'data/parties/hr.psv at 25a7b2a: Most nezavisnih lista'),
        ('parlgov-party-2623', '#034B9F', 'parlgov-eopaod', 'data/parties/sk.psv at dafe3ac: SME RODINA'),
        (
            'parlgov-party-2624',
            '#0F75BC',
            'parlgov-election-atlas',
            'SVK.js, Parliamentary election 2016: Network (Sieť)'
        ),
        (
            'parlgov-party-2626',
            '#004B91',
            'parlgov-eopaod',
            'data/parties/cy.psv at 2d65e91: Κίνημα Αλληλεγγύη'
        ),
        ('parlgov-party-2632', '#D40000', 'parlgov-eopaod', 'data/parties/is.psv at 2ccddda: Flokkur fólksins'),
        ('parlgov-party-2633', '#F46F24', 'parlgov-eopaod', 'data/parties/is.psv at 2ccddda: Viðreisn'),
        (
            'parlgov-party-2635',
            '#74DF00',
            'parlgov-eopaod',
            'data/parties/lt.psv at 8af3f18: Centro partija – Tautininkai'
        ),
        ('parlgov-party-2638', '#518254', 'parlgov-eopaod', 'data/parties/bg.psv at 3fbee69: Yes, Bulgaria!'),
        (
            'parlgov-party-2640',
            '#B08D57',
            'parlgov-election-atlas',
            'BGR.js, Parliamentary election April 2023: Revival'
        ),
        ('parlgov-party-2642', '#841818', 'parlgov-eopaod', 'data/parties/nl.psv at 3c5b90f: Forum voor Democratie'),
        (
            'parlgov-party-2643',
            '#F2B705',
            'parlgov-election-atlas',
            'FRA.js, Presidential election 2017: La République En Marche!'
        ),
        ('parlgov-party-2644', '#C84529', 'parlgov-eopaod', 'data/parties/fr.psv at 08d534e: La France insoumise'),
        (
            'parlgov-party-2646',
            '#00AAE7',
            'parlgov-eopaod',
            'data/parties/ro.psv at 19f6f34: Uniunea Salvați România'
        ),
        (
            'parlgov-party-2647',
            '#075697',
            'parlgov-eopaod',
            'data/parties/ro.psv at 19f6f34: Partidul Alianța Liberalilor și Democraților'
        ),
        ('parlgov-party-265', '#5A5A66', 'parlgov-metro-elections', 'lib/ilElections.ts at af4c2a5: Agudat Yisrael'),
        (
            'parlgov-party-2654',
            '#1076BC',
            'parlgov-eopaod',
            'data/parties/cz.psv at 8477f68: Svoboda a přímá demokracie'
        ),
        ('parlgov-party-2655', '#199094', 'parlgov-eopaod', 'data/parties/is.psv at 2ccddda: Miðflokkurinn'),
        ('parlgov-party-2656', '#0891B2', 'parlgov-election-atlas', 'JPN.js, General election 2017: Party of Hope'),
        ('parlgov-party-2657', '#2391FF', 'parlgov-shugiin-2024', '政党名（フル）: 立憲民主党'),
        ('parlgov-party-2659', '#8E6FCE', 'parlgov-eopaod', 'data/parties/hu.psv at 45381b6: Momentum Mozgalom'),
        ('parlgov-party-2668', '#1980C7', 'parlgov-eopaod', 'data/parties/si.psv at f45f6a1: Lista Marjana Šarca'),
        ('parlgov-party-2670', '#800000', 'parlgov-eopaod', 'data/parties/si.psv at f45f6a1: Levica'),
        ('parlgov-party-270', '#374E8E', 'parlgov-nzz-colours', 'Frankreich: Radikale Rechte (RN)'),
        ('parlgov-party-2702', '#3DB5E6', 'parlgov-parliament-tr', 'factions: İYİ'),
        (
            'parlgov-party-2715',
            '#AD2027',
            'parlgov-election-atlas',
            'LVA.js, Saeima election 2018: Who Owns the State?'
        ),
        ('parlgov-party-2716', '#E85A8C', 'parlgov-election-atlas', 'LVA.js, Saeima election 2022: The Progressives'),
        (
            'parlgov-party-2717',
            '#182956',
            'parlgov-election-atlas',
            'LVA.js, Saeima election 2018: New Conservative Party'
        ),
        ('parlgov-party-2718', '#1B4C7C', 'parlgov-metro-elections', 'lib/ilElections.ts at af4c2a5: The New Right'),
        ('parlgov-party-2720', '#06778D', 'parlgov-eopaod', 'data/parties/ee.psv at 3b0e478: Eesti 200'),
        ('parlgov-party-2724', '#7B4977', 'parlgov-eopaod', 'data/parties/es.psv at 958798d: Unidos Podemos'),
        ('parlgov-party-2725', '#0DAAFF', 'parlgov-600', 'COUNTRIES.israel.parties: Blue and White'),
        ('parlgov-party-2726', '#7C9C3B', 'parlgov-metro-elections', 'lib/ilElections.ts at af4c2a5: Yamina'),
        ('parlgov-party-2729', '#12B6CF', 'parlgov-eopaod', 'data/parties/gb-gbn.psv at 308d559: Brexit Party'),
        ('parlgov-party-2740', '#4F2D8F', 'parlgov-eopaod', 'data/parties/pl.psv at 118e019: Wiosna'),
        (
            'parlgov-party-2741',
            '#00AEEF',
            'parlgov-election-atlas',
            'CYP.js, Parliamentary election 2021: Democratic Front'
        ),
        ('parlgov-party-2745', '#316641', 'parlgov-nzz-colours', 'Ungarn: Unsere Heimat (Mi Hazánk Mozgalom)'),
        ('parlgov-party-2746', '#1572BA', 'parlgov-eopaod', 'data/parties/ro.psv at 19f6f34: PRO România'),
        ('parlgov-party-2759', '#FFA500', 'parlgov-eopaod', 'data/parties/mt.psv at a639a59: Partit Demokratiku'),
        (
            'parlgov-party-276',
            '#005BAA',
            'parlgov-eopaod',
            'data/parties/hr.psv at 25a7b2a: Hrvatska demokratska zajednica'
        ),
        ('parlgov-party-2788', '#FFEF00', 'parlgov-nzz-colours', 'Portugal: Iniciativa Liberal'),
        ('parlgov-party-2789', '#093C71', 'parlgov-nzz-colours', 'Portugal: Chega Partido'),
        ('parlgov-party-2796', '#FFCC00', 'parlgov-eopaod', 'data/parties/sk.psv at dafe3ac: Za ľudí'),
        (
            'parlgov-party-28',
            '#FF7462',
            'parlgov-eopaod',
            'data/parties/lt.psv at 8af3f18: Lietuvos lenkų rinkimų akcija – Krikščioniškų šeimų sąjunga'
        ),
        ('parlgov-party-280', '#408B3C', 'parlgov-nzz-colours', 'Irland: Fianna Fail'),
        ('parlgov-party-2804', '#318F2F', 'parlgov-mapa-elecciones', 'recuperaColores: EQUO'),
        ('parlgov-party-2805', '#E3006B', 'parlgov-eopaod', 'data/parties/lt.psv at 8af3f18: Laisvės partija'),
        (
            'parlgov-party-2807',
            '#F2A41F',
            'parlgov-election-atlas',
            'ROU.js, Parliamentary election 2020: Alliance for the Union of Romanians'
        ),
        (
            'parlgov-party-2809',
            '#5B6B85',
            'parlgov-election-atlas',
            'HRV.js, Parliamentary election 2020: Homeland Movement (Domovinski pokret)'
        ),
        ('parlgov-party-2810', '#B1CF70', 'parlgov-eopaod', 'data/parties/hr.psv at 25a7b2a: Možemo!'),
        (
            'parlgov-party-2811',
            '#FF5000',
            'parlgov-eopaod',
            'data/parties/ro.psv at 19f6f34: Partidul Libertății, Unității și Solidarității'
        ),
        ('parlgov-party-282', '#005EA1', 'parlgov-nzz-colours', 'Schweden: Christdemokraten'),
        ('parlgov-party-2826', '#E19A00', 'parlgov-shugiin-2024', '政党名（フル）: 日本維新の会'),
        ('parlgov-party-2835', '#3E5C76', 'parlgov-metro-elections', 'lib/ilElections.ts at af4c2a5: New Hope'),
        (
            'parlgov-party-2836',
            '#4BB9DE',
            'parlgov-election-atlas',
            'BGR.js, Parliamentary election April 2023: There Is Such a People'
        ),
        ('parlgov-party-2838', '#5BA546', 'parlgov-eopaod', 'data/parties/bg.psv at 3fbee69: Stand Up.BG'),
        (
            'parlgov-party-2856',
            '#00569D',
            'parlgov-election-atlas',
            'SVN.js, Parliamentary election 2022: Freedom Movement (Gibanje Svoboda)'
        ),
        ('parlgov-party-2875', '#F08418', 'parlgov-election-atlas', 'LVA.js, Saeima election 2022: For Stability!'),
        ('parlgov-party-2876', '#A8343C', 'parlgov-election-atlas', 'LVA.js, Saeima election 2022: Latvia First'),
        ('parlgov-party-2878', '#FFEC00', 'parlgov-election-atlas', 'LVA.js, Saeima election 2022: Development/For!'),
        ('parlgov-party-2887', '#B48CD2', 'parlgov-election-atlas', 'DNK.js, Folketing election 2022: Moderaterne'),
        (
            'parlgov-party-2888',
            '#668DD1',
            'parlgov-election-atlas',
            'DNK.js, Folketing election 2022: Danmarksdemokraterne'
        ),
        ('parlgov-party-2895', '#388537', 'parlgov-parliament-tr', 'factions: YSP'),
        ('parlgov-party-290', '#F5C400', 'parlgov-metro-elections', 'lib/beElections.ts at af4c2a5: Volksunie'),
        ('parlgov-party-296', '#F89920', 'parlgov-nzz-colours', 'Kanada: New Democratic Party (NDP)'),
        ('parlgov-party-306', '#D28B00', 'parlgov-nzz-colours', 'Dänemark: Enhedslisten'),
        ('parlgov-party-308', '#00988C', 'parlgov-nzz-colours', 'Schweiz, Primär: GLP'),
        ('parlgov-party-310', '#99CC33', 'parlgov-eopaod', 'data/parties/lu.psv at 54af306: déi gréng'),
        ('parlgov-party-318', '#C31906', 'parlgov-nzz-colours', 'Irland: Labour'),
        ('parlgov-party-329', '#0087DC', 'parlgov-parliament-tr', 'factions: DSP'),
        (
            'parlgov-party-336',
            '#80B1D3',
            'parlgov-parlnet',
            'briatte/parlament, parties.r at 90214b9: VV, Věci veřejné'
        ),
        ('parlgov-party-345', '#22A682', 'parlgov-nzz-colours', 'Niederlande: D66'),
        ('parlgov-party-35', '#CE4631', 'parlgov-nzz-colours', 'Schweiz, Primär: SP'),
        ('parlgov-party-351', '#09367F', 'parlgov-mandatkalkulator', 'parties: Frp'),
        ('parlgov-party-357', '#8440A3', 'parlgov-nzz-colours', 'Niederlande: SP'),
        ('parlgov-party-360', '#7AC143', 'parlgov-eopaod', 'data/parties/mt.psv at a639a59: Alternattiva Demokratika'),
        (
            'parlgov-party-363',
            '#009682',
            'parlgov-eopaod',
            'data/parties/cz.psv at 8477f68: Strana svobodných občanů'
        ),
        ('parlgov-party-368', '#D71920', 'parlgov-nzz-colours', 'Kanada: Liberals'),
        ('parlgov-party-373', '#37517E', 'parlgov-metro-elections', 'lib/itElections.ts at af4c2a5: National Alliance'),
        ('parlgov-party-376', '#01B1C0', 'parlgov-nzz-colours', 'Dänemark: Liberal Alliance'),
        ('parlgov-party-382', '#CD3330', 'parlgov-nzz-colours', 'Italien: Partito Democratico'),
        ('parlgov-party-386', '#E5660B', 'parlgov-abc-colours', 'PARTIES: onp'),
        ('parlgov-party-395', '#DA467D', 'parlgov-nzz-colours', 'Finnland: Sozialdemokraten'),
        (
            'parlgov-party-399',
            '#8DD3C7',
            'parlgov-parlnet',
            'briatte/parlamento, parties.r at 1177ed2: UDEUR, Popolari-UDEUR'
        ),
        (
            'parlgov-party-401',
            '#E0B0FF',
            'parlgov-election-atlas',
            'FRA.js, Parliamentary election 2012: Parti radical'
        ),
        ('parlgov-party-403', '#19A598', 'parlgov-nzz-colours', 'Ungarn: LMP'),
        ('parlgov-party-408', '#870000', 'parlgov-parliament-tr', 'factions: MHP'),
        ('parlgov-party-417', '#996600', 'parlgov-estonian-elections-vis', 'partyColor: EKRE'),
        (
            'parlgov-party-437',
            '#FF6A00',
            'parlgov-eopaod',
            'data/parties/hu.psv at 45381b6: Fidesz–Kereszténydemokrata Néppárt'
        ),
        (
            'parlgov-party-439',
            '#E4002B',
            'parlgov-metro-elections',
            'lib/jpElections.ts at af4c2a5: Democratic Party of Japan'
        ),
        (
            'parlgov-party-44',
            '#B2182B',
            'parlgov-parlnet',
            'briatte/nrsr, parties.r at 789a87e: KSS, Komunistická strana Slovenska'
        ),
        ('parlgov-party-448', '#093C71', 'parlgov-nzz-colours', 'Kanada: Bloc Québécois'),
        ('parlgov-party-454', '#0047AB', 'parlgov-metro-elections', 'lib/beElections.ts at af4c2a5: PRL'),
        ('parlgov-party-456', '#23285A', 'parlgov-metro-elections', 'lib/nlElections.ts at af4c2a5: Fortuyn List'),
        ('parlgov-party-457', '#FD0110', 'parlgov-eopaod', 'data/parties/lu.psv at 54af306: Déi Lénk'),
        (
            'parlgov-party-466',
            '#02723A',
            'parlgov-election-atlas',
            'LVA.js, Saeima election 2022: Union of Greens and Farmers'
        ),
        ('parlgov-party-467', '#6AB023', 'parlgov-eopaod', 'data/parties/gb-gbn.psv at 308d559: Green Party'),
        (
            'parlgov-party-47',
            '#005AC0',
            'parlgov-eopaod',
            'data/parties/gr.psv at 3e6950b: Νέα Δημοκρατία'
        ),
        (
            'parlgov-party-482',
            '#F29402',
            'parlgov-eopaod',
            'data/parties/lt.psv at 8af3f18: Lietuvos Respublikos liberalų sąjūdis'
        ),
        (
            'parlgov-party-491',
            '#EFBF03',
            'parlgov-election-atlas',
            'CYP.js, Parliamentary election 2011: European Party'
        ),
        (
            'parlgov-party-5',
            '#80B1D3',
            'parlgov-parlnet',
            'briatte/parlamentul, parties.r at 56d52be: PC, Partidul Conservator'
        ),
        ('parlgov-party-50', '#0084C7', 'parlgov-nzz-colours', 'Österreich: FPO'),
        (
            'parlgov-party-501',
            '#F9CE19',
            'parlgov-election-atlas',
            'BEL.js, Federal election 2019: New Flemish Alliance'
        ),
        (
            'parlgov-party-506',
            '#80B1D3',
            'parlgov-parlnet',
            'briatte/althing, parties.r at 6daa11e: FRJÁL, Frjálslyndi flokkurinn'
        ),
        ('parlgov-party-507', '#ED1C24', 'parlgov-parliament-tr', 'factions: CHP'),
        ('parlgov-party-509', '#FF8C42', 'parlgov-metro-elections', 'lib/frElections.ts at af4c2a5: UDF; MoDem'),
        ('parlgov-party-512', '#FCA241', 'parlgov-eopaod', 'data/parties/pl.psv at 7da6dd3: Platforma Obywatelska'),
        (
            'parlgov-party-514',
            '#E41A1C',
            'parlgov-parlnet',
            'briatte/assembleia, parties.r at 525f14d: PCP, Partido Comunista Português'
        ),
        (
            'parlgov-party-520',
            '#7FB6DF',
            'parlgov-election-atlas',
            'ESP.js, Parliamentary election November 2019: Bloque Nacionalista Galego'
        ),
        ('parlgov-party-521', '#5C1A1A', 'parlgov-election-atlas', 'LVA.js, Saeima election 2022: National Alliance'),
        ('parlgov-party-528', '#374E8E', 'parlgov-nzz-colours', 'Polen: PiS'),
        (
            'parlgov-party-531',
            '#D28B00',
            'parlgov-nzz-colours',
            'Schweiz, Sophie-Implementation: s-viz-color-party-cvp-5'
        ),
        ('parlgov-party-535', '#00563F', 'parlgov-eopaod', 'data/parties/bg.psv at 3fbee69: Attack'),
        ('parlgov-party-543', '#D1CC00', 'parlgov-nzz-colours', 'Deutschland: FDP'),
        (
            'parlgov-party-546',
            '#01665E',
            'parlgov-parlnet',
            'briatte/orszaggyules, parties.r at 554dd67: MDF, Magyar Demokrata Fórum'
        ),
        (
            'parlgov-party-547',
            '#38A3A5',
            'parlgov-metro-elections',
            'lib/jpElections.ts at af4c2a5: Japan Renewal Party'
        ),
        ('parlgov-party-551', '#EF0092', 'parlgov-mapa-elecciones', 'recuperaColores: UPyD'),
        ('parlgov-party-557', '#8440A3', 'parlgov-nzz-colours', 'Portugal: BE - Linksblock'),
        ('parlgov-party-558', '#C31906', 'parlgov-nzz-colours', 'Deutschland: SPD'),
        (
            'parlgov-party-559',
            '#029C02',
            'parlgov-eopaod',
            'data/parties/sk.psv at dafe3ac: Strana maďarskej koalície–Magyar Koalíció Pártja'
        ),
        (
            'parlgov-party-57',
            '#1E2A5B',
            'parlgov-eopaod',
            'data/parties/bg.psv at 3fbee69: Democrats for a Strong Bulgaria'
        ),
        (
            'parlgov-party-572',
            '#B31B1B',
            'parlgov-eopaod',
            'data/parties/cy.psv at 2d65e91: Ανορθωτικό Κόμμα Εργαζόμενου Λαού'
        ),
        ('parlgov-party-581', '#001978', 'parlgov-eopaod', 'data/parties/lt.psv at 8af3f18: Darbo partija'),
        ('parlgov-party-585', '#FDD200', 'parlgov-nzz-colours', 'Finnland: Schwedische Volkspartei'),
        (
            'parlgov-party-586',
            '#0B5710',
            'parlgov-eopaod',
            'data/parties/sk.psv at dafe3ac: Kotleba–Ľudová strana Naše Slovensko'
        ),
        (
            'parlgov-party-587',
            '#01665E',
            'parlgov-parlnet',
            'briatte/althing, parties.r at 6daa11e: HREY, Borgarahreyfingin / Hreyfingin'
        ),
        (
            'parlgov-party-59',
            '#4E8EC4',
            'parlgov-metro-elections',
            'lib/frElections.ts at af4c2a5: Independent Republicans'
        ),
        ('parlgov-party-590', '#408B3D', 'parlgov-nzz-colours', 'Dänemark: Det Konservative Folkeparti'),
        ('parlgov-party-596', '#00A0C6', 'parlgov-nzz-colours', 'Italien: Forza Italia'),
        ('parlgov-party-600', '#011735', 'parlgov-nzz-colours', 'Ungarn: Jobbik'),
        (
            'parlgov-party-614',
            '#C80000',
            'parlgov-eopaod',
            'data/parties/gr.psv at 3e6950b: Κομμουνιστικό Κόμμα Ελλάδας'
        ),
        ('parlgov-party-617', '#FFD100', 'parlgov-nz-election-2020', 'Party: ACT New Zealand'),
        (
            'parlgov-party-629',
            '#E2001A',
            'parlgov-eopaod',
            'data/parties/pl.psv at 7da6dd3: Sojusz Lewicy Demokratycznej'
        ),
        (
            'parlgov-party-630',
            '#FCCDE5',
            'parlgov-parlnet',
            'briatte/parlamento, parties.r at 1177ed2: RINNOV, Rinnovamento Italiano'
        ),
        ('parlgov-party-645', '#0084C7', 'parlgov-nzz-colours', 'Spanien: Partido Popular'),
        ('parlgov-party-647', '#006666', 'parlgov-mandatkalkulator', 'parties: V'),
        ('parlgov-party-657', '#4FBFE8', 'parlgov-nzz-colours', 'Schweden: Moderate'),
        ('parlgov-party-658', '#0066CC', 'parlgov-eopaod', 'data/parties/fr.psv at 08d534e: Les Républicains'),
        ('parlgov-party-659', '#D28B00', 'parlgov-nzz-colours', 'Grossbritannien: Liberaldemokraten'),
        ('parlgov-party-664', '#3DA63D', 'parlgov-election-calculator-pl', 'colors: PSL'),
        ('parlgov-party-678', '#1F5AA5', 'parlgov-600', 'COUNTRIES.israel.parties: Likud'),
        (
            'parlgov-party-686',
            '#FF0000',
            'parlgov-eopaod',
            'data/parties/fr.psv at 08d534e: Parti communiste français'
        ),
        (
            'parlgov-party-693',
            '#FF7F00',
            'parlgov-parlnet',
            'briatte/parlamento, parties.r at 1177ed2: IDV, Italia dei Valori'
        ),
        (
            'parlgov-party-701',
            '#CC0000',
            'parlgov-eopaod',
            'data/parties/lu.psv at 54af306: Lëtzebuerger Sozialistesch Aarbechterpartei'
        ),
        ('parlgov-party-702', '#008542', 'parlgov-eopaod', 'data/parties/no.psv at 531b046: Senterpartiet'),
        ('parlgov-party-706', '#DD0000', 'parlgov-eopaod', 'data/parties/si.psv at f45f6a1: Socialni demokrati'),
        (
            'parlgov-party-713',
            '#B8860B',
            'parlgov-metro-elections',
            'lib/roElections.ts at d351c1f: Greater Romania Party'
        ),
        (
            'parlgov-party-723',
            '#FF8200',
            'parlgov-election-atlas',
            'BEL.js, Federal election 2019: Christian Democratic & Flemish'
        ),
        ('parlgov-party-725', '#DA467D', 'parlgov-nzz-colours', 'Portugal: PS Sozialisten'),
        ('parlgov-party-732', '#C1121F', 'parlgov-metro-elections', 'lib/ilElections.ts at af4c2a5: Hadash'),
        ('parlgov-party-742', '#C31906', 'parlgov-nzz-colours', 'Niederlande: PvdA'),
        ('parlgov-party-750', '#316641', 'parlgov-nzz-colours', 'Schweiz, Primär: SVP'),
        ('parlgov-party-751', '#51A802', 'parlgov-abc-colours', 'PARTIES: greens'),
        ('parlgov-party-756', '#66A622', 'parlgov-nzz-colours', 'Niederlande: Groen Links'),
        (
            'parlgov-party-757',
            '#FFB232',
            'parlgov-eopaod',
            'data/parties/es.psv at 958798d: Esquerra Republicana de Catalunya–Catalunya Sí'
        ),
        ('parlgov-party-772', '#66A622', 'parlgov-nzz-colours', 'Deutschland: Grüne'),
        ('parlgov-party-773', '#0084C7', 'parlgov-nzz-colours', 'Grossbritannien: Konservative'),
        ('parlgov-party-788', '#000000', 'parlgov-600', 'COUNTRIES.israel.parties: Shas'),
        ('parlgov-party-789', '#C31906', 'parlgov-nzz-colours', 'Tschechien: Sozialdemokraten'),
        ('parlgov-party-791', '#8440A3', 'parlgov-nzz-colours', 'Deutschland: Linke'),
        (
            'parlgov-party-794',
            '#4A70B8',
            'parlgov-metro-elections',
            'lib/caElections.ts at af4c2a5: Progressive Conservative'
        ),
        ('parlgov-party-808', '#0A0A0A', 'parlgov-nzz-colours', 'Deutschland: CDU'),
        (
            'parlgov-party-809',
            '#E4032E',
            'parlgov-metro-elections',
            'lib/itElections.ts at af4c2a5: Democrats of the Left'
        ),
        ('parlgov-party-81', '#EB4040', 'parlgov-mandatkalkulator', 'parties: SV'),
        (
            'parlgov-party-829',
            '#034EA2',
            'parlgov-eopaod',
            'data/parties/cz.psv at 8477f68: Občanská demokratická strana'
        ),
        ('parlgov-party-837', '#EB61BE', 'parlgov-shugiin-2024', '政党名（フル）: 公明党'),
        ('parlgov-party-838', '#C1440E', 'parlgov-metro-elections', 'lib/plElections.ts at af4c2a5: Labour Union'),
        (
            'parlgov-party-851',
            '#FF7E00',
            'parlgov-eopaod',
            'data/parties/cy.psv at 2d65e91: Δημοκρατικό Κόμμα'
        ),
        (
            'parlgov-party-856',
            '#377EB8',
            'parlgov-parlnet',
            'briatte/seimas, parties.r at 32c0599: NS, Naujoji sąjunga (socialliberalai)'
        ),
        (
            'parlgov-party-873',
            '#00C000',
            'parlgov-eopaod',
            'data/parties/fr.psv at 08d534e: Europe Écologie Les Verts'
        ),
        ('parlgov-party-878', '#D82C20', 'parlgov-nz-election-2020', 'Party: Labour Party'),
        ('parlgov-party-882', '#8440A3', 'parlgov-nzz-colours', 'Schweden: Linkspartei'),
        ('parlgov-party-891', '#000000', 'parlgov-nz-election-2020', 'Party: New Zealand First Party'),
        ('parlgov-party-892', '#00A0C6', 'parlgov-nzz-colours', 'Schweden: Liberale'),
        (
            'parlgov-party-894',
            '#18307B',
            'parlgov-metro-elections',
            'lib/esElections.ts at af4c2a5: Convergence and Union'
        ),
        ('parlgov-party-897', '#3CB371', 'parlgov-metro-elections', 'lib/caElections.ts at af4c2a5: Reform'),
        ('parlgov-party-901', '#FF9901', 'parlgov-parliament-tr', 'factions: AKP'),
        ('parlgov-party-902', '#C31906', 'parlgov-nzz-colours', 'Spanien: Sozialisten'),
        ('parlgov-party-904', '#C31906', 'parlgov-nzz-colours', 'Schweden: Sozialdemokraten'),
        (
            'parlgov-party-915',
            '#0047AB',
            'parlgov-election-atlas',
            'BEL.js, Federal election 2019: Mouvement Réformateur'
        ),
        ('parlgov-party-921', '#DF7C18', 'parlgov-nzz-colours', 'Ungarn: Fidesz'),
        (
            'parlgov-party-93',
            '#74C365',
            'parlgov-metro-elections',
            'lib/itElections.ts at af4c2a5: Italian Republican Party'
        ),
        ('parlgov-party-94', '#08783E', 'parlgov-nzz-colours', 'Finnland: Zentrum'),
        ('parlgov-party-940', '#05555A', 'parlgov-shugiin-2024', '政党名（フル）: 社会民主党'),
        (
            'parlgov-party-945',
            '#164F46',
            'parlgov-eopaod',
            'data/parties/cy.psv at 2d65e91: Κίνημα Σοσιαλδημοκρατών'
        ),
        (
            'parlgov-party-948',
            '#296633',
            'parlgov-eopaod',
            'data/parties/ro.psv at 19f6f34: Uniunea Democrată Maghiară din România'
        ),
        (
            'parlgov-party-955',
            '#FFFF33',
            'parlgov-parlnet',
            'briatte/nationalrat, parties.r at 8e87c4a: LIF, LiF – Liberales Forum'
        ),
        (
            'parlgov-party-958',
            '#FF7F00',
            'parlgov-parlnet',
            'briatte/parlamentul, parties.r at 56d52be: PD-L, Partidul Democrat-Liberal'
        ),
        ('parlgov-party-967', '#0000BB', 'parlgov-eopaod', 'data/parties/lu.psv at 54af306: Demokratesch Partei'),
        (
            'parlgov-party-969',
            '#DD0081',
            'parlgov-election-atlas',
            'BEL.js, Federal election 2019: Démocrate Fédéraliste Indépendant'
        ),
        (
            'parlgov-party-972',
            '#FFFFB3',
            'parlgov-parlnet',
            'briatte/belparl, parties.r at 0fec17f: CDEM-V/VOLKS, Flemish Conservatives + Volksunie'
        ),
        ('parlgov-party-973', '#C31906', 'parlgov-nzz-colours', 'Österreich: SPÖ'),
        (
            'parlgov-party-981',
            '#221F1F',
            'parlgov-election-atlas',
            'SVN.js, Parliamentary election 2018: Slovenian National Party'
        ),
        (
            'parlgov-party-982',
            '#DB0F28',
            'parlgov-election-atlas',
            'BGR.js, Parliamentary election April 2023: BSP – United Left'
        ),
        (
            'parlgov-party-983',
            '#FFD126',
            'parlgov-election-atlas',
            'LTU.js, Seimas election 2012: Liberal and Centre Union'
        ),
        ('parlgov-party-984', '#5087B2', 'parlgov-eopaod', 'data/parties/mt.psv at a639a59: Partit Nazzjonalista'),
        ('parlgov-party-993', '#A88B1C', 'parlgov-election-atlas', 'BEL.js, Federal election 2019: Vlaams Belang'),
        ('parlgov-party-997', '#288DCC', 'parlgov-nz-election-2020', 'Party: National Party')
) as colours (party_id, colour, source_id, locator)
join read_csv('21__parties__Party.csv', header = true, all_varchar = true) as parties
    on 'parlgov-party-' || parties.id = colours.party_id
