-- Attendance: which figures are released, decided once; and what the released ones come to. What a small figure is, and why its neighbours are
-- withheld with it, is told in docs/decisions/0013-which-figures-of-attendance-are-released.md.

-- +goose Up
-- Under which threshold a workshop's attendance was decided on, when it was first recorded. A programme that sets another one later sets it for
-- what is recorded later.
create table record.attendance_release (
  workshop_id uuid primary key references record.workshop deferrable initially deferred,
  threshold integer not null
);

create type record.attendance_figure as (id uuid, dimension text, key text, kind text, value double precision, upper double precision);

-- +goose StatementBegin
-- attendance_bounds says how few and how many a figure can be, and how many it says, where everybody is from `fewest` to `most`. A percentage is
-- taken as rounded to a whole one.
create function record.attendance_bounds(kind text, value double precision, upper double precision, fewest double precision, most double precision)
returns table (low double precision, high double precision, stated double precision) language sql immutable as $$
  select case kind when 'MORE_THAN' then floor(value) + 1 when 'PERCENT' then greatest(fewest * (value - 0.5) / 100, 0) else value end,
    case when kind in ('AT_LEAST', 'MORE_THAN') or kind = 'PERCENT' and most = 'infinity' then 'infinity'
      when kind = 'RANGE' then upper when kind = 'PERCENT' then most * least(value + 0.5, 100) / 100 else value end,
    case kind when 'PERCENT' then fewest * value / 100 else value end
$$;

-- attendance_totals says from how many to how many everybody could be taken to be: the total; and where that is not counted exactly, whatever a
-- dimension comes to, since it may be all there is. Of shares of a number that nothing is known of, a hundred.
create function record.attendance_totals(figures record.attendance_figure[]) returns table (fewest double precision, most double precision, stated boolean)
language sql immutable as $$
  with counted as materialized (
    select f.dimension, f.key, f.kind, b.low, b.high from unnest(figures) f, record.attendance_bounds(f.kind, f.value, f.upper, null, null) b
    where f.value is not null and f.kind <> 'PERCENT' and f.dimension is not null
  ), totals as (
    select low, high, true from counted where dimension = 'TOTAL'
    union all
    select c.low, c.high, false from (
      select sum(low) as low, sum(high) as high from counted where dimension <> 'TOTAL' group by dimension
      union -- parts by age may lie within each other: any one or two of them may be all
      select c.low + d.low, c.high + d.high from counted c join (select key, low, high from counted where dimension = 'AGE' union all select '', 0, 0) d on c.key > d.key
      where c.dimension = 'AGE'
    ) c where not exists (select from counted where dimension = 'TOTAL' and kind = 'EXACT')
  )
  select * from totals union all select 100, 100, false where not exists (select from totals)
$$;

-- attendance_withheld says which of the figures of one dimension are withheld, where everybody is from `fewest` to `most`.
--   * A figure below the threshold is, zero included; and so are those that stand at it, lest the sum of the small ones tell that all are just below.
--   * Who is in none of the figures is a figure too, though nobody states it: where it is small, but not nobody, it must not follow from the others.
--   * So the smallest others are withheld as well, until what is withheld and what is in none comes to the threshold at least.
--   * Where parts overlap, as ages under 25 and under 30 do, any two can give away a third: then it is all or none.
create function record.attendance_withheld(figures record.attendance_figure[], threshold integer, fewest double precision, most double precision)
returns uuid[] language plpgsql immutable as $$
declare
  withheld uuid[] := '{}';
  overlapping boolean;
  small boolean;
  rest_is_small boolean;
  shown double precision;
  one record;
begin
  select coalesce(sum(b.low) > most, false) or count(*) > count(distinct coalesce(p.pattern, f.key)),
      coalesce(bool_or(f.kind = 'SUPPRESSED' or ceil(b.low) < threshold), false),
      coalesce(floor(most - sum(b.low)) < threshold and most - sum(b.stated) >= 0.5, false)
    into overlapping, small, rest_is_small
    from unnest(figures) f
    cross join lateral record.attendance_bounds(f.kind, f.value, f.upper, fewest, most) b
    cross join lateral (select case when f.dimension = 'AGE' and f.key ~ '^[^0-9]*[0-9]+[^0-9]*$' then regexp_replace(f.key, '[0-9]+', '#') end as pattern) p
    where f.kind <> 'UNKNOWN';
  if overlapping then
    if small or exists (select from unnest(figures) f, record.attendance_bounds(f.kind, f.value, f.upper, fewest, most) b where ceil(b.low) = threshold) or exists (
        select from unnest(figures) f, record.attendance_bounds(f.kind, f.value, f.upper, fewest, most) b,
          unnest(figures || row(null, null, '', 'RANGE', fewest, most)::record.attendance_figure) g, record.attendance_bounds(g.kind, g.value, g.upper, fewest, most) c
        where f.key <> g.key and floor(c.high - b.low) between 1 and threshold - 1
      ) or abs(most - (select sum(b.low) from unnest(figures) f, record.attendance_bounds(f.kind, f.value, f.upper, fewest, most) b)) between 1 and threshold - 1 then
      return array(select f.id from unnest(figures) f where f.value is not null);
    end if;
    return withheld;
  end if;
  if not small and not rest_is_small then
    return withheld;
  end if;
  shown := (select sum(b.high) from unnest(figures) f, record.attendance_bounds(f.kind, f.value, f.upper, fewest, most) b where f.value is not null);
  for one in
    select array_agg(f.id) as ids, b.low, sum(b.high) as high from unnest(figures) f, record.attendance_bounds(f.kind, f.value, f.upper, fewest, most) b
    where f.value is not null group by b.low order by b.low
  loop
    exit when ceil(one.low) > threshold and fewest - shown >= threshold;
    withheld := withheld || one.ids;
    -- Taking away from infinity leaves no number: what is left is added up anew.
    shown := coalesce((select sum(b.high) from unnest(figures) f, record.attendance_bounds(f.kind, f.value, f.upper, fewest, most) b
      where f.value is not null and not f.id = any (withheld)), 0);
  end loop;
  return withheld;
end
$$;

-- attendance_suppressed says which figures of a workshop are withheld. Where everybody is fewer than the threshold, all are. Where everybody is
-- not counted exactly, a percentage beside counts of its own dimension is: it would tell how many everybody is.
create function record.attendance_suppressed(figures record.attendance_figure[], threshold integer) returns uuid[] language sql immutable as $$
  with numbered as materialized (
    select f.id, f.dimension, f.key, f.kind, f.value, f.upper from unnest(figures) f where f.dimension is not null
  ), dimensions as materialized (
    select n.dimension, array_agg(row(n.id, n.dimension, n.key, n.kind, n.value, n.upper)::record.attendance_figure) as figures,
      case when n.dimension = 'AGE' then max(n.value) filter (where n.kind <> 'PERCENT') else sum(n.value) filter (where n.kind <> 'PERCENT') end as least_of_all,
      bool_or(n.kind = 'PERCENT') and bool_or(n.value is not null and n.kind <> 'PERCENT') as mixed
    from numbered n where n.dimension <> 'TOTAL' group by n.dimension
  ), totals as materialized (
    select * from record.attendance_totals(figures)
  ), withheld as (
    select n.id from numbered n where n.value is not null and exists (select from totals t where t.stated and ceil(t.fewest) < threshold)
    union
    select unnest(record.attendance_withheld(d.figures, threshold, t.fewest, t.most)) from dimensions d join totals t on t.stated or coalesce(d.least_of_all, 0) <= t.most
    union
    select n.id from numbered n join dimensions d on d.dimension = n.dimension
    where n.kind = 'PERCENT' and d.mixed and not exists (select from numbered t where t.dimension = 'TOTAL' and t.kind = 'EXACT')
  )
  select case when threshold = 0 then '{}' else array(select w.id from withheld w) end
$$;

-- attendance_history is every figure of attendance that was ever recorded of some workshops, with when it began to hold and ceased to. What a
-- command is just recording or ending, it does at the end of time. Those who ran a workshop did so in public, so that their number is nobody's
-- secret; of those who were there, it is a figure like the others.
create function record.attendance_history(workshops uuid[]) returns table (workshop_id uuid, figure record.attendance_figure, since timestamptz, until timestamptz)
language sql stable as $$
  select c.workshop_id, row(c.id, c.dimension, c.key, c.quantity_kind, c.quantity_value, c.quantity_upper)::record.attendance_figure,
    coalesce(c.recorded_from, 'infinity'), case when c.ended_by is not null then c.recorded_to end
  from record.attendance_cell c where c.workshop_id = any (workshops)
  union all
  select p.workshop_id, row(p.id, case when p.role in ('PARTICIPANT', 'INVITED') then 'PARTICIPATION' end,
      concat_ws('|', p.role, p.name, p.organisation_id, p.audience, p.agenda_item_id, p.capacity), p.count_kind, p.count_value, p.count_upper)::record.attendance_figure,
    coalesce(p.recorded_from, 'infinity'), case when p.ended_by is not null then p.recorded_to end
  from record.participation p where p.workshop_id = any (workshops) and p.count_kind <> 'UNKNOWN'
$$;

-- attendance_at is what a workshop's attendance was, as known at a time.
create function record.attendance_at(workshop uuid, moment timestamptz) returns record.attendance_figure[] language sql stable as $$
  select array(select h.figure from record.attendance_history(array[workshop]) h where h.since <= moment and (h.until is null or h.until > moment))
$$;

-- attendance_gives_away tells whether something small would follow from figures side by side with those that were there before. Of a figure that was
-- there both times either can be the true one, as of the total.
create function record.attendance_gives_away(there record.attendance_figure[], was record.attendance_figure[], threshold integer) returns boolean
language sql immutable as $$
  with each_time as materialized (
    select row(f.id, f.dimension, f.key, f.kind, f.value, f.upper)::record.attendance_figure as figure, f.dimension = 'TOTAL' as of_all, now_there,
      count(*) over (partition by f.dimension, f.key) > 1 and count(*) over (partition by f.dimension, f.key, now_there) = 1 as twice
    from (select n.*, true as now_there from unnest(there) n union all select w.*, false from unnest(was) w) f
    where f.dimension is not null and f.kind <> 'UNKNOWN'
  ), side_by_side (figures) as (
    select array_agg(e.figure) filter (where e.now_there = case when e.of_all then p.new_total else p.new_parts end or not e.twice)
    from each_time e cross join (values (true, true), (true, false), (false, true), (false, false)) as p (new_total, new_parts) group by p.new_total, p.new_parts
  )
  select exists (select from side_by_side s where record.attendance_suppressed(s.figures, threshold) <> '{}')
$$;

-- derived_release says of every figure of some workshops whether it may be shown. What is first recorded of a workshop decides. A correction shows
-- where nothing of the workshop is withheld, and nothing would have to be; else what it changes is withheld from then on.
create function record.derived_release(workshops uuid[]) returns table (id uuid, released boolean) language plpgsql stable as $$
declare
  decided record;
  moment timestamptz;
  there record.attendance_figure[];
  withheld uuid[];
  secretive boolean;
begin
  for decided in select r.workshop_id, r.threshold from record.attendance_release r where r.workshop_id = any (workshops) loop
    withheld := null;
    secretive := false;
    for moment in select distinct h.since from record.attendance_history(array[decided.workshop_id]) h order by h.since loop
      there := record.attendance_at(decided.workshop_id, moment);
      if withheld is null then
        withheld := record.attendance_suppressed(there, decided.threshold);
        continue;
      end if;
      secretive := secretive or withheld <> '{}' or exists (
        select from (select distinct h.since from record.attendance_history(array[decided.workshop_id]) h where h.since < moment) earlier
        where record.attendance_gives_away(there, record.attendance_at(decided.workshop_id, earlier.since), decided.threshold));
      withheld := withheld || array(
        select (h.figure).id from record.attendance_history(array[decided.workshop_id]) h
        left join lateral (
          select (b.figure).* from record.attendance_history(array[decided.workshop_id]) b
          where b.since < moment and (b.figure).dimension = (h.figure).dimension and (b.figure).key = (h.figure).key order by b.since desc limit 1) was on true
        where h.since = moment and (h.figure).value is not null and (h.figure).dimension is not null
          and case when (was.kind, was.value, was.upper) is not distinct from ((h.figure).kind, (h.figure).value, (h.figure).upper)
            then was.id = any (withheld) else secretive end);
    end loop;
    return query select (h.figure).id, not (h.figure).id = any (withheld) from record.attendance_history(array[decided.workshop_id]) h;
  end loop;
end
$$;

-- release_attendance decides which figures may be shown of those that a command is recording. It answers with the tables that it wrote to beyond
-- those that the command did: none.
create function record.release_attendance(command uuid) returns text[] language plpgsql security definer set search_path = record, pg_temp as $$
declare
  workshops uuid[];
begin
  if not suivi.known_account() then
    raise exception 'a command needs an account' using errcode = 'insufficient_privilege';
  end if;
  workshops := array(
    select c.workshop_id from attendance_cell c where c.command_id = command and c.recorded_from is null
    union select p.workshop_id from participation p where p.command_id = command and p.recorded_from is null and p.count_kind <> 'UNKNOWN');
  if workshops = '{}' then
    return '{}';
  end if;
  perform from workshop w where w.id = any (workshops) order by w.id for no key update; -- two commands about one workshop take turns
  insert into attendance_release select w.id, coalesce(p.attendance_threshold, 5) from workshop w left join programme p on p.id = w.programme_id
    where w.id = any (workshops) on conflict do nothing;
  with shown as materialized (select d.id from derived_release(workshops) d where d.released),
    cells as (update attendance_cell c set released = true from shown s where s.id = c.id and c.recorded_from is null)
  update participation p set released = true from shown s where s.id = p.id and p.recorded_from is null;
  return '{}';
end
$$;
-- +goose StatementEnd
grant execute on function record.release_attendance(uuid) to suivi_clerk;

create index attendance_cell_of on record.attendance_cell (workshop_id, dimension, key);

-- +goose StatementBegin
-- What is known of the attendance of some workshops, as it was released.
call record.expose_function('attendance_known(ids uuid[], known_at timestamptz)',
  'table (workshop_id uuid, dimension text, key text, label jsonb, kind text, value double precision)',
  'select c.workshop_id, c.dimension, c.key, c.label, c.quantity_kind, c.quantity_value
   from {schema}.attendance_cell_ever c
   -- Not joined with the ids: an index is asked for all of them at once.
   where c.workshop_id = any ($1) and case when $2 is null then c.ended_by is null else c.recorded_from <= $2 and c.recorded_to > $2 end');

-- A workshop's figures side by side, as they were known: `attendance` (00006) at another time.
do $do$
declare
  columns text;
  read text;
begin
  with cells (key, dimension) as (values ('total', 'TOTAL'), ('women', 'SEX'), ('men', 'SEX'), ('under30', 'AGE'))
  select string_agg(format(', %1$s_kind text, %1$s_value double precision, %1$s_upper double precision, %1$s_words jsonb', key), ''),
      'select w.id' || string_agg(format(', coalesce(%1$s.quantity_kind, ''UNKNOWN''), %1$s.quantity_value, %1$s.quantity_upper, %1$s.quantity_words::jsonb', key), '')
        || ' from {schema}.workshop w'
        || string_agg(format(' left join {schema}.attendance_cell_then($1, $2) %1$s on %1$s.workshop_id = w.id and %1$s.dimension = %2$L and %1$s.key = %1$L', key, dimension), '')
        || ' where exists (select from {schema}.attendance_cell_then($1, $2) cell where cell.workshop_id = w.id)'
    into columns, read from cells;
  call record.expose_function('attendance_then(as_of date, known_at timestamptz)', 'table (id uuid' || columns || ')', read);
end
$do$;

-- Sums by key. A sum is of what was counted, exactly or roughly; a share is of the workshops where both the part and everybody were.
call record.expose_function('attendance_statistics_cells(ids uuid[], known_at timestamptz, dimension text)',
  'table (dimension text, key text, label jsonb, quantity_kind text, quantity_value double precision, quantity_upper double precision, quantity_words jsonb,
    "from" integer, suppressed_in integer, otherwise_in integer, share_kind text, share_value double precision, share_from integer)',
  'select c.dimension, c.key, mode() within group (order by c.label),
     -- Of EXACT and APPROXIMATE, the one that is less exact comes first.
     coalesce(min(c.counted), ''UNKNOWN''), sum(c.value) filter (where c.counted is not null), null::double precision, null::jsonb,
     count(c.counted)::integer, (count(*) filter (where c.kind = ''SUPPRESSED''))::integer,
     (count(*) filter (where c.kind in (''AT_LEAST'', ''MORE_THAN'', ''RANGE'', ''PERCENT'')))::integer,
     coalesce(min(least(c.counted, c.all_counted)) filter (where c.counted is not null and c.everybody > 0), ''UNKNOWN''),
     100 * sum(c.value) filter (where c.counted is not null and c.everybody > 0) / sum(c.everybody) filter (where c.counted is not null and c.everybody > 0),
     (count(*) filter (where c.counted is not null and c.everybody > 0))::integer
   from (
     select k.*, case when k.kind in (''EXACT'', ''APPROXIMATE'') then k.kind end as counted,
       max(k.kind) filter (where k.dimension = ''TOTAL'' and k.kind in (''EXACT'', ''APPROXIMATE'')) over of_workshop as all_counted,
       max(k.value) filter (where k.dimension = ''TOTAL'' and k.kind in (''EXACT'', ''APPROXIMATE'')) over of_workshop as everybody
     from {schema}.attendance_known($1, $2) k window of_workshop as (partition by k.workshop_id)) c
   where $3 is null or c.dimension = $3
   group by c.dimension, c.key order by array_position(array[''TOTAL'', ''SEX'', ''AGE'', ''KIND'', ''ORIGIN''], c.dimension), c.key');

-- The usual ones, side by side: however many are asked for, the cells are read once. First those of each workshop, then their sums.
do $do$
declare
  returned text := 'with_attendance integer';
  of_each text := '';
  sums text := '';
  one record;
begin
  for one in select f.key, format('k.dimension = %L and k.key = %L', f.dimension, f.key) as read,
      format('w.%s_kind in (''EXACT'', ''APPROXIMATE'')', f.key) as counted,
      format('w.%s_kind in (''EXACT'', ''APPROXIMATE'') and w.total_kind in (''EXACT'', ''APPROXIMATE'') and w.total_value > 0', f.key) as shared
      from (values ('total', 'TOTAL'), ('women', 'SEX'), ('men', 'SEX'), ('under30', 'AGE')) as f (key, dimension) loop
    returned := returned || replace(', {x}_kind text, {x}_value double precision, {x}_upper double precision, {x}_words jsonb, {x}_from integer,
      {x}_suppressed_in integer, {x}_otherwise_in integer', '{x}', one.key);
    of_each := of_each || format(', max(k.kind) filter (where %1$s) as %2$s_kind, max(k.value) filter (where %1$s) as %2$s_value', one.read, one.key);
    sums := sums || format(', coalesce(min(w.%1$s_kind) filter (where %2$s), ''UNKNOWN''), sum(w.%1$s_value) filter (where %2$s), null::double precision, null::jsonb,
      (count(*) filter (where %2$s))::integer, (count(*) filter (where w.%1$s_kind = ''SUPPRESSED''))::integer,
      (count(*) filter (where w.%1$s_kind in (''AT_LEAST'', ''MORE_THAN'', ''RANGE'', ''PERCENT'')))::integer', one.key, one.counted);
    if one.key <> 'total' then
      returned := returned || replace(', {x}_share_kind text, {x}_share_value double precision, {x}_share_from integer', '{x}', one.key);
      -- Of EXACT and APPROXIMATE, the one that is less exact comes first.
      sums := sums || format(', coalesce(min(least(w.%1$s_kind, w.total_kind)) filter (where %2$s), ''UNKNOWN''),
        100 * sum(w.%1$s_value) filter (where %2$s) / sum(w.total_value) filter (where %2$s), (count(*) filter (where %2$s))::integer', one.key, one.shared);
    end if;
  end loop;
  call record.expose_function('attendance_statistics(ids uuid[], known_at timestamptz)', 'table (' || returned || ')',
    'select count(*)::integer' || sums || ' from (select k.workshop_id' || of_each || ' from {schema}.attendance_known($1, $2) k group by k.workshop_id) w');

  -- A record that the asker may not see is no group: what it would have been in counts as being in none.
  for one in select * from (values
    ('workshop_kind()', 'kind text', 'select w.id, w.kind from {schema}.workshop w'),
    ('place(level text)', 'place_id uuid',
      'select distinct w.id, p.id from {schema}.workshop w join {schema}.place_ancestor a on a.place_id = w.place_id
       join {schema}.place p on p.id = a.ancestor_id where case when $1 is null then p.id = w.place_id else p.level = $1 end'),
    ('year()', 'year integer', 'select w.id, extract(year from w.held_from)::integer from {schema}.workshop w where w.held_from is not null'),
    ('month()', 'month text',
      'select w.id, to_char(w.held_from, ''YYYY-MM'') from {schema}.workshop w where w.held_precision in (''DAY'', ''MONTH'')'),
    ('programme()', 'programme_id uuid', 'select w.id, o.id from {schema}.workshop w join {schema}.programme o on o.id = w.programme_id'),
    ('funder()', 'organisation_id uuid',
      'select distinct w.id, o.id from {schema}.workshop w join {schema}.programme_organisation f on f.programme_id = w.programme_id
       join {schema}.organisation o on o.id = f.organisation_id where f.role = ''FUNDING'''),
    ('series()', 'workshop_series_id uuid', 'select w.id, o.id from {schema}.workshop w join {schema}.workshop_series o on o.id = w.series_id')
  ) as d (signature, key, body) loop
    call record.expose_function('workshop_by_' || one.signature, format('table (id uuid, %s)', one.key), one.body);
  end loop;
  for one in select * from (values
    ('place', 'place', 'o.name', 'Sans lieu de ce niveau', 'No such place'),
    ('programme', 'programme', 'o.title', 'Hors programme', 'No programme'),
    ('funder', 'organisation', 'o.name', 'Aucun bailleur nommé', 'No funder named'),
    ('series', 'workshop_series', 'o.title', 'Hors série', 'No series')
  ) as d (dimension, noun, label, french, english) loop
    call record.expose_function(format('workshop_by_%s_named(id uuid)', one.dimension), 'table (label jsonb)',
      format('select %s from {schema}.%I o where o.id = $1 union all select suivi.said(%L, %L) where $1 is null', one.label, one.noun, one.french, one.english));
  end loop;
end
$do$;
call record.expose_function('workshop_by_workshop_kind_named(kind text)', 'table (label jsonb)', 'select suivi.workshop_kind_label($1)');
call record.expose_function('workshop_by_year_named(year integer)', 'table (label jsonb)',
  'select case when $1 is null then suivi.said(''Sans date'', ''No date'') else suivi.said($1::text, $1::text) end');
call record.expose_function('workshop_by_month_named(month text)', 'table (label jsonb)',
  'select case when $1 is null then suivi.said(''Mois inconnu'', ''Month not known'') else suivi.said($1, $1) end');
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
do $do$
declare
  thing text;
begin
  for thing in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('open', 'desk')
      and (p.proname like 'workshop\_by\_%' or p.proname like 'attendance\_statistics%' or p.proname in ('attendance_known', 'attendance_then')) loop
    execute 'drop function ' || thing;
  end loop;
end
$do$;
-- +goose StatementEnd
drop index record.attendance_cell_of;
drop function record.release_attendance(uuid), record.derived_release(uuid[]),
  record.attendance_gives_away(record.attendance_figure[], record.attendance_figure[], integer), record.attendance_at(uuid, timestamptz), record.attendance_history(uuid[]),
  record.attendance_suppressed(record.attendance_figure[], integer), record.attendance_withheld(record.attendance_figure[], integer, double precision, double precision),
  record.attendance_totals(record.attendance_figure[]), record.attendance_bounds(text, double precision, double precision, double precision, double precision);
drop type record.attendance_figure;
drop table record.attendance_release;
