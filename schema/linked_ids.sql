-- One row per id of a collection whose thing has another id in our own seeds.
-- The build puts our id in its place, so that both are sources of one election. Where our seeds have a row with the
-- key that a row of the collection has then, ours stands.
create table linked_ids (
    -- what has the two ids
    kind       text not null check (kind in ('body', 'contestant', 'election', 'party', 'person')),
    linked_id  text not null,                               -- its id in the collection
    own_id     text not null,                               -- its id in our seeds, or in a collection before that one
    primary key (kind, linked_id)
);
