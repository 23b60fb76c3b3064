-- The one chamber.
select
    'medsl_house-house' as body_id,
    'us' as country_id,
    'legislature' as kind,
    'House of Representatives' as body,
    'House of Representatives' as native_name
