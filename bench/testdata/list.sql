-- What somebody would write who has this one question to answer: the page, its total, and the cursors (not sealed).
with page as materialized (
  select r.id, r.reference, r.text, r.priority, r.due_on, r.due_on_asc, r.status_summary, r.status_implementation, r.status_assurance,
    r.status_overdue, r.study_id, r.workshop_id, encode(convert_to(r.due_on_asc || '|' || r.id, 'UTF8'), 'base64') as cursor
  from recommendation r where r.status_implementation = any ($1::text[])
  order by r.due_on_asc, r.id limit 51
), shown as (
  select p.*, row_number() over (order by p.due_on_asc, p.id) as place from page p
)
select json_build_object('recommendations', json_build_object(
  'totalCount', (select least(count(*), 10000) from (select from recommendation r where r.status_implementation = any ($1::text[]) limit 10001) counted),
  'pageInfo', json_build_object('hasNextPage', (select count(*) > 50 from page), 'hasPreviousPage', false,
    'startCursor', (select s.cursor from shown s where s.place = 1),
    'endCursor', (select s.cursor from shown s where s.place <= 50 order by s.place desc limit 1)),
  'edges', (select coalesce(json_agg(json_build_object('cursor', s.cursor, 'node', json_build_object(
    'id', 'rec_' || s.id,
    'reference', s.reference,
    'text', coalesce(s.text -> 'fr' ->> 'text', suivi.original(s.text)),
    'priority', s.priority,
    'dueOn', s.due_on,
    'status', json_build_object('summary', s.status_summary, 'implementation', s.status_implementation, 'assurance', s.status_assurance,
      'overdue', s.status_overdue),
    'study', case when y.id is not null then json_build_object('title', coalesce(y.title -> 'fr' ->> 'text', suivi.original(y.title))) end,
    'workshop', case when w.id is not null then json_build_object('place',
      case when l.id is not null then json_build_object('name', coalesce(l.name -> 'fr' ->> 'text', suivi.original(l.name))) end) end,
    'addressees', (select coalesce(json_agg(json_build_object('name', coalesce(a.name -> 'fr' ->> 'text', suivi.original(a.name))) order by a.ordinal, a.id), '[]')
      from addressee a where a.recommendation_id = s.id),
    'themes', (select coalesce(json_agg(json_build_object('name', coalesce(t.name -> 'fr' ->> 'text', suivi.original(t.name))) order by t.id), '[]')
      from record_theme rt join theme t on t.id = rt.theme_id where rt.record_id = s.id)
  )) order by s.place), '[]')
  from shown s left join study y on y.id = s.study_id left join workshop w on w.id = s.workshop_id left join place l on l.id = w.place_id
  where s.place <= 50)))
