-- What statistics are grouped by, and what they follow through time. The planner counts; here is said which record is in which group, once for each,
-- how a group is called, and what held of a record from which day to which.

-- +goose Up
-- What held of the whole of each recommendation, as the record knows it now, in a tenth of the pages. When a span was recorded is not in it: sealing
-- touches no index.
create index status_span_whole on record.status_span (valid_to, valid_from)
  include (recommendation_id, implementation, assurance, lifecycle_stage, due_on, visibility, keeper_id) where addressee_id is null and ended_by is null;

-- +goose StatementBegin
create function suivi.said(french text, english text) returns jsonb language sql immutable parallel safe as $$
  select jsonb_build_object('fr', jsonb_build_object('text', french, 'state', 'REVIEWED'), 'en', jsonb_build_object('text', english, 'state', 'ORIGINAL'))
$$;
comment on function suivi.said is 'A text of the house''s own in its two languages.';

create function suivi.audience_label(audience text) returns jsonb language sql immutable parallel safe as $$
  select suivi.said(l.french, l.english) from (values
    ('GOVERNMENT', 'Gouvernement', 'Government'), ('LEGISLATURE', 'Parlement', 'Legislature'), ('JUDICIARY', 'Justice', 'Judiciary'),
    ('LOCAL_AUTHORITIES', 'Autorités locales', 'Local authorities'), ('PUBLIC_SERVICES', 'Services publics', 'Public services'),
    ('LOCAL_COMMUNITIES', 'Communautés locales', 'Local communities'), ('CIVIL_SOCIETY', 'Société civile', 'Civil society'),
    ('PRIVATE_SECTOR', 'Secteur privé', 'Private sector'), ('MEDIA', 'Médias', 'Media'), ('ACADEMIA', 'Monde universitaire', 'Academia'),
    ('INTERNATIONAL_DONORS', 'Bailleurs internationaux', 'International donors'),
    ('INTERNATIONAL_COMMUNITY', 'Communauté internationale', 'International community'), ('PARTICIPANTS', 'Participants', 'Participants')
  ) as l (value, french, english) where l.value = $1
$$;

create function suivi.workshop_kind_label(kind text) returns jsonb language sql immutable parallel safe as $$
  select suivi.said(l.french, l.english) from (values
    ('VALIDATION_WORKSHOP', 'Atelier de validation', 'Validation workshop'), ('RESTITUTION', 'Restitution', 'Restitution'),
    ('ADVISORY_COMMITTEE_MEETING', 'Réunion de comité consultatif', 'Advisory committee meeting'), ('EXCHANGE', 'Échange', 'Exchange'),
    ('TRAINING', 'Formation', 'Training'), ('SYMPOSIUM', 'Colloque', 'Symposium'), ('SEMINAR', 'Séminaire', 'Seminar'),
    ('TABLETOP_EXERCISE', 'Exercice de simulation', 'Tabletop exercise'), ('PUBLIC_HEARING', 'Audience publique', 'Public hearing'),
    ('PRESENTATION', 'Présentation', 'Presentation'), ('BRIEFING', 'Information', 'Briefing'), ('REVIEW_SESSION', 'Session d’examen', 'Review session')
  ) as l (value, french, english) where l.value = $1
$$;
-- +goose StatementEnd
grant execute on function suivi.said(text, text), suivi.audience_label(text), suivi.workshop_kind_label(text) to suivi_public, suivi_desk;

-- +goose StatementBegin
do $do$
declare
  one record;
begin
  -- Each is made twice: of what holds, and of what held as far as the record knew at a time. {of:x} is where x is read. A record that the asker may
  -- not see is no group: what would be in it is in none.
  for one in select * from (values
    ('addressee', '', 'organisation_id uuid',
      'select a.recommendation_id, o.id from {of:addressee} a join {of:organisation} o on o.id = a.organisation_id'),
    ('audience', '', 'audience text',
      'select distinct a.recommendation_id, a.audience::text from {of:addressee} a where a.audience is not null'),
    ('theme', '', 'theme_id uuid',
      'select l.record_id, o.id from {of:record_theme} l join {of:theme} o on o.id = l.theme_id'),
    ('instrument', '', 'instrument_id uuid',
      'select l.record_id, o.id from {of:record_instrument} l join {of:instrument} o on o.id = l.instrument_id'),
    -- A place in which several of its places lie is told by the first of them: `distinct` would look at all recommendations to tell of a few.
    ('place', 'level text', 'place_id uuid',
      'select l.recommendation_id, o.id from {of:recommendation_place} l join {schema}.place_ancestor a on a.place_id = l.place_id
         join {of:place} o on o.id = a.ancestor_id
       where case when {level} is null then a.ancestor_id = l.place_id else o.level = {level} end
         and not exists (select from {of:recommendation_place} b where {level} is not null and b.recommendation_id = l.recommendation_id
           and b.place_id < l.place_id and exists (select from {schema}.place_ancestor c where c.place_id = b.place_id and c.ancestor_id = a.ancestor_id))'),
    ('programme', '', 'programme_id uuid',
      'select l.recommendation_id, o.id from {of:recommendation_programme} l join {of:programme} o on o.id = l.programme_id'),
    ('funder', '', 'organisation_id uuid',
      'select distinct l.recommendation_id, o.id from {of:recommendation_programme} l join {schema}.programme p on p.id = l.programme_id
       join {of:programme_organisation} f on f.programme_id = p.id and f.role = ''FUNDING'' join {of:organisation} o on o.id = f.organisation_id'),
    ('proposer', '', 'organisation_id uuid',
      'select p.recommendation_id, o.id from {of:proposer} p join {of:organisation} o on o.id = p.organisation_id'),
    -- Of which study, workshop and year it is, the record keeps no history.
    ('study', '', 'study_id uuid',
      'select r.id, o.id from {schema}.recommendation r join {of:study} o on o.id = r.study_id'),
    ('workshop', '', 'workshop_id uuid',
      'select r.id, o.id from {schema}.recommendation r join {of:workshop} o on o.id = r.workshop_id'),
    ('workshop_kind', '', 'kind text',
      'select r.id, o.kind from {schema}.recommendation r join {of:workshop} o on o.id = r.workshop_id'),
    ('workshop_series', '', 'workshop_series_id uuid',
      'select r.id, o.id from {schema}.recommendation r join {schema}.workshop w on w.id = r.workshop_id join {of:workshop_series} o on o.id = w.series_id'),
    ('year', '', 'year integer',
      'select r.id, extract(year from r.made_on)::integer from {schema}.recommendation r where r.made_on is not null')
  ) as d (dimension, argument, key, body) loop
    call record.expose_function(format('recommendation_by_%s(%s)', one.dimension, one.argument), format('table (id uuid, %s)', one.key),
      replace(regexp_replace(one.body, '\{of:([a-z_]+)\}', '{schema}.\1', 'g'), '{level}', '$1'));
    -- Of addressees, nothing is looked at here that changes while they are addressed.
    call record.expose_function(format('recommendation_by_%s_then(%s)', one.dimension, concat_ws(', ', 'as_of date', 'known_at timestamptz', nullif(one.argument, ''))),
      format('table (id uuid, %s)', one.key), replace(regexp_replace(replace(one.body, '{of:addressee}',
        '(select e.* from {schema}.addressee_ever e where e.recorded_at <= coalesce($2, now()) and e.recorded_to > coalesce($2, now()))'),
        '\{of:([a-z_]+)\}', '{schema}.\1_then($1, $2)', 'g'), '{level}', '$3'));
  end loop;

  for one in select * from (values
    ('addressee', 'organisation', 'o.name', 'Aucune organisation nommée', 'No organisation named'),
    ('theme', 'theme', 'o.name', 'Sans thème', 'No theme'),
    ('instrument', 'instrument', 'o.name', 'Sans instrument', 'No instrument'),
    ('place', 'place', 'o.name', 'Sans lieu de ce niveau', 'No such place'),
    ('programme', 'programme', 'o.title', 'Hors programme', 'No programme'),
    ('funder', 'organisation', 'o.name', 'Aucun bailleur nommé', 'No funder named'),
    ('proposer', 'organisation', 'o.name', 'Aucune organisation nommée', 'No organisation named'),
    ('study', 'study', 'coalesce(o.title, suivi.said(''Étude sans titre'', ''Untitled study''))', 'Sans étude', 'No study'),
    ('workshop', 'workshop', 'coalesce(o.title, suivi.workshop_kind_label(o.kind))', 'Sans atelier', 'No workshop'),
    ('workshop_series', 'workshop_series', 'o.title', 'Hors série', 'No series')
  ) as d (dimension, noun, label, french, english) loop
    call record.expose_function(format('recommendation_by_%s_named(id uuid)', one.dimension), 'table (label jsonb)',
      format('select %s from {schema}.%I o where o.id = $1 union all select suivi.said(%L, %L) where $1 is null', one.label, one.noun, one.french, one.english));
  end loop;
end
$do$;

call record.expose_function('recommendation_by_audience_named(audience text)', 'table (label jsonb)',
  'select coalesce(suivi.audience_label($1), suivi.said(''Aucun public nommé'', ''No audience named''))');
call record.expose_function('recommendation_by_workshop_kind_named(kind text)', 'table (label jsonb)',
  'select coalesce(suivi.workshop_kind_label($1), suivi.said(''Sans atelier'', ''No workshop''))');
call record.expose_function('recommendation_by_year_named(year integer)', 'table (label jsonb)',
  'select case when $1 is null then suivi.said(''Sans date'', ''No date'') else suivi.said($1::text, $1::text) end');

call record.expose_function('recommendation_over_time(known_at timestamptz)', 'table (id uuid, valid_from date, valid_to date, status_summary text,
    status_implementation text, status_assurance text)',
  'select s.recommendation_id, s.valid_from, s.valid_to, suivi.summary(coalesce(s.lifecycle_stage, ''PUBLISHED''), s.implementation, s.assurance),
     s.implementation::text, s.assurance::text
   from {schema}.status_span s where s.addressee_id is null
     and case when $1 is null then s.ended_by is null else s.recorded_from <= $1 and s.recorded_to > $1 end');

-- From the day on which it was made to the first on which it was implemented, either way. It is planned for the ids that it is given: of a few, each
-- is looked up; of all, the spans are read once.
do $do$
declare
  audience record;
begin
  for audience in select * from (values ('open', 'suivi_public'), ('desk', 'suivi_desk')) as a (schema_name, reader) loop
    execute format('create function %I.recommendation_statistics_median_days_to_implementation(ids uuid[], as_of date, known_at timestamptz)
      returns table (days double precision, count integer) language plpgsql stable parallel safe set plan_cache_mode = force_custom_plan as %L', audience.schema_name,
      record.fill(audience.schema_name, $body$
begin
  return query select percentile_cont(0.5) within group (order by done.days), count(*)::integer
    from (select min(s.valid_from) - r.made_on as days
      from {schema}.status_span s join {schema}.recommendation r on r.id = s.recommendation_id
      where s.recommendation_id in (select unnest($1)) and s.addressee_id is null
        and r.made_on is not null and s.implementation in ('IMPLEMENTED', 'IMPLEMENTED_OTHERWISE') and s.valid_from <= coalesce($2, suivi.today())
        and case when $3 is null then s.ended_by is null else s.recorded_from <= $3 and s.recorded_to > $3 end
      group by r.id, r.made_on having min(s.valid_from) > '-infinity') done;
end $body$));
    execute format('grant execute on function %I.recommendation_statistics_median_days_to_implementation(uuid[], date, timestamptz) to %I',
      audience.schema_name, audience.reader);
  end loop;
end
$do$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
do $do$
declare
  thing text;
begin
  for thing in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('open', 'desk')
      and (p.proname like 'recommendation\_by\_%' or p.proname in ('recommendation_over_time', 'recommendation_statistics_median_days_to_implementation')) loop
    execute 'drop function ' || thing;
  end loop;
end
$do$;
-- +goose StatementEnd
drop index record.status_span_whole;
drop function suivi.workshop_kind_label(text), suivi.audience_label(text), suivi.said(text, text);
