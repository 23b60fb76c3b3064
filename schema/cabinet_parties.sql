-- One row per party with ministers in a cabinet.
-- A cabinet without a row has nobody of a party. The source is the cabinet's.
create table cabinet_parties (
    cabinet_id            text not null references cabinets,  -- the cabinet
    party_id              text not null references parties,   -- a party with ministers in it
    is_of_prime_minister  boolean not null,                 -- true for the party of the prime minister
    primary key (cabinet_id, party_id)
);
