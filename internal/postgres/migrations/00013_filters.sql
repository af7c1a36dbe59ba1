-- What filters look at besides columns and links.

-- +goose Up
-- Those of a programme's organisations that give the money.
call record.expose('programme_funder', 'select t.programme_id, t.organisation_id from record.programme_organisation t
  where {visible:t} and t.ended_by is null and t.role = ''FUNDING''');

-- +goose StatementBegin
-- The place in the ledger up to which everything had been recorded at a time. What had been recorded by then does not change, so that the
-- server may ask while it plans, and plans for the few rows that came after: hence immutable. It takes the time as text, since to read a time
-- would depend on settings.
create function suivi.ledger_position(at text) returns bigint language sql immutable strict parallel safe security definer
set search_path = record, pg_temp set timezone = 'UTC' as $$
  select coalesce((select e.position from audit_entry e where e.recorded_at <= at::timestamptz order by e.recorded_at desc limit 1), 0)
$$;

-- The languages in which a text is found when these are asked for: each variety is followed by what it is a variety of.
create function suivi.languages_found(asked text[]) returns text[] language sql immutable strict parallel safe as $$
  select coalesce(array_agg(distinct array_to_string(a.parts[1:g.length], '-')), '{}')
  from (select string_to_array(unnest(asked), '-') as parts) a cross join generate_series(1, cardinality(a.parts)) as g (length)
$$;
grant execute on function suivi.ledger_position(text), suivi.languages_found(text[]) to suivi_public, suivi_desk;

do $do$
declare
  noun text;
  one record;
begin
  foreach noun in array array['organisation', 'place', 'theme', 'instrument', 'programme', 'study_series', 'study', 'finding', 'workshop_series', 'workshop',
      'recommendation', 'action', 'follow_up', 'evidence', 'change_story'] loop
    call record.expose_function(noun || '_filter_changed_since(since text)', 'setof uuid',
      -- What was written since has moved on in the feed of changes, where it is found by its place.
      format('select t.id from {schema}.change c join {schema}.%I t on t.id = c.id
        where c.record_kind = %L and c.ordinal > suivi.ledger_position($1) and t.position > suivi.ledger_position($1)', noun, upper(noun)));
  end loop;
  for one in select * from (values ('organisation', 'name'), ('place', 'name'), ('theme', 'name'), ('instrument', 'name'), ('programme', 'title'),
      ('study', 'title'), ('workshop', 'title'), ('finding', 'text'), ('change_story', 'change')) as t (noun, text) loop
    call record.expose_function(one.noun || '_filter_language(language text[])', 'setof uuid',
      format('select t.id from {schema}.%I t where t.%I ?| suivi.languages_found($1)', one.noun, one.text));
  end loop;
end
$do$;

-- The text of a recommendation is there in the languages of its wordings.
call record.expose_function('recommendation_filter_language(language text[])', 'setof uuid',
  'select w.recommendation_id from {schema}.wording w where w.language = any (suivi.languages_found($1))');

call record.expose_function('study_series_filter_publishable(publishable boolean)', 'setof uuid',
  'select x.id from {schema}.study_series x where $1 = not exists (select from {schema}.study_series_waiting_for(x.id))');
-- +goose StatementEnd

-- Of each index, how many of a record's rows it holds. An index on few rows costs little: a row that it leaves out is not written to it.
create index wording_language on record.wording (language, recommendation_id); -- every wording
create index recommendation_ending on record.recommendation (lifecycle_ending_kind, id) where lifecycle_ending_kind is not null; -- those that ended
create index addressee_implementation on record.addressee (status_implementation, recommendation_id)
  where status_implementation <> 'NO_INFORMATION'; -- those of whose part something was said
create index addressee_disputed on record.addressee (recommendation_id) where status_assurance = 'DISPUTED'; -- few
create index follow_up_waiting on record.follow_up (state, id) where state <> 'ACCEPTED'; -- those that wait, were returned or taken back
create index follow_up_disputed on record.follow_up (id) where assurance = 'DISPUTED'; -- few
-- Of evidence there is little; none of it is written again.
create index evidence_kind on record.evidence (kind, id);
create index evidence_dated_on on record.evidence (dated_on) where dated_on is not null;
create index evidence_linked on record.evidence (id) where url is not null;

-- Of gatherings and who took part in them.
create index workshop_kind on record.workshop (kind, id);
create index workshop_state on record.workshop (state, id);
create index participation_role on record.participation (role) where ended_by is null;
create index participation_audience on record.participation (audience) where audience is not null and ended_by is null;

-- +goose Down
drop index record.workshop_kind, record.workshop_state, record.participation_role, record.participation_audience;
drop index record.evidence_linked, record.evidence_dated_on, record.evidence_kind, record.wording_language, record.recommendation_ending, record.addressee_implementation, record.addressee_disputed,
  record.follow_up_waiting, record.follow_up_disputed;
-- +goose StatementBegin
do $do$
declare
  thing text;
begin
  for thing in select format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('open', 'desk')
      and (p.proname ~ '_filter_(changed_since|language)$' or p.proname = 'study_series_filter_publishable') loop
    execute 'drop function ' || thing;
  end loop;
end
$do$;
-- +goose StatementEnd
drop function suivi.languages_found(text[]), suivi.ledger_position(text);
drop view open.programme_funder, desk.programme_funder;
