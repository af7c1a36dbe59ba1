with matching as materialized (
  select r.id, r.status_implementation, r.status_summary, r.status_assurance, r.due_on, r.made_on, r.status_overdue from recommendation r
), cells as (
  select status_summary, status_implementation, status_assurance, due_on is not null as due, status_overdue, count(*) as n
  from matching group by 1, 2, 3, 4, 5
), positions as (
  select a.position_value, count(*) as n from matching m join addressee a on a.recommendation_id = m.id group by 1
), asked as (
  select o.id, m.status_implementation, m.status_overdue, count(*) as n
  from matching m left join (addressee a join organisation o on o.id = a.organisation_id) on a.recommendation_id = m.id group by 1, 2, 3
), organisations as (
  select id, sum(n) as n, sum(n) filter (where status_overdue) as overdue, count(*) over () as groups, sum(sum(n)) over () as pairs
  from asked group by id order by sum(n) desc, id limit 20
), quarters as (
  select (q + interval '3 months')::date - 1 as day, row_number() over (order by q) as place
  from generate_series(timestamp '2021-01-01', timestamp '2023-10-01', interval '3 months') as q
), held as (
  select width_bucket(greatest(s.valid_from, m.made_on), b.days) as since, width_bucket(s.valid_to, b.days) as until, s.implementation, count(*) as n
  from (select array_agg(day + 1 order by place) as days from quarters) b, status_span s join matching m on m.id = s.recommendation_id
  where s.addressee_id is null and s.ended_by is null and s.valid_to > '2021-03-31' and s.valid_from <= '2023-12-31' group by 1, 2, 3
), points as (
  select q.day, q.place, i.value, coalesce(sum(h.n), 0) as n
  from quarters q cross join unnest(array['NO_INFORMATION', 'NOT_STARTED', 'IN_PROGRESS', 'PARTIALLY_IMPLEMENTED', 'IMPLEMENTED', 'IMPLEMENTED_OTHERWISE',
    'NOT_IMPLEMENTED', 'CONTRARY_ACTION_TAKEN']) with ordinality as i (value, ordinal)
  left join held h on h.implementation = i.value and h.since < q.place and q.place <= h.until group by q.day, q.place, i.value
)
select json_build_object('recommendationStatistics', json_build_object(
  'asOf', suivi.today(),
  'total', (select coalesce(sum(n), 0) from cells),
  'withDueDate', (select coalesce(sum(n), 0) from cells where due),
  'overdue', (select coalesce(sum(n), 0) from cells where status_overdue),
  'addressees', (select coalesce(sum(n), 0) from positions),
  'bySummary', (select json_agg(json_build_object('value', v.value, 'count', (select coalesce(sum(c.n), 0) from cells c where c.status_summary = v.value)) order by v.place)
    from unnest(array['UNKNOWN', 'NOT_STARTED', 'UNDER_WAY', 'DONE_VERIFIED', 'DONE_CLAIMED', 'NOT_DONE', 'CONTRARY', 'ENDED']) with ordinality as v (value, place)),
  'byImplementation', (select json_agg(json_build_object('value', v.value, 'count', (select coalesce(sum(c.n), 0) from cells c where c.status_implementation = v.value)) order by v.place)
    from unnest(array['NO_INFORMATION', 'NOT_STARTED', 'IN_PROGRESS', 'PARTIALLY_IMPLEMENTED', 'IMPLEMENTED', 'IMPLEMENTED_OTHERWISE', 'NOT_IMPLEMENTED',
      'CONTRARY_ACTION_TAKEN']) with ordinality as v (value, place)),
  'byAssurance', (select json_agg(json_build_object('value', v.value, 'count', (select coalesce(sum(c.n), 0) from cells c where c.status_assurance is not distinct from v.value)) order by v.place)
    from unnest(array['CLAIMED', 'REPORTED', 'VERIFIED', 'DISPUTED', null]) with ordinality as v (value, place)),
  'byPosition', (select json_agg(json_build_object('value', v.value, 'count', (select coalesce(sum(p.n), 0) from positions p where p.position_value = v.value)) order by v.place)
    from unnest(array['NONE_YET', 'ACCEPTED', 'ACCEPTED_IN_PART', 'NOTED', 'REJECTED']) with ordinality as v (value, place)),
  'groups', (select json_build_object('totalCount', coalesce(max(g.groups), 0), 'overlapping', coalesce(max(g.pairs), 0) > (select coalesce(sum(n), 0) from cells),
      'nodes', coalesce(json_agg(json_build_object('key', coalesce('org_' || g.id, 'NONE'), 'label', coalesce(suivi.in_language(o.name, 'fr', null, null, null), 'Aucune organisation nommée'),
        'total', g.n, 'overdue', coalesce(g.overdue, 0), 'byImplementation', (
          select json_agg(json_build_object('value', v.value, 'count', (select coalesce(sum(a.n), 0) from asked a where a.id is not distinct from g.id and a.status_implementation = v.value)) order by v.place)
          from unnest(array['NO_INFORMATION', 'NOT_STARTED', 'IN_PROGRESS', 'PARTIALLY_IMPLEMENTED', 'IMPLEMENTED', 'IMPLEMENTED_OTHERWISE', 'NOT_IMPLEMENTED',
            'CONTRARY_ACTION_TAKEN']) with ordinality as v (value, place))) order by g.n desc, g.id), '[]'))
    from organisations g left join organisation o on o.id = g.id),
  'overTime', (select json_agg(json_build_object('date', p.day, 'total', p.total, 'byImplementation', p.counts) order by p.day)
    from (select q.day, sum(q.n) as total, json_agg(json_build_object('value', q.value, 'count', q.n) order by array_position(array['NO_INFORMATION', 'NOT_STARTED',
      'IN_PROGRESS', 'PARTIALLY_IMPLEMENTED', 'IMPLEMENTED', 'IMPLEMENTED_OTHERWISE', 'NOT_IMPLEMENTED', 'CONTRARY_ACTION_TAKEN'], q.value)) as counts
      from points q group by q.day) p)))
