-- What somebody would write who has this one question to answer.
select json_build_object('recommendation', json_build_object(
  'id', 'rec_' || r.id,
  'reference', r.reference,
  'text', coalesce(r.text -> 'fr' ->> 'text', suivi.original(r.text)),
  'dueOn', r.due_on,
  'lifecycle', json_build_object('stage', r.lifecycle_stage, 'since', r.lifecycle_since),
  'status', json_build_object('summary', r.status_summary, 'implementation', r.status_implementation, 'assurance', r.status_assurance,
    'asOf', r.status_as_of, 'overdue', r.status_overdue),
  'study', case when y.id is not null then json_build_object('reference', y.reference, 'title', coalesce(y.title -> 'fr' ->> 'text', suivi.original(y.title))) end,
  'workshop', case when w.id is not null then json_build_object('reference', w.reference, 'heldFrom', w.held_from, 'place',
    case when l.id is not null then json_build_object('name', coalesce(l.name -> 'fr' ->> 'text', suivi.original(l.name))) end) end,
  'addressees', (select coalesce(json_agg(json_build_object('name', coalesce(a.name -> 'fr' ->> 'text', suivi.original(a.name)), 'lead', a.lead,
      'position', json_build_object('value', a.position_value, 'statedOn', a.position_stated_on)) order by a.ordinal, a.id), '[]')
    from addressee a where a.recommendation_id = r.id)))
from recommendation r left join study y on y.id = r.study_id left join workshop w on w.id = r.workshop_id left join place l on l.id = w.place_id
where r.reference = $1::text
