-- The feed of changes: what counts as a change of a record, and what readers see of it. The table is with the ledger (00002), which writes it.

-- +goose Up
-- +goose StatementBegin
-- The nouns of the feed: what has an id of its own. An addressee is part of its recommendation, although it has one too.
create function record.public_nouns() returns text[] language sql immutable as $$
  select array['organisation', 'place', 'theme', 'instrument', 'programme', 'study_series', 'study', 'finding', 'workshop_series', 'workshop',
    'recommendation', 'action', 'follow_up', 'evidence', 'change_story']
$$;

-- bearers says what a row x of a table is shown with: SQL for the ids of the records that change when it does, besides itself; null for none. What hangs
-- on a part hangs on what the part hangs on (bearers_of). A test asks it of every table.
create function record.bearers(noun text) returns text language sql immutable as $$
  select case
    when noun in ('alias', 'citation', 'code', 'document', 'record_theme', 'record_instrument', 'reported_count') then 'array[x.record_id]'
    when noun = 'reported_count_organisation' then 'array[x.reported_count_id]'
    when noun = 'organisation_successor' then 'array[x.organisation_id]'
    when noun in ('place_parent', 'place_successor') then 'array[x.place_id]'
    when noun in ('programme_organisation', 'programme_country', 'target') then 'array[x.programme_id]'
    when noun in ('study_expert', 'study_place', 'study_method', 'study_group') then 'array[x.study_id]'
    when noun in ('agenda_item', 'participation', 'attendance_cell', 'outcome') then 'array[x.workshop_id]'
    when noun in ('proposer', 'addressee', 'wording', 'repetition', 'status_span', 'recommendation_place', 'recommendation_programme',
      'recommendation_successor') then 'array[x.recommendation_id]'
    when noun = 'position_statement' then 'array[x.addressee_id]'
    when noun = 'lineage' then 'array[x.record_id, x.based_on_id]'
    when noun = 'validation' then 'array[x.study_id, x.workshop_id]'
    when noun = 'finding_study' then 'array[x.finding_id, x.study_id]'
    when noun = 'finding_workshop' then 'array[x.finding_id, x.workshop_id]'
    when noun = 'recommendation_finding' then 'array[x.recommendation_id, x.finding_id]'
    when noun = 'workshop_response' then 'array[x.workshop_id, x.finding_id]'
    -- The voices of a status are follow-ups; whether a series can be published follows from its studies.
    when noun = 'follow_up' then 'array[x.recommendation_id]'
    when noun = 'study' then 'array[x.series_id]'
    -- A workshop is named by those next to it in its series.
    when noun = 'workshop' then 'case when x.series_ordinal is not null then array[
      (select n.id from record.workshop n where n.series_id = x.series_id and n.series_ordinal < x.series_ordinal order by n.series_ordinal desc limit 1),
      (select n.id from record.workshop n where n.series_id = x.series_id and n.series_ordinal > x.series_ordinal order by n.series_ordinal limit 1)] end'
    -- An organisation lends its name to those whom a recommendation asks, and to those who made it. Nobody is named by one that is new.
    when noun = 'organisation' then 'case when x.recorded_at < x.updated_at then array(
      select a.recommendation_id from record.addressee a where a.organisation_id = x.id and a.ended_by is null
      union select p.recommendation_id from record.proposer p where p.organisation_id = x.id and p.ended_by is null) end'
  end
$$;

-- namers are the records that name a record x in a field of their own, and change when it appears or disappears: what cannot be seen is not named.
create function record.namers(noun text) returns text language sql immutable as $$
  select case noun
    when 'recommendation' then 'array(select c.id from record.change_story c where c.recommendation_id = x.id
      union all select s.recommendation_id from record.recommendation_successor s where s.successor_id = x.id and s.ended_by is null)'
    when 'study' then 'array(select c.id from record.change_story c where c.study_id = x.id)'
    when 'follow_up' then 'array(select f.id from record.follow_up f where f.contests_id = x.id)'
  end
$$;

-- bearers_of are the records that parts hang on which other parts can hang on.
create function record.bearers_of(parts uuid[]) returns table (part_id uuid, bearer_id uuid) language sql stable as $$
  select a.id, a.recommendation_id from record.addressee a where a.id = any (parts)
  union all select c.id, c.record_id from record.reported_count c where c.id = any (parts)
  union all select v.id, b.id from record.validation v, unnest(array[v.study_id, v.workshop_id]) as b (id) where v.id = any (parts)
$$;

-- root_in is the root of a row x of a table: what it is about, where it is in whatever part of the record that is in; else itself.
create function record.root_in(noun text) returns text language sql immutable as $$
  select case when noun in ('follow_up', 'action') then 'x.recommendation_id'
    when noun = 'evidence' then '(select f.recommendation_id from record.follow_up f where f.id = x.follow_up_id)' else 'x.id' end
$$;
create function record.root_of(id uuid, noun text) returns uuid language sql stable as $$
  select coalesce(case noun when 'follow_up' then (select f.recommendation_id from record.follow_up f where f.id = $1)
    when 'action' then (select a.recommendation_id from record.action a where a.id = $1)
    when 'evidence' then (select f.recommendation_id from record.evidence e join record.follow_up f on f.id = e.follow_up_id where e.id = $1) end, $1)
$$;

-- What is in which part of the record: belongs to a programme, or is about a place. What was once, stays: whoever follows a part is to hear of what
-- leaves it. A row is seen by those who could see what put the record there. It is written when a command is sealed, for all that moved on.
create table record.part (
  record_id uuid not null,
  whole_id uuid not null,
  visibility suivi.visibility not null,
  keeper_id uuid
);
create unique index part_once on record.part (record_id, whole_id, keeper_id, visibility) nulls not distinct;
create index part_of on record.part (whole_id, record_id);

create function record.derived_part(records uuid[]) returns table (record_id uuid, whole_id uuid, visibility text, keeper_id uuid) language sql stable as $$
  select distinct d.record_id, d.whole_id, d.visibility, case when d.visibility = 'DESK' then d.keeper_id end from (
    select p.id as record_id, p.id as whole_id, p.visibility::text, p.keeper_id from record.programme p where p.id = any (records)
    union all select p.id, p.id, p.visibility, p.keeper_id from record.place p where p.id = any (records)
    -- Of what is removed nothing is said, and it is everywhere.
    union all select '00000000-0000-0000-0000-000000000000', p.id, p.visibility, p.keeper_id from record.programme p where p.id = any (records)
    union all select '00000000-0000-0000-0000-000000000000', p.id, p.visibility, p.keeper_id from record.place p where p.id = any (records)
    union all select l.programme_id, l.place_id, l.visibility, l.keeper_id from record.programme_country l where l.programme_id = any (records)
    union all select s.id, s.programme_id, s.visibility, s.keeper_id from record.study_series s where s.id = any (records)
    union all select s.id, s.programme_id, s.visibility, s.keeper_id from record.study s where s.id = any (records)
    union all select l.study_id, l.place_id, l.visibility, l.keeper_id from record.study_place l where l.study_id = any (records)
    union all select v.id, b.id, w.visibility, w.keeper_id from record.workshop w, unnest(array[w.id, w.series_id]) as v (id), unnest(array[w.programme_id, w.place_id]) as b (id)
      where w.id = any (records) and (v.id = w.id or b.id = w.programme_id)
    union all select l.finding_id, b.id, case when l.visibility = 'OPEN' and s.visibility = 'OPEN' then 'OPEN' else 'DESK' end, l.keeper_id
      from record.finding_study l join record.study s on s.id = l.study_id
      cross join lateral (select s.programme_id as id union all select p.place_id from record.study_place p where p.study_id = s.id) b where l.finding_id = any (records)
    union all select l.finding_id, b.id, l.visibility, l.keeper_id
      from record.finding_workshop l join record.workshop w on w.id = l.workshop_id, unnest(array[w.programme_id, w.place_id]) as b (id) where l.finding_id = any (records)
    union all select l.recommendation_id, l.programme_id, l.visibility, l.keeper_id from record.recommendation_programme l where l.recommendation_id = any (records)
    union all select l.recommendation_id, l.place_id, l.visibility, l.keeper_id from record.recommendation_place l where l.recommendation_id = any (records)
    union all select r.id, s.programme_id, case when s.visibility = 'OPEN' then r.visibility else 'DESK' end, r.keeper_id
      from record.recommendation r join record.study s on s.id = r.study_id where r.id = any (records)
    union all select r.id, w.programme_id, case when w.visibility = 'OPEN' then r.visibility else 'DESK' end, r.keeper_id
      from record.recommendation r join record.workshop w on w.id = r.workshop_id where r.id = any (records)
    union all select c.id, b.id, c.visibility, c.keeper_id from record.change_story c, unnest(array[c.programme_id, c.place_id]) as b (id) where c.id = any (records)
    union all select c.id, s.programme_id, case when s.visibility = 'OPEN' then c.visibility else 'DESK' end, c.keeper_id
      from record.change_story c join record.study s on s.id = c.study_id where c.id = any (records)
  ) d where d.record_id is not null and d.whole_id is not null
$$;

create function record.take_part(place bigint) returns void language plpgsql as $$
declare
  moved uuid[] := array(select distinct c.record_id from record.change c where c.position = place and c.record_id = c.root_id);
  -- Where a study or a workshop was revised, what came of it may belong to something else with it.
  revised_studies uuid[] := array(select s.id from record.study s where s.id = any (moved) and s.position = place and s.version > 1);
  revised_workshops uuid[] := array(select w.id from record.workshop w where w.id = any (moved) and w.position = place and w.version > 1);
  came_of_them uuid[] := array(
    select r.id from record.recommendation r where r.study_id = any (revised_studies)
    union select r.id from record.recommendation r where r.workshop_id = any (revised_workshops)
    union select l.finding_id from record.finding_study l where l.study_id = any (revised_studies)
    union select l.finding_id from record.finding_workshop l where l.workshop_id = any (revised_workshops)
    union select c.id from record.change_story c where c.study_id = any (revised_studies)
    union select w.series_id from record.workshop w where w.id = any (revised_workshops) and w.series_id is not null);
begin
  insert into record.part (record_id, whole_id, visibility, keeper_id) select d.record_id, d.whole_id, d.visibility, d.keeper_id from record.derived_part(moved) d
    on conflict do nothing;
  if came_of_them <> '{}' then
    with entered as (
      insert into record.part (record_id, whole_id, visibility, keeper_id)
        select d.record_id, d.whole_id, d.visibility, d.keeper_id from record.derived_part(came_of_them) d on conflict do nothing
        returning record_id, visibility, keeper_id
    )
    -- Whoever follows that part is told of them now.
    update record.change c set position = place from (select distinct e.record_id, e.visibility, e.keeper_id from entered e) e
      where c.record_id = e.record_id and c.visibility = e.visibility and c.keeper_id is not distinct from e.keeper_id and c.shows and c.position < place;
  end if;
end
$$;

-- What the asker sees of the feed: each record once, at the last place where something changed that the asker sees of it. One that the asker could
-- see once, as everybody could, and sees no more, stands where it was hidden, and nothing is said of it but that. The public has one row of each
-- record; an account can have several, of which the last counts.
call record.expose('change_seen', 'select c.* from record.change c where {visible:c} and (''{schema}'' = ''open'' or c.visibility = ''OPEN''
  or not exists (select from record.closed x where x.id = c.record_id and {cleared:x} is not true))');
call record.expose('change', $view$
  select c.record_id as id, c.position as ordinal, c.record_kind, replace(initcap(replace(c.record_kind, '_', ' ')), ' ', '') as record_typename,
    c.record_id, c.root_id, not (c.shows or '{schema}' <> 'open' and exists (select from {schema}.change_seen o where o.record_id = c.record_id and o.shows)) as removed
  from {schema}.change_seen c
  where '{schema}' = 'open' or case
    when c.shows or exists (select from {schema}.change_seen o where o.record_id = c.record_id and o.shows)
    then not exists (select from {schema}.change_seen o where o.record_id = c.record_id
      and (o.position, o.visibility, coalesce(o.keeper_id, c.record_id)) > (c.position, c.visibility, coalesce(c.keeper_id, c.record_id)))
    else c.visibility = 'OPEN' end
$view$);

-- In which parts of the record a change is: those of its root.
call record.expose('change_programme', 'select p.record_id, p.whole_id as programme_id from record.part p where {visible:p}');
call record.expose('change_place', 'select p.record_id, p.whole_id as place_id from record.part p where {visible:p}');

-- The last place at which the asker sees a change: whoever has read that far has read all.
call record.expose_function('change_head()', 'setof bigint', 'select max(c.ordinal) from {schema}.change c');

create function suivi.cursor_refusal(after bigint) returns text language sql stable security definer set search_path = record, pg_temp as $$
  select case when after < h.horizon then 'CURSOR_EXPIRED' when after > h.position then 'RESYNC_REQUIRED' end from ledger_head h
$$;
comment on function suivi.cursor_refusal is 'Why a place in the ledger cannot be gone on from: what was hidden since is not known any more, or the ledger has not come so far.';
grant execute on function suivi.cursor_refusal(bigint) to suivi_public, suivi_desk;
call record.expose_function('change_refusal(after bigint)', 'text', 'select suivi.cursor_refusal($1)');

-- audience tells apart those who see different things. Of the same grants, the same is seen.
create function suivi.audience() returns text language sql stable as $$
  select encode(sha256(convert_to(concat_ws(' ', suivi.sees_all(), (select string_agg(p::text, ' ' order by p) from unnest(suivi.kept_programmes()) as p)), 'UTF8')), 'hex')
$$;
comment on function suivi.audience is 'What to bind the cursors of an account to: a digest of its grants.';
grant execute on function suivi.audience() to suivi_desk;
-- +goose StatementEnd

-- +goose Down
drop function open.change_refusal(bigint), desk.change_refusal(bigint), open.change_head(), desk.change_head();
drop view open.change_programme, desk.change_programme, open.change_place, desk.change_place,
  open.change, desk.change, open.change_seen, desk.change_seen;
drop function suivi.audience(), suivi.cursor_refusal(bigint);
drop function record.take_part(bigint), record.derived_part(uuid[]);
drop table record.part;
drop function record.root_of(uuid, text), record.root_in(text), record.bearers_of(uuid[]), record.namers(text), record.bearers(text), record.public_nouns();
