-- What readers see, in `open` and in `desk`, from one template each; and the computed fields.

-- +goose Up
-- +goose StatementBegin
do $do$
declare
  noun text;
begin
  foreach noun in array array['organisation', 'place', 'programme', 'study', 'workshop', 'position_statement', 'follow_up'] loop
    call record.expose(noun, format('select t.* from record.%I t where {visible:t}', noun));
  end loop;
  -- Links show while they hold; what ended is history.
  foreach noun in array array['organisation_successor', 'code', 'citation', 'place_parent', 'place_successor', 'programme_organisation',
      'programme_country', 'study_expert', 'study_place', 'recommendation_successor', 'recommendation_place', 'recommendation_programme',
      'status_span'] loop
    call record.expose(noun, format('select t.* from record.%I t where {visible:t} and t.ended_by is null', noun));
  end loop;
end
$do$;

call record.expose('place_ancestor', 'select t.ancestor_id, t.place_id from record.place_ancestor t join record.place p on p.id = t.place_id
  where {visible:p}');
-- A withheld name is withheld from everybody who asks here.
call record.expose('source', 'select t.id, case when not t.withheld then t.name end as name, t.role, t.organisation_id, t.withheld
  from record.source t where {visible:t}');
call record.expose('recommendation', 'select t.*, t.deadline < (select suivi.today()) as status_overdue from record.recommendation t where {visible:t}');
-- The join is on a key and falls away where the name is not asked for.
call record.expose('proposer', 'select t.*, coalesce(o.name, t.label) as name from record.proposer t
  left join record.organisation o on o.id = t.organisation_id and {visible:o} where {visible:t} and t.ended_by is null');
call record.expose('addressee', 'select t.*, coalesce(o.name, t.label) as name from record.addressee t
  left join record.organisation o on o.id = t.organisation_id and {visible:o} where {visible:t} and t.ended_by is null');

create function suivi.translations(value jsonb) returns table (language text, state text, text text) language sql immutable parallel safe as $$
  select tag, said ->> 'state', said ->> 'text' from jsonb_each(value) as t (tag, said) order by said ->> 'state' = 'ORIGINAL' desc, tag
$$;
grant execute on function suivi.translations(jsonb) to suivi_public, suivi_desk;

call record.expose_function('organisation_names(id uuid)', 'table (language text, state text, text text)',
  'select t.* from {schema}.organisation o, suivi.translations(o.name) t where o.id = $1');
call record.expose_function('place_names(id uuid)', 'table (language text, state text, text text)',
  'select t.* from {schema}.place p, suivi.translations(p.name) t where p.id = $1');
call record.expose_function('recommendation_translations(id uuid)', 'table (language text, state text, text text)',
  'select t.* from {schema}.recommendation r, suivi.translations(r.text) t where r.id = $1');
call record.expose_function('recommendation_status_voices(id uuid)', 'setof uuid',
  'select v.id from (select distinct on (s.organisation_id, coalesce(s.organisation_id, f.stated_by_id), f.assurance) f.id, f.as_of, f.position
     from {schema}.follow_up f join {schema}.source s on s.id = f.stated_by_id
     where f.recommendation_id = $1 and f.state = ''ACCEPTED''
     order by s.organisation_id, coalesce(s.organisation_id, f.stated_by_id), f.assurance, f.as_of desc, f.position desc) v
   order by v.as_of desc, v.position desc');

-- A place named by id, reference or code; what `within` takes.
call record.expose_function('place_named(place json)', 'setof uuid',
  'select p.id from {schema}.place p where p.id = (place ->> ''id'')::uuid or p.reference = place ->> ''reference''
   union select c.record_id from {schema}.code c where c.vocabulary = place ->> ''vocabulary'' and c.code = place ->> ''code''
     and (place ->> ''version'' is null or c.version = place ->> ''version'')');
call record.expose_function('place_filter_within(place json)', 'setof uuid',
  'select a.place_id from {schema}.place_ancestor a where a.ancestor_id in (select {schema}.place_named($1))');
call record.expose_function('place_filter_within_known(place json)', 'boolean', 'select exists (select from {schema}.place_named($1))');
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
do $do$
declare
  thing text;
begin
  for thing in select format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('open', 'desk') loop
    execute 'drop function ' || thing;
  end loop;
  for thing in select format('%I.%I', schemaname, viewname) from pg_views where schemaname in ('open', 'desk')
      and viewname not in ('account', 'account_grant') loop
    execute 'drop view ' || thing;
  end loop;
end
$do$;
-- +goose StatementEnd
drop function suivi.translations(jsonb);
