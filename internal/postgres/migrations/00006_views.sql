-- What readers see, in `open` and in `desk`, from one template each; and the computed fields.

-- +goose Up
-- +goose StatementBegin
do $do$
declare
  noun text;
  test text;
  columns text;
begin
  foreach noun in array array['organisation', 'programme', 'study', 'status_span', 'theme', 'instrument', 'study_series',
      'workshop_series', 'finding', 'validation', 'wording', 'action'] loop
    call record.expose(noun, format('select t.* from record.%I t where {visible:t}', noun));
  end loop;
  foreach noun in array array['place', 'evidence'] loop
    call record.expose(noun, format('select t.* from record.%I t where {cleared:t}', noun));
  end loop;
  -- Where it was, to those who keep it, if everybody else is shown no more than what that lies in.
  for noun, test in values ('workshop', '{visible:t}'), ('change_story', '{cleared:t}') loop
    columns := (select string_agg(case when a.attname = 'exact_place_id' then 'case when {kept:t} then t.exact_place_id end as exact_place_id'
        else format('t.%I', a.attname) end, ', ' order by a.attnum)
      from pg_attribute a where a.attrelid = format('record.%I', noun)::regclass and a.attnum > 0 and not a.attisdropped and a.attname <> 'author_id');
    call record.expose(noun, format('select %s from record.%I t where %s', columns, noun, test));
  end loop;
  -- Links show while they hold; what ended is history.
  foreach noun in array array['organisation_successor', 'place_parent', 'place_successor', 'programme_organisation',
      'programme_country', 'study_expert', 'study_place', 'recommendation_successor', 'recommendation_place', 'recommendation_programme',
      'document', 'record_theme', 'record_instrument', 'target', 'study_method', 'study_group', 'finding_study',
      'finding_workshop', 'recommendation_finding', 'workshop_response', 'lineage', 'agenda_item', 'outcome',
      'reported_count', 'reported_count_organisation', 'repetition'] loop
    call record.expose(noun, format('select t.* from record.%I t where {visible:t} and t.ended_by is null', noun));
  end loop;
  foreach noun in array array['code', 'citation', 'alias'] loop
    call record.expose(noun, format('select t.* from record.%I t where {visible:t} and t.ended_by is null and (''{schema}'' = ''open'' or t.visibility = ''OPEN''
      or not exists (select from record.closed c where c.id = t.record_id and {cleared:c} is not true))', noun));
  end loop;
end
$do$;

call record.expose('follow_up', 'select t.*, (select max(d.recorded_at) from record.follow_up_decision d where d.follow_up_id = t.id and d.state = ''ACCEPTED'') as accepted_at,
    case when t.state = ''RETURNED'' then (select d.reason from record.follow_up_decision d where d.follow_up_id = t.id order by d.position desc, d.id desc limit 1) end as return_reason
  from record.follow_up t where {visible:t}');
call record.expose('place_ancestor', 'select t.ancestor_id, t.place_id from record.place_ancestor t join record.place p on p.id = t.place_id
  where {cleared:p}');
call record.expose('place_reach', 'select t.place_id, t.reached_id from record.place_reach t join record.place p on p.id = t.reached_id
  where {cleared:p}');
-- A name that is withheld is not here at all.
call record.expose('source', 'select t.id, t.name, t.role, t.organisation_id, t.withheld
  from record.source t where {visible:t} and (''{schema}'' = ''open'' or t.visibility = ''OPEN''
    or not exists (select from record.closed c where c.id = t.id and {cleared:c} is not true))');
-- Where nothing says on which day a recommendation was made, it is there from the last day of its workshop on, as far as the asker sees that
-- workshop and its days are known; and from the day on which it was recorded, should the workshop be known to the year only and that not be over.
-- It is looked up of such recommendations alone, which are few: hence a function, which is called where it is needed, and what it is said to cost.
call record.expose_function('since_workshop(workshop_id uuid, recorded_at timestamptz)', 'date',
  'select least(w.held_to, ($2 at time zone ''UTC'')::date) from {schema}.workshop w where w.id = $1 and w.held_to is not null');
alter function open.since_workshop(uuid, timestamptz) cost 1;
alter function desk.since_workshop(uuid, timestamptz) cost 1;
call record.expose('recommendation', 'select t.*, t.deadline < (select suivi.today()) as status_overdue,
    case when t.made_on is not null then t.made_on else {schema}.since_workshop(t.workshop_id, t.recorded_at) end as there_from
  from record.recommendation t where {visible:t}');
-- The join is on a key and falls away where the name is not asked for.
call record.expose('proposer', 'select t.*, coalesce(o.name, t.label) as name from record.proposer t
  left join record.organisation o on o.id = t.organisation_id and {visible:o} where {cleared:t} and t.ended_by is null');
call record.expose('addressee', 'select t.*, coalesce(o.name, t.label) as name from record.addressee t
  left join record.organisation o on o.id = t.organisation_id and {visible:o} where {visible:t} and t.ended_by is null');

-- The latest statement first; one without a date last.
call record.expose('position_statement', 'select t.*, case when t.stated_on is null then 2147483647 else date ''2000-01-01'' - t.stated_on end as ordinal
  from record.position_statement t where {visible:t}');
-- Figures of attendance show as they were released (see 00011): one that was not is suppressed, for everybody who asks here. No other view, and
-- no function, reads what the tables hold.
call record.expose('participation', 'select t.id, t.keeper_id, t.visibility, t.command_id, t.recorded_from, t.ended_by, t.recorded_to, t.workshop_id, t.ordinal,
    t.role, t.name, t.capacity, t.organisation_id, t.audience, t.agenda_item_id, t.sensitivity,
    case when t.released or t.count_kind = ''UNKNOWN'' then t.count_kind else ''SUPPRESSED'' end as count_kind, case when t.released then t.count_value end as count_value,
    case when t.released then t.count_upper end as count_upper, case when t.released or t.count_kind = ''UNKNOWN'' then t.count_words end as count_words
  from record.participation t where {cleared:t} and t.ended_by is null');
call record.expose('attendance_cell', 'select t.id, t.keeper_id, t.visibility, t.command_id, t.recorded_from, t.ended_by, t.recorded_to, t.workshop_id, t.ordinal,
    t.dimension, t.key, t.label,
    case when t.released or t.quantity_kind = ''UNKNOWN'' then t.quantity_kind else ''SUPPRESSED'' end as quantity_kind, case when t.released then t.quantity_value end as quantity_value,
    case when t.released then t.quantity_upper end as quantity_upper, case when t.released or t.quantity_kind = ''UNKNOWN'' then t.quantity_words end as quantity_words
  from record.attendance_cell t where {visible:t} and t.ended_by is null');
-- A workshop's cells side by side. A figure that is not there is unknown, never zero.
call record.expose('attendance', 'select w.id,
    coalesce(total.quantity_kind, ''UNKNOWN'') as total_kind, total.quantity_value as total_value, total.quantity_upper as total_upper, total.quantity_words as total_words,
    coalesce(women.quantity_kind, ''UNKNOWN'') as women_kind, women.quantity_value as women_value, women.quantity_upper as women_upper, women.quantity_words as women_words,
    coalesce(men.quantity_kind, ''UNKNOWN'') as men_kind, men.quantity_value as men_value, men.quantity_upper as men_upper, men.quantity_words as men_words,
    coalesce(young.quantity_kind, ''UNKNOWN'') as under30_kind, young.quantity_value as under30_value, young.quantity_upper as under30_upper, young.quantity_words as under30_words
  from record.workshop w
  left join {schema}.attendance_cell total on total.workshop_id = w.id and total.dimension = ''TOTAL'' and total.key = ''total''
  left join {schema}.attendance_cell women on women.workshop_id = w.id and women.dimension = ''SEX'' and women.key = ''women''
  left join {schema}.attendance_cell men on men.workshop_id = w.id and men.dimension = ''SEX'' and men.key = ''men''
  left join {schema}.attendance_cell young on young.workshop_id = w.id and young.dimension = ''AGE'' and young.key = ''under30''
  where {visible:w} and exists (select from {schema}.attendance_cell cell where cell.workshop_id = w.id)');

create function suivi.text_detail(value jsonb, first text, second text, third text, fourth text) returns table (text text, language text, state text)
language sql immutable parallel safe as $$
  select said ->> 'text', tag, said ->> 'state' from jsonb_each(value) as t (tag, said)
  order by array_position(array[first, second, third, fourth], tag), said ->> 'state' = 'ORIGINAL' desc, tag limit 1
$$;
comment on function suivi.text_detail is 'What in_language chooses, with the language that it is in and how it came to be.';
grant execute on function suivi.text_detail(jsonb, text, text, text, text) to suivi_public, suivi_desk;

create function suivi.translations(value jsonb) returns table (language text, state text, text text) language sql immutable parallel safe as $$
  select tag, said ->> 'state', said ->> 'text' from jsonb_each(value) as t (tag, said) order by said ->> 'state' = 'ORIGINAL' desc, tag
$$;
grant execute on function suivi.translations(jsonb) to suivi_public, suivi_desk;

call record.expose_function('organisation_names(id uuid)', 'table (language text, state text, text text)',
  'select t.* from {schema}.organisation o, suivi.translations(o.name) t where o.id = $1');
call record.expose_function('place_names(id uuid)', 'table (language text, state text, text text)',
  'select t.* from {schema}.place p, suivi.translations(p.name) t where p.id = $1');
call record.expose_function('theme_names(id uuid)', 'table (language text, state text, text text)',
  'select t.* from {schema}.theme o, suivi.translations(o.name) t where o.id = $1');
call record.expose_function('instrument_names(id uuid)', 'table (language text, state text, text text)',
  'select t.* from {schema}.instrument o, suivi.translations(o.name) t where o.id = $1');
call record.expose_function('finding_sources(id uuid)', 'table (typename text, id uuid)',
  'select ''Study'', s.study_id from {schema}.finding_study s where s.finding_id = $1
   union all select ''Workshop'', s.workshop_id from {schema}.finding_workshop s where s.finding_id = $1');
call record.expose_function('study_based_on(id uuid)', 'table (typename text, id uuid)',
  'select initcap(l.based_on_noun), l.based_on_id from {schema}.lineage l where l.record_id = $1 order by l.id');
call record.expose_function('study_led_to(id uuid)', 'table (typename text, id uuid)',
  'select initcap(l.record_noun), l.record_id from {schema}.lineage l where l.based_on_id = $1 order by l.id');
call record.expose_function('workshop_based_on(id uuid)', 'table (typename text, id uuid)',
  'select initcap(l.based_on_noun), l.based_on_id from {schema}.lineage l where l.record_id = $1 order by l.id');
call record.expose_function('workshop_led_to(id uuid)', 'table (typename text, id uuid)',
  'select initcap(l.record_noun), l.record_id from {schema}.lineage l where l.based_on_id = $1 order by l.id');
-- Which of two gatherings of a series comes first: by their numbers where both have one, else by their days; neither where that tells nothing.
create function suivi.precedes(ordinal integer, day date, other_ordinal integer, other_day date) returns boolean language sql immutable parallel safe as $$
  select coalesce(case when ordinal is not null and other_ordinal is not null then ordinal < other_ordinal else day < other_day end, false)
$$;
grant execute on function suivi.precedes(integer, date, integer, date) to suivi_public, suivi_desk;
call record.expose_function('workshop_previous(id uuid)', 'setof uuid',
  'select p.id from {schema}.workshop w join {schema}.workshop p on p.series_id = w.series_id
     and suivi.precedes(p.series_ordinal, p.held_from, w.series_ordinal, w.held_from)
   where w.id = $1 order by case when w.series_ordinal is not null then p.series_ordinal end desc nulls last, p.held_from desc nulls last, p.id limit 1');
call record.expose_function('workshop_next(id uuid)', 'setof uuid',
  'select n.id from {schema}.workshop w join {schema}.workshop n on n.series_id = w.series_id
     and suivi.precedes(w.series_ordinal, w.held_from, n.series_ordinal, n.held_from)
   where w.id = $1 order by case when w.series_ordinal is not null then n.series_ordinal end nulls last, n.held_from nulls last, n.id limit 1');
call record.expose_function('study_series_waiting_for(id uuid)', 'setof uuid',
  'select s.id from {schema}.study s join {schema}.study_series x on x.id = s.series_id
   where s.series_id = $1 and x.rule = ''ALL_VALIDATED'' and s.stage not in (''VALIDATED'', ''PUBLISHED'') order by s.id');
call record.expose_function('study_series_publishable(id uuid)', 'setof boolean',
  'select not exists (select from {schema}.study_series_waiting_for(x.id)) from {schema}.study_series x where x.id = $1');

call record.expose_function('recommendation_translations(id uuid)', 'table (language text, state text, text text)',
  'select t.* from {schema}.recommendation r, suivi.translations(r.text) t where r.id = $1');
-- The status of a recommendation, and the status and position of an addressee, as they were true on a day and known at a time. Nothing was
-- known of what was not recorded yet. The columns are those of the table, so that whatever hangs on them hangs here too.
call record.expose_function('recommendation_status(id uuid, as_of date, known_at timestamptz)',
  'table (id uuid, status_summary text, status_implementation text, status_assurance text, status_as_of date, status_overdue boolean,
    status_derivation text, status_stated_by_id uuid)',
  'select $1, suivi.summary(coalesce(s.lifecycle_stage, ''PUBLISHED''), coalesce(s.implementation, ''NO_INFORMATION''), s.assurance),
     coalesce(s.implementation::text, ''NO_INFORMATION''), s.assurance::text, s.as_of,
     coalesce(s.lifecycle_stage = ''PUBLISHED'' and s.implementation not in (''IMPLEMENTED'', ''IMPLEMENTED_OTHERWISE'')
       and s.due_on < coalesce($2, suivi.today()), false), s.derivation, s.stated_by_id
   from {schema}.recommendation r left join {schema}.status_span s on s.recommendation_id = r.id and s.addressee_id is null
     and s.valid_from <= coalesce($2, suivi.today()) and s.valid_to > coalesce($2, suivi.today())
     and s.recorded_from <= coalesce($3, now()) and s.recorded_to > coalesce($3, now()) where r.id = $1');
call record.expose_function('addressee_status(id uuid, as_of date, known_at timestamptz)',
  'table (id uuid, status_summary text, status_implementation text, status_assurance text, status_as_of date, status_stated_by_id uuid)',
  'select $1, suivi.summary(''PUBLISHED'', coalesce(s.implementation, ''NO_INFORMATION''), s.assurance),
     coalesce(s.implementation::text, ''NO_INFORMATION''), s.assurance::text, s.as_of, s.stated_by_id
   from {schema}.addressee a left join {schema}.status_span s on s.addressee_id = a.id
     and s.valid_from <= coalesce($2, suivi.today()) and s.valid_to > coalesce($2, suivi.today())
     and s.recorded_from <= coalesce($3, now()) and s.recorded_to > coalesce($3, now()) where a.id = $1');
call record.expose_function('addressee_position(id uuid, as_of date, known_at timestamptz)',
  'table (id uuid, position_value text, position_stated_on date, position_stated_by_id uuid)',
  'select $1, coalesce(s.position_value::text, ''NONE_YET''), s.position_stated_on, s.position_stated_by_id
   from {schema}.addressee a left join {schema}.status_span s on s.addressee_id = a.id
     and s.valid_from <= coalesce($2, suivi.today()) and s.valid_to > coalesce($2, suivi.today())
     and s.recorded_from <= coalesce($3, now()) and s.recorded_to > coalesce($3, now()) where a.id = $1');

-- Who said what, the latest of each, as it was true and known then.
call record.expose_function('recommendation_status_voices(id uuid, as_of date, known_at timestamptz)', 'setof uuid',
  'select v.id from (select distinct on (s.organisation_id, coalesce(s.organisation_id, f.stated_by_id), f.assurance) f.id, f.as_of, f.position
     from {schema}.follow_up f join {schema}.source s on s.id = f.stated_by_id
     where f.recommendation_id = $1 and f.state = ''ACCEPTED'' and f.as_of <= coalesce($2, ''infinity'')
       and f.accepted_at <= coalesce($3, ''infinity'')
     order by s.organisation_id, coalesce(s.organisation_id, f.stated_by_id), f.assurance, f.as_of desc, f.position desc) v
   order by v.as_of desc, v.position desc');

call record.expose_function('recommendation_status_disagreement(id uuid, as_of date, known_at timestamptz)', 'setof boolean',
  'select count(distinct f.implementation) > 1 from {schema}.recommendation_status_voices($1, $2, $3) v join {schema}.follow_up f on f.id = v.v');

-- A place named by id, reference or code; what `within` takes.
call record.expose_function('place_named(place json)', 'setof uuid',
  'select p.id from {schema}.place p where p.id = (place ->> ''id'')::uuid or p.reference = place ->> ''reference''
   union select c.record_id from {schema}.code c where c.vocabulary = place ->> ''vocabulary'' and c.code = place ->> ''code''
     and (place ->> ''version'' is null or c.version = place ->> ''version'')');
call record.expose_function('place_filter_within(place json)', 'setof uuid',
  'select r.reached_id from {schema}.place_reach r where r.place_id = any (array(select {schema}.place_named($1)))');
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
    execute 'drop function ' || thing || ' cascade'; -- a view may call one
  end loop;
  for thing in select format('%I.%I', schemaname, viewname) from pg_views where schemaname in ('open', 'desk') loop
    execute 'drop view if exists ' || thing || ' cascade'; -- one may stand on another
  end loop;
end
$do$;
-- +goose StatementEnd
drop function suivi.precedes(integer, date, integer, date);
drop function suivi.translations(jsonb);
drop function suivi.text_detail(jsonb, text, text, text, text);
