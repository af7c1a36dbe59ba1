-- The record as it was: each view x has a function x_then(as_of, known_at), with the same columns, that gives its rows as they were true on a day
-- and known at a time; today and now where null. Who may see a row is always today's question: the functions read nothing but views. What the
-- record keeps no history of, such as titles and names, is as it is now.

-- +goose Up
-- +goose StatementBegin
create function suivi.instant(at timestamptz) returns text language sql stable parallel safe as $$
  select rtrim(rtrim(to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '0'), '.') || 'Z'
$$;
comment on function suivi.instant is 'A time as RFC 3339 writes it in UTC, to the microsecond where it has any.';

-- Of days and times in ISO 8601, with a zone, no setting changes the meaning. Said to be immutable, they are read once, before a statement is planned.
create function suivi.read_day(day text) returns date language sql immutable parallel safe as $$ select $1::date $$;
create function suivi.read_instant(at text) returns timestamptz language sql immutable parallel safe as $$ select $1::timestamptz $$;

-- The states that follow-ups were in, without the reasons.
call record.expose('follow_up_state', 'select d.id, d.follow_up_id, d.state, d.recorded_at from record.follow_up_decision d
  join record.follow_up f on f.id = d.follow_up_id where {visible:f}');

-- What the rows of a view are made of as they were then: where they are read, and which columns are something else than t's. Null where nothing tells.
-- {day} and {at} are the clocks.
create function record.recipe_then(view_name text, out reads text, out instead jsonb) language plpgsql stable as $do$
declare
  -- What the record knows now is what no command ended: an index has that, and not when it was recorded.
  span constant text := 's.valid_from <= {day} and s.valid_to > {day} and case when $2 is null then s.ended_by is null
    else s.recorded_from <= $2 and s.recorded_to > $2 end';
  -- A recommendation that is there on the day. An index serves the first condition; the second is for those of which nothing says when they were made.
  there constant text := $$({r}.made_on_desc <= {day} and ({r}.made_on is not null or coalesce({r}.there_from, '-infinity') <= {day}))$$;
  has text[] := array(select a.attname::text from pg_attribute a where a.attrelid = format('open.%I', view_name)::regclass and a.attnum > 0);
  said_on text := (select d.c from unnest(array['stated_on', 'happened_on']) as d (c) where d.c = any (has));
begin
  instead := '{}';
  case
    when view_name = 'recommendation' then
      -- One that was known had one span for the whole, from the day before all days on.
      reads := '{schema}.recommendation t join {schema}.status_span s on s.recommendation_id = t.id and s.addressee_id is null and ' || span ||
        ' where ' || replace(there, '{r}', 't');
      instead := jsonb_build_object(
        'text', $$coalesce((
          with latest as (
            select distinct on (w.language) w.language, w.text, w.state, coalesce(w.stated_on, '-infinity') as day, w.recorded_at from {schema}.wording w
            where w.recommendation_id = t.id and w.recorded_at <= {at} and coalesce(w.stated_on, '-infinity') <= greatest({day},
              (select min(coalesce(f.stated_on, '-infinity')) from {schema}.wording f where f.recommendation_id = t.id and f.recorded_at <= {at}))
            order by w.language, w.stated_on desc nulls last, w.recorded_at desc, w.id desc
          )
          select jsonb_object_agg(l.language, jsonb_build_object('text', l.text, 'state', case
            when l.state <> 'ORIGINAL' and exists (select from latest o where o.state = 'ORIGINAL' and (o.day, o.recorded_at) > (l.day, l.recorded_at))
            then 'STALE' else l.state end)) from latest l), t.text::jsonb)$$,
        'due_on', 's.due_on',
        'due_on_asc', $$coalesce(s.due_on, 'infinity')$$,
        'due_on_desc', $$coalesce(s.due_on, '-infinity')$$,
        'lifecycle_stage', 's.lifecycle_stage',
        'lifecycle_since', 'case when t.lifecycle_stage = s.lifecycle_stage and t.lifecycle_since <= {day} then t.lifecycle_since end',
        'lifecycle_ending_kind', $$case when s.lifecycle_stage = 'ENDED' then t.lifecycle_ending_kind end$$,
        'lifecycle_ending_reason', $$case when s.lifecycle_stage = 'ENDED' then t.lifecycle_ending_reason end$$,
        'status_implementation', 's.implementation',
        'status_assurance', 's.assurance',
        'status_as_of', 's.as_of',
        'status_derivation', 's.derivation',
        'status_stated_by_id', 's.stated_by_id',
        'status_summary', 'suivi.summary(s.lifecycle_stage, s.implementation, s.assurance)',
        'deadline', $$case when s.lifecycle_stage = 'PUBLISHED' and s.implementation not in ('IMPLEMENTED', 'IMPLEMENTED_OTHERWISE')
          then coalesce(s.due_on, 'infinity') else 'infinity' end$$,
        'status_overdue', $$s.lifecycle_stage = 'PUBLISHED' and s.implementation not in ('IMPLEMENTED', 'IMPLEMENTED_OTHERWISE')
          and coalesce(s.due_on < {day}, false)$$);
    when view_name = 'addressee' then
      reads := '{schema}.addressee_ever t join {schema}.status_span s on s.addressee_id = t.id and ' || span || ' where t.recorded_at <= {at} and t.recorded_to > {at}';
      instead := jsonb_build_object(
        'position_value', 's.position_value',
        'position_stated_on', 's.position_stated_on',
        'position_stated_by_id', 's.position_stated_by_id',
        'status_implementation', 's.implementation',
        'status_assurance', 's.assurance',
        'status_as_of', 's.as_of',
        'status_stated_by_id', 's.stated_by_id',
        'status_summary', $$suivi.summary('PUBLISHED', s.implementation, s.assurance)$$);
    when view_name = 'follow_up' then
      -- What was not accepted yet was for its keepers alone. What has not been written since is in the state that it was in.
      reads := $$(select f.*, case when f.updated_at <= {at} then f.state else coalesce((select d.state from {schema}.follow_up_state d
            where d.follow_up_id = f.id and d.recorded_at <= {at} order by d.recorded_at desc, d.id desc limit 1), 'SUBMITTED') end as state_then
          from {schema}.follow_up f where f.as_of <= {day} and f.recorded_at <= {at}) t
        cross join lateral (select case when t.state_then = 'ACCEPTED' then t.visibility::text else 'DESK' end as visibility, t.keeper_id) v
        where {visible:v} and exists (select from {schema}.recommendation r where r.id = t.recommendation_id and $$ || replace(there, '{r}', 'r') || ')';
      instead := jsonb_build_object(
        'state', 't.state_then',
        'accepted_at', $$(select max(d.recorded_at) from {schema}.follow_up_state d where d.follow_up_id = t.id and d.state = 'ACCEPTED' and d.recorded_at <= {at})$$);
    when view_name = 'status_span' then
      reads := '{schema}.status_span s where ' || span;
      instead := (select jsonb_object_agg(c, 's.' || c) from unnest(has) as c);
    when to_regclass(format('open.%I', view_name || '_ever')) is not null and has @> array['recorded_from', 'recorded_to'] then
      reads := format('{schema}.%I t where t.recorded_from <= {at} and t.recorded_to > {at}', view_name || '_ever');
    when to_regclass(format('open.%I', view_name || '_ever')) is not null and has @> array['recorded_at', 'recorded_to'] then
      reads := format('{schema}.%I t where t.recorded_at <= {at} and t.recorded_to > {at}', view_name || '_ever');
    when has @> array['recorded_at'] then
      reads := format('{schema}.%I t where t.recorded_at <= {at}', view_name);
    else
      return;
  end case;
  if said_on is not null then
    reads := reads || format(' and coalesce(t.%I, ''-infinity'') <= {day}', said_on);
  end if;
end
$do$;

-- expose_then makes the function of a view. `expose` calls it, so that the function has the columns of the view. With links, a view of what holds
-- gets another beside it, x_ever, of what ever held; once it is there it is kept in line with the first.
create procedure record.expose_then(view_name text, links boolean default false) language plpgsql as $$
declare
  ever constant text := view_name || '_ever';
  told constant boolean := (links or to_regclass(format('open.%I', ever)) is not null) and exists (select from pg_attribute a
    where a.attrelid = format('open.%I', view_name)::regclass and a.attname = 'recorded_to');
  definition text;
  audience record;
  recipe record;
  columns text;
  returned text;
begin
  for audience in select * from (values ('open', 'suivi_public'), ('desk', 'suivi_desk')) as a (schema_name, reader) loop
    execute format('drop function if exists %I.%I(date, timestamptz)', audience.schema_name, view_name || '_then');
    execute format('drop view if exists %I.%I', audience.schema_name, ever);
    definition := pg_get_viewdef(format('%I.%I', audience.schema_name, view_name)::regclass);
    if told and definition ~ '\mt\.ended_by IS NULL' then
      execute format('create view %I.%I as %s', audience.schema_name, ever, regexp_replace(definition, '\mt\.ended_by IS NULL', 'true'));
      execute format('grant select on %I.%I to %I', audience.schema_name, ever, audience.reader);
    end if;
  end loop;
  select * into recipe from record.recipe_then(view_name);
  if recipe.reads is null then
    return;
  end if;
  select string_agg(coalesce(recipe.instead ->> a.attname, 't.' || quote_ident(a.attname)) || ' as ' || quote_ident(a.attname), ', ' order by a.attnum),
      string_agg(quote_ident(a.attname) || ' ' || format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null), ', ' order by a.attnum)
    into columns, returned
    from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = format('open.%I', view_name)::regclass and a.attnum > 0;
  call record.expose_function(format('%I(as_of date, known_at timestamptz)', view_name || '_then'), 'table (' || returned || ')',
    replace(replace('select ' || columns || ' from ' || recipe.reads, '{day}', 'coalesce($1, (select suivi.today()))'), '{at}', 'coalesce($2, now())'));
end
$$;

do $do$
declare
  view_name text;
begin
  for view_name in select viewname from pg_views where schemaname = 'open' order by viewname loop
    call record.expose_then(view_name, links => true);
  end loop;
end
$do$;

-- Who said what, the latest of each, as it was true and known then.
call record.expose_function('recommendation_status_voices(id uuid, as_of date, known_at timestamptz)', 'setof uuid',
  'select v.id from (select distinct on (s.organisation_id, coalesce(s.organisation_id, f.stated_by_id), f.assurance) f.id, f.as_of, f.recorded_at
     from {schema}.follow_up_then($2, $3) f join {schema}.source s on s.id = f.stated_by_id
     where f.recommendation_id = $1 and f.state = ''ACCEPTED''
     order by s.organisation_id, coalesce(s.organisation_id, f.stated_by_id), f.assurance, f.as_of desc, f.recorded_at desc, f.id desc) v
   order by v.as_of desc, v.recorded_at desc, v.id desc');

drop function open.recommendation_translations(uuid), desk.recommendation_translations(uuid);
call record.expose_function('recommendation_translations(id uuid, as_of date, known_at timestamptz)', 'table (language text, state text, text text)',
  'select t.* from {schema}.recommendation r, suivi.translations(case when $2 is null and $3 is null then r.text
     else (select o.text from {schema}.recommendation_then($2, $3) o where o.id = r.id) end) t where r.id = $1');
-- +goose StatementEnd
grant execute on function suivi.instant(timestamptz), suivi.read_day(text), suivi.read_instant(text) to suivi_public, suivi_desk;

-- A list as of a day begins with the spans that it asks for, or goes by them.
create index status_span_implementation on record.status_span (implementation, recommendation_id) where addressee_id is null;
create index status_span_due_on_asc on record.status_span (coalesce(due_on, 'infinity'), recommendation_id) where addressee_id is null;
create index status_span_due_on_desc on record.status_span (coalesce(due_on, '-infinity'), recommendation_id) where addressee_id is null;
create index status_span_position on record.status_span (position_value, addressee_id) where addressee_id is not null;

-- +goose Down
drop index record.status_span_position, record.status_span_due_on_desc, record.status_span_due_on_asc, record.status_span_implementation;
-- +goose StatementBegin
drop function open.recommendation_translations(uuid, date, timestamptz), desk.recommendation_translations(uuid, date, timestamptz);
call record.expose_function('recommendation_translations(id uuid)', 'table (language text, state text, text text)',
  'select t.* from {schema}.recommendation r, suivi.translations(r.text) t where r.id = $1');
call record.expose_function('recommendation_status_voices(id uuid, as_of date, known_at timestamptz)', 'setof uuid',
  'select v.id from (select distinct on (s.organisation_id, coalesce(s.organisation_id, f.stated_by_id), f.assurance) f.id, f.as_of, f.position
     from {schema}.follow_up f join {schema}.source s on s.id = f.stated_by_id
     where f.recommendation_id = $1 and f.state = ''ACCEPTED'' and f.as_of <= coalesce($2, ''infinity'')
       and f.accepted_at <= coalesce($3, ''infinity'')
     order by s.organisation_id, coalesce(s.organisation_id, f.stated_by_id), f.assurance, f.as_of desc, f.position desc) v
   order by v.as_of desc, v.position desc');
do $do$
declare
  thing text;
begin
  for thing in select format('%I.%I', n.nspname, p.proname) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('open', 'desk') and p.proname like '%\_then' and pg_get_function_identity_arguments(p.oid) = 'as_of date, known_at timestamp with time zone' loop
    execute 'drop function ' || thing || '(date, timestamptz)';
  end loop;
  for thing in select format('%I.%I', schemaname, viewname) from pg_views where schemaname in ('open', 'desk') and viewname like '%\_ever' loop
    execute 'drop view ' || thing;
  end loop;
end
$do$;
-- +goose StatementEnd
drop procedure record.expose_then(text, boolean);
drop function record.recipe_then(text);
drop view open.follow_up_state, desk.follow_up_state;
drop function suivi.read_instant(text), suivi.read_day(text), suivi.instant(timestamptz);
