-- What is derived: the current state of a follow-up, the statuses and spans, the places within places, and what may be seen. Each is said
-- once, as a query; what is stored for speed is compared with it (`suivi doctor`) and brought in line with it, by the functions here.

-- +goose Up
-- +goose StatementBegin
create function record.derived_state(follow_ups uuid[]) returns table (follow_up_id uuid, state text) language sql stable as $$
  select f.id, coalesce((select d.state::text from record.follow_up_decision d where d.follow_up_id = f.id
    order by d.position desc nulls first, d.id desc limit 1), 'SUBMITTED') from unnest(follow_ups) as f (id)
$$;

create function record.weakest(assurances text[]) returns text language sql immutable as $$
  select case when 'DISPUTED' = any (assurances) then 'DISPUTED' when 'CLAIMED' = any (assurances) then 'CLAIMED'
    when 'REPORTED' = any (assurances) then 'REPORTED' when 'VERIFIED' = any (assurances) then 'VERIFIED' end
$$;

-- The roll-up of the lead addressees: all alike gives that; any contrary, contrary; all done, implemented; some done or partly, partially
-- implemented; any in progress, in progress; else the least advanced that is known.
create function record.rolled_up(parts text[]) returns text language sql immutable as $$
  select case
    when cardinality(parts) = 0 or parts <@ array['NO_INFORMATION'] then 'NO_INFORMATION'
    when parts <@ array[parts[1]] then parts[1]
    when 'CONTRARY_ACTION_TAKEN' = any (parts) then 'CONTRARY_ACTION_TAKEN'
    when parts <@ array['IMPLEMENTED', 'IMPLEMENTED_OTHERWISE'] then 'IMPLEMENTED'
    when parts && array['IMPLEMENTED', 'IMPLEMENTED_OTHERWISE', 'PARTIALLY_IMPLEMENTED'] then 'PARTIALLY_IMPLEMENTED'
    when 'IN_PROGRESS' = any (parts) then 'IN_PROGRESS'
    when 'NOT_IMPLEMENTED' = any (parts) then 'NOT_IMPLEMENTED'
    else 'NOT_STARTED'
  end
$$;

-- The spans of each recommendation and of each of its addressees. A span begins where a statement, a contest or a position does; what holds from there on
-- is the latest of each. Of several statements about one day the one that was recorded last holds (not written: who may see a row is written too). One that
-- contests another is a voice, not a status, and makes the status it contests disputed; one about an action tells of that action alone. All days are
-- gone through once, in order: `nth_statement` counts the statements up to a day, and the first line with that number is the one that holds.
create function record.derived_span(recommendations uuid[]) returns table (recommendation_id uuid, addressee_id uuid, valid_from date, valid_to date,
  implementation text, assurance text, as_of date, derivation text, stated_by_id uuid, follow_up_id uuid,
  position_value text, position_stated_on date, position_stated_by_id uuid, lifecycle_stage text, due_on date)
language sql stable as $$
  with whole as materialized (
    select r.id, r.lifecycle_stage, r.lifecycle_since, r.lifecycle_published, r.due_on from record.recommendation r where r.id = any (recommendations)
  ), asked as materialized (
    select a.id, a.recommendation_id, a.lead from record.addressee a where a.recommendation_id = any (recommendations) and a.ended_by is null
  ), told as materialized (
    select f.id, f.recommendation_id, f.addressee_id, f.as_of, f.recorded_at, f.implementation::text, f.assurance::text, f.stated_by_id, f.contests_id, f.action_id
      from record.follow_up f where f.recommendation_id = any (recommendations) and f.state = 'ACCEPTED'
  ), statement as materialized (
    select f.*, (select min(c.as_of) from record.follow_up c where c.contests_id = f.id and c.state = 'ACCEPTED') as disputed_on
      from told f where f.contests_id is null and f.action_id is null
  ), contest as materialized (
    select c.recommendation_id, c.addressee_id, c.as_of from told c where c.contests_id is not null and c.action_id is null
    union all
    select c.recommendation_id, f.addressee_id, c.as_of from told c join record.follow_up f on f.id = c.contests_id where c.contests_id is not null and f.action_id is null
  ), stance as materialized (
    select a.recommendation_id, a.id as addressee_id, coalesce(p.stated_on, '-infinity') as day, p.* from asked a
      cross join lateral (select p.id, p.value::text, p.stated_on, p.stated_by_id, p.recorded_at from record.position_statement p where p.addressee_id = a.id offset 0) p
  ), of_addressees as (
    select s.addressee_id, s.as_of as day, s.recorded_at, s.id as follow_up_id, s.implementation, s.assurance, s.disputed_on, s.stated_by_id,
      null::uuid as position_id, null::text as position_value, null::date as position_stated_on, null::uuid as position_stated_by_id
      from statement s where s.addressee_id is not null
    union all
    select p.addressee_id, p.day, p.recorded_at, null, null, null, null, null, p.id, p.value, p.stated_on, p.stated_by_id from stance p
    union all
    select c.addressee_id, c.as_of, null, null, null, null, null, null, null, null, null, null from contest c where c.addressee_id is not null
    union all
    select a.id, '-infinity', null, null, null, null, null, null, null, null, null, null from asked a
  ), addressees_in_turn as (
    select e.*, lead(e.day) over w as next_day, row_number() over w as nth, count(e.follow_up_id) over w as nth_statement, count(e.position_id) over w as nth_position
    from of_addressees e
    window w as (partition by e.addressee_id order by e.day, e.position_id is not null, e.position_stated_on is not null,
      e.recorded_at, coalesce(e.follow_up_id, e.position_id) rows unbounded preceding)
  ), addressees_held as (
    select e.addressee_id, e.day, e.next_day, first_value(e.follow_up_id) over s as follow_up_id, first_value(e.implementation) over s as implementation,
      first_value(e.assurance) over s as assurance, first_value(e.disputed_on) over s as disputed_on, first_value(e.stated_by_id) over s as stated_by_id,
      case when e.nth_statement > 0 then first_value(e.day) over s end as as_of, first_value(e.position_value) over p as position_value,
      first_value(e.position_stated_on) over p as position_stated_on, first_value(e.position_stated_by_id) over p as position_stated_by_id
    from addressees_in_turn e
    window s as (partition by e.addressee_id, e.nth_statement order by e.nth), p as (partition by e.addressee_id, e.nth_position order by e.nth)
  ), parts as materialized (
    select a.recommendation_id, e.addressee_id, a.lead, e.day as valid_from, coalesce(e.next_day, 'infinity') as valid_to, e.follow_up_id,
      coalesce(e.implementation, 'NO_INFORMATION') as implementation, case when e.disputed_on <= e.day then 'DISPUTED' else e.assurance end as assurance, e.as_of,
      e.stated_by_id, coalesce(e.position_value, 'NONE_YET') as position_value, e.position_stated_on, e.position_stated_by_id
    from addressees_held e join asked a on a.id = e.addressee_id where e.day is distinct from e.next_day
  ), of_wholes as (
    select s.recommendation_id, s.as_of as day, s.recorded_at, s.id as follow_up_id, s.implementation, s.assurance, s.disputed_on, s.stated_by_id
      from statement s where s.addressee_id is null
    union all
    select d.recommendation_id, d.day, null, null, null, null, null, null from (
      select s.recommendation_id, s.as_of as day from statement s where s.addressee_id is not null
      union select c.recommendation_id, c.as_of from contest c
      union select p.recommendation_id, p.day from stance p
      union select r.id, '-infinity'::date from whole r
      union select r.id, r.lifecycle_since from whole r where r.lifecycle_since is not null) d
  ), wholes_in_turn as (
    select e.*, lead(e.day) over w as next_day, row_number() over w as nth, count(e.follow_up_id) over w as nth_statement from of_wholes e
    window w as (partition by e.recommendation_id order by e.day, e.recorded_at, e.follow_up_id rows unbounded preceding)
  ), wholes_held as (
    select e.recommendation_id, e.day, e.next_day, first_value(e.follow_up_id) over s as follow_up_id, first_value(e.implementation) over s as implementation,
      first_value(e.assurance) over s as assurance, first_value(e.disputed_on) over s as disputed_on, first_value(e.stated_by_id) over s as stated_by_id,
      case when e.nth_statement > 0 then first_value(e.day) over s end as as_of
    from wholes_in_turn e window s as (partition by e.recommendation_id, e.nth_statement order by e.nth)
  ), wholes as materialized (
    select e.*, coalesce(e.next_day, 'infinity') as until from wholes_held e where e.day is distinct from e.next_day
  ), rolled as (
    select w.recommendation_id, w.day, record.rolled_up(array_agg(p.implementation)) as implementation,
      record.weakest(array_agg(p.assurance) filter (where p.implementation <> 'NO_INFORMATION')) as assurance, max(p.as_of) as as_of
    from wholes w join parts p on p.recommendation_id = w.recommendation_id and p.lead and p.valid_from <= w.day and w.day < p.valid_to
    where w.follow_up_id is null
    group by w.recommendation_id, w.day
  )
  select w.recommendation_id, null::uuid, w.day, w.until, coalesce(w.implementation, rolled.implementation, 'NO_INFORMATION'),
    case when w.follow_up_id is null then rolled.assurance when w.disputed_on <= w.day then 'DISPUTED' else w.assurance end, coalesce(w.as_of, rolled.as_of),
    case when w.follow_up_id is not null then 'STATED' when rolled.implementation <> 'NO_INFORMATION' then 'ROLLED_UP' end,
    w.stated_by_id, w.follow_up_id, null::text, null::date, null::uuid,
    -- Of the stages before the present one the record knows only whether what ended had been published.
    case when r.lifecycle_stage <> 'ENDED' or w.day >= coalesce(r.lifecycle_since, '-infinity') then r.lifecycle_stage
      when r.lifecycle_published then 'PUBLISHED' else 'DRAFT' end, r.due_on
  from wholes w
  join whole r on r.id = w.recommendation_id
  left join rolled on rolled.recommendation_id = w.recommendation_id and rolled.day = w.day
  union all
  select p.recommendation_id, p.addressee_id, p.valid_from, p.valid_to, p.implementation, p.assurance, p.as_of,
    case when p.follow_up_id is not null then 'STATED' end, p.stated_by_id, p.follow_up_id, p.position_value, p.position_stated_on, p.position_stated_by_id,
    null::text, null::date
  from parts p
$$;

-- hold makes the commands that write about the same study or recommendation take turns: what each derives, it derives from what the others
-- left. Studies come first and both in the order of their ids, so that no two wait for each other. What is locked is not the key, which new
-- rows refer to.
create function record.hold(recommendations uuid[], studies uuid[]) returns void language plpgsql as $$
begin
  perform from record.study s where s.id = any (studies || array(select r.study_id from record.recommendation r where r.id = any (recommendations)))
    order by s.id for share;
  perform from record.recommendation r where r.id = any (recommendations) or r.study_id = any (studies) order by r.id for no key update;
end
$$;

-- respect_series refuses what a series forbids: a study that is open or published while another one is not validated. What is given are studies, or
-- series whose rule has changed. It sees every study, which the
-- clerk does not, and commands that write to the same series take turns.
create function record.respect_series(studies uuid[]) returns void language plpgsql security definer set search_path = record, pg_temp as $$
declare
  waiting uuid[] := array(select distinct s.series_id from study s join study_series x on x.id = s.series_id
    where (s.id = any (studies) or s.series_id = any (studies)) and x.rule = 'ALL_VALIDATED' order by s.series_id);
begin
  perform from study_series x where x.id = any (waiting) order by x.id for no key update;
  if exists (select from study s where s.series_id = any (waiting) and (s.disclosure = 'OPEN' or s.stage = 'PUBLISHED')
      and exists (select from study o where o.series_id = s.series_id and o.stage not in ('VALIDATED', 'PUBLISHED'))) then
    raise exception 'a series waits for all its studies' using errcode = 'check_violation', constraint = 'study_series_waits_for_all';
  end if;
end
$$;

-- The texts of recommendations: of each language the latest wording; a translation of a wording that has changed since is stale.
create function record.derived_text(recommendations uuid[]) returns table (recommendation_id uuid, text jsonb) language sql stable as $$
  with latest as (
    select distinct on (w.recommendation_id, w.language) w.recommendation_id, w.language, w.text, w.state, coalesce(w.stated_on, '-infinity') as day,
      coalesce(w.recorded_at, 'infinity') as at
    from record.wording w where w.recommendation_id = any (recommendations)
    order by w.recommendation_id, w.language, w.stated_on desc nulls last, w.recorded_at desc nulls first, w.id desc
  ), beside as (
    -- The latest of what is in its original language, next to each.
    select l.*, first_value(l.state) over w = 'ORIGINAL' as from_original, first_value(l.day) over w as original_day, first_value(l.at) over w as original_at from latest l
    window w as (partition by l.recommendation_id order by l.state = 'ORIGINAL' desc, l.day desc, l.at desc)
  )
  select l.recommendation_id, jsonb_object_agg(l.language, jsonb_build_object('text', l.text, 'state', case
    when l.state <> 'ORIGINAL' and l.from_original and (l.original_day, l.original_at) > (l.day, l.at) then 'STALE' else l.state end))
  from beside l group by l.recommendation_id
$$;

-- The ids of the rows that one command makes here: they stand next to each other in the index.
create function suivi.id_within(command uuid, ordinal bigint) returns uuid language sql immutable as $$
  select (left(command::text, 24) || lpad(to_hex(ordinal), 12, '0'))::uuid
$$;

-- derive brings the states, spans and statuses of some recommendations in line with what was said of them. It answers with the tables that
-- it touched, for the seal.
create function record.derive(recommendations uuid[], command uuid) returns text[]
language plpgsql security definer set search_path = record, pg_temp set work_mem = '32MB' set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
  if not suivi.known_account() then
    raise exception 'a command needs an account' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(recommendations) > 20 then -- so many are worth a plan of their own
    set local plan_cache_mode = force_custom_plan;
    set local enable_seqscan = on;
  end if;
  perform hold(recommendations, '{}');
  update follow_up f set state = d.state, version = f.version + 1, command_id = command, position = null
    from derived_state(array(select o.id from follow_up o where o.recommendation_id = any (recommendations))) d
    where f.id = d.follow_up_id and f.state <> d.state;

  update recommendation r set text = d.text, command_id = command, position = null
    from derived_text(recommendations) d where d.recommendation_id = r.id and r.text <> d.text;

  -- One statement, so that its plan can be kept. What no longer holds is ended before what holds instead is added.
  with now_derived as materialized (
    select d.*, row(d.valid_to, d.implementation, d.assurance, d.as_of, d.derivation, d.stated_by_id, d.follow_up_id, d.position_value,
      d.position_stated_on, d.position_stated_by_id, d.lifecycle_stage, d.due_on) as says
    from derived_span(recommendations) d
  ), stored as materialized (
    select s.id, s.recommendation_id, s.addressee_id, s.valid_from, row(s.valid_to, s.implementation::text, s.assurance::text, s.as_of, s.derivation,
      s.stated_by_id, s.follow_up_id, s.position_value::text, s.position_stated_on, s.position_stated_by_id, s.lifecycle_stage, s.due_on) as says
    from status_span s where s.recommendation_id = any (recommendations) and s.ended_by is null
  ), ended as (
    update status_span s set ended_by = command from stored o left join now_derived d on d.recommendation_id = o.recommendation_id
      and d.valid_from = o.valid_from and d.addressee_id is not distinct from o.addressee_id
      where s.id = o.id and d.says is distinct from o.says returning 1
  ), added as (
    -- A span is seen where its recommendation is; what that comes to is derived next.
    insert into status_span (id, keeper_id, visibility, command_id, recommendation_id, addressee_id, valid_from, valid_to, implementation, assurance, as_of,
        derivation, stated_by_id, follow_up_id, position_value, position_stated_on, position_stated_by_id, lifecycle_stage, due_on)
      select suivi.id_within(command, row_number() over ()), r.keeper_id, r.visibility, command, d.recommendation_id, d.addressee_id, d.valid_from, d.valid_to,
        d.implementation, d.assurance, d.as_of, d.derivation, d.stated_by_id, d.follow_up_id, d.position_value, d.position_stated_on,
        d.position_stated_by_id, d.lifecycle_stage, d.due_on
      from now_derived d join recommendation r on r.id = d.recommendation_id
        left join stored o on o.recommendation_id = d.recommendation_id and o.valid_from = d.valid_from and o.addressee_id is not distinct from d.addressee_id
      where o.says is distinct from d.says and (select count(*) from ended) >= 0 returning 1
  ), parts as (
    update addressee a set status_implementation = d.implementation, status_assurance = d.assurance, status_as_of = d.as_of,
        status_stated_by_id = d.stated_by_id, position_value = d.position_value, position_stated_on = d.position_stated_on,
        position_stated_by_id = d.position_stated_by_id, command_id = command, position = null
      from now_derived d where d.addressee_id = a.id and d.valid_to = 'infinity'
        and (a.status_implementation::text, a.status_assurance::text, a.status_as_of, a.status_stated_by_id, a.position_value::text,
          a.position_stated_on, a.position_stated_by_id) is distinct from (d.implementation, d.assurance, d.as_of, d.stated_by_id, d.position_value,
          d.position_stated_on, d.position_stated_by_id) returning 1
  )
  update recommendation r set status_implementation = d.implementation, status_assurance = d.assurance, status_as_of = d.as_of,
      status_derivation = d.derivation, status_stated_by_id = d.stated_by_id, command_id = command, position = null
    from now_derived d where d.recommendation_id = r.id and d.addressee_id is null and d.valid_to = 'infinity'
      and (r.status_implementation::text, r.status_assurance::text, r.status_as_of, r.status_derivation, r.status_stated_by_id)
        is distinct from (d.implementation, d.assurance, d.as_of, d.derivation, d.stated_by_id)
      and (select count(*) from added) + (select count(*) from parts) >= 0;
  return array['follow_up', 'status_span', 'recommendation', 'addressee'];
end
$$;

-- Where a place lies now, or lay last.
create function record.derived_within(place uuid) returns uuid language sql stable as $$
  select p.parent_id from record.place_parent p where p.place_id = place and p.ended_by is null
  order by p.valid_to desc nulls first, p.valid_from desc nulls last limit 1
$$;

create function record.derived_ancestor() returns table (ancestor_id uuid, place_id uuid) language sql stable as $$
  with recursive lies as (
    select p.id as ancestor_id, p.id as place_id from record.place p
    union
    select l.ancestor_id, p.place_id from lies l join record.place_parent p on p.parent_id = l.place_id and p.ended_by is null
  )
  select l.ancestor_id, l.place_id from lies l
$$;

-- What lies wholly in a place: itself, what lies or lay in it, and former places that went into it whole, which are given as pairs. Of what lay
-- in such a former place only that which lay there to its end: what had left before did not go the same way.
create function record.lying_in(place_ids uuid[], former_ids uuid[]) returns table (place_id uuid, lying_id uuid) language sql stable as $$
  with recursive lies as (
    select p.id as place_id, p.id as lying_id, null::date as until from record.place p
    union
    select t.place_id, t.former_id, coalesce(f.valid_to, 'infinity') from unnest(place_ids, former_ids) as t (place_id, former_id)
      join record.place f on f.id = t.former_id
    union
    select l.place_id, p.place_id, null from lies l join record.place_parent p on p.parent_id = l.lying_id and p.ended_by is null
      and coalesce(p.valid_to, 'infinity') >= coalesce(l.until, '-infinity')
  )
  select distinct l.place_id, l.lying_id from lies l
$$;

-- A former place is taken over whole by what all its successors lie in, as far as that is known by now.
create function record.taken_over(place_ids uuid[], former_ids uuid[]) returns table (place_id uuid, former_id uuid) language sql stable as $$
  with lies as materialized (select * from record.lying_in(place_ids, former_ids)),
  successor as (select s.place_id, s.successor_id, count(*) over (partition by s.place_id) as many from record.place_successor s where s.ended_by is null)
  select l.place_id, s.place_id from successor s join lies l on l.lying_id = s.successor_id
  where not exists (select from lies k where k.place_id = l.place_id and k.lying_id = s.place_id)
  group by l.place_id, s.place_id having count(*) = min(s.many)
$$;

-- What asking for a place finds. To what lies wholly in it comes what its area went to, and what lies in that. These do not take over anything: they
-- may have area of others too.
create function record.derived_reach() returns table (place_id uuid, reached_id uuid) language plpgsql stable as $$
declare
  place_ids uuid[] := '{}';
  former_ids uuid[] := '{}';
  more_places uuid[];
  more_formers uuid[];
begin
  loop -- a former place may itself have taken over another
    select coalesce(array_agg(t.place_id), '{}'), coalesce(array_agg(t.former_id), '{}') into more_places, more_formers
      from record.taken_over(place_ids, former_ids) t;
    exit when more_places = '{}';
    place_ids := place_ids || more_places;
    former_ids := former_ids || more_formers;
  end loop;
  return query with recursive lies as materialized (select * from record.lying_in(place_ids, former_ids)),
  reach as (
    select l.place_id, l.lying_id as reached_id, false as beyond from lies l
    union
    select r.place_id, further.id, true from reach r cross join lateral (
      select s.successor_id as id from record.place_successor s where s.place_id = r.reached_id and s.ended_by is null
      union all
      select p.place_id from record.place_parent p where r.beyond and p.parent_id = r.reached_id and p.ended_by is null) further
    where not exists (select from lies l where l.place_id = r.place_id and l.lying_id = further.id)
  )
  select r.place_id, r.reached_id from reach r;
end
$$;

create function record.derive_places(command uuid) returns text[] language plpgsql security definer set search_path = record, pg_temp as $$
begin
  if not suivi.known_account() then
    raise exception 'a command needs an account' using errcode = 'insufficient_privilege';
  end if;
  lock table place_ancestor in exclusive mode; -- what lies in what is derived of all places at once; readers go on
  update place p set within_id = derived_within(p.id), command_id = command, position = null where p.within_id is distinct from derived_within(p.id);
  delete from place_ancestor a where not exists (select from derived_ancestor() d where d.ancestor_id = a.ancestor_id and d.place_id = a.place_id);
  insert into place_ancestor select * from derived_ancestor() on conflict do nothing;
  if exists (select from place_parent a join place_ancestor b on b.ancestor_id = a.place_id and b.place_id = a.parent_id where a.ended_by is null) then
    raise exception 'a place cannot lie within itself' using errcode = 'check_violation', constraint = 'place_does_not_lie_in_itself';
  end if;
  with derived as materialized (select d.place_id, d.reached_id from derived_reach() d),
  gone as (delete from place_reach r where not exists (select from derived d where d.place_id = r.place_id and d.reached_id = r.reached_id))
  insert into place_reach select * from derived on conflict do nothing;
  return array['place'];
end
$$;

-- What may be seen by everybody. `root` is the record whose publishing, hiding or opening decides: a recommendation, a study, a story. A row that
-- hangs on several is seen as soon as one of them shows it. `stored` is what the row says now. It is said once and made twice: derived_visibility says it
-- of the whole record, derived_visibility_of(roots) of what hangs on some roots, each of which it looks at once.
do $do$
declare
  said constant text := $said$
    with recommendation as {once} (
      select r.id, case when r.lifecycle_published and coalesce(s.disclosure, 'OPEN') = 'OPEN' then 'OPEN' else 'DESK' end as visibility,
        r.visibility as stored
      from record.recommendation r left join record.study s on s.id = r.study_id where {root:r.id}
    ), study as {once} (
      select s.id, case when s.disclosure = 'PRIVATE' then 'DESK' else 'OPEN' end as visibility,
        case when s.disclosure = 'OPEN' then 'OPEN' else 'DESK' end as content, s.visibility as stored
      from record.study s where {root:s.id}
    ), follow_up as {once} (
      select f.id, f.recommendation_id, f.stated_by_id, case when f.state = 'ACCEPTED' then r.visibility else 'DESK' end as visibility, f.visibility as stored
      from record.follow_up f join recommendation r on r.id = f.recommendation_id
    ), evidence as {once} (
      select e.id, f.recommendation_id, case when e.sensitivity = 'PUBLIC' then f.visibility else 'DESK' end as visibility, e.visibility as stored
      from record.evidence e join follow_up f on f.id = e.follow_up_id
    ), finding as {once} (
      -- Shown by a workshop, or by a study that is open; one that nothing is said to have shown is seen by nobody but its keepers.
      select f.id, shown.root, shown.visibility, f.visibility as stored from record.finding f join (
        select fs.finding_id, s.id as root, s.content as visibility from record.finding_study fs join study s on s.id = fs.study_id where fs.ended_by is null
        union all
        select fw.finding_id, fw.finding_id, 'OPEN' from record.finding_workshop fw where fw.ended_by is null and {root:fw.finding_id}
        union all
        select n.id, n.id, 'DESK' from record.finding n where not exists (select from record.finding_study fs where fs.finding_id = n.id and fs.ended_by is null)
          and not exists (select from record.finding_workshop fw where fw.finding_id = n.id and fw.ended_by is null) and {root:n.id}
      ) shown on shown.finding_id = f.id
    ), change_story as {once} (
      select c.id, c.id as root, c.source_id, c.verifier_id,
        case when c.sensitivity = 'PUBLIC' and coalesce(s.disclosure, 'OPEN') = 'OPEN' then 'OPEN' else 'DESK' end as visibility,
        c.visibility as stored
      from record.change_story c left join record.study s on s.id = c.study_id where {root:c.id}
      union all
      select c.id, s.id, c.source_id, c.verifier_id, case when c.sensitivity = 'PUBLIC' and s.content = 'OPEN' then 'OPEN' else 'DESK' end, c.visibility
      from record.change_story c join study s on s.id = c.study_id
    ), lineage as {once} (
      -- What rests on something that is not seen says so to nobody, and the other way round.
      select l.id, s.id as root, case when s.visibility = 'OPEN' and coalesce(b.disclosure, 'OPEN') <> 'PRIVATE' then 'OPEN' else 'DESK' end as visibility, l.visibility as stored
      from record.lineage l join study s on s.id = l.record_id left join record.study b on b.id = l.based_on_id
      union all
      select l.id, b.id, case when b.visibility = 'OPEN' and coalesce(s.disclosure, 'OPEN') <> 'PRIVATE' then 'OPEN' else 'DESK' end, l.visibility
      from record.lineage l join study b on b.id = l.based_on_id left join record.study s on s.id = l.record_id
    ), shown as {once} (
      -- What hangs on a record, whatever its noun: citations, codes, themes and the like.
      select id, id as root, visibility from study
      union all select id, id, visibility from recommendation
      union all select id, recommendation_id, visibility from follow_up
      union all select id, recommendation_id, visibility from evidence
      union all select id, root, visibility from finding
      union all select id, root, visibility from change_story
      union all select a.id, r.id, r.visibility from record.action a join recommendation r on r.id = a.recommendation_id
      union all select v.id, s.id, s.visibility from record.validation v join study s on s.id = v.study_id
      union all select c.id, s.id, s.visibility from record.reported_count c join study s on s.id = c.record_id
    )
    select 'study' as noun, s.id, s.id as root, s.visibility, s.stored from study s
    union all select 'study_expert', e.id, s.id, s.visibility, e.visibility from record.study_expert e join study s on s.id = e.study_id
    union all select 'study_place', e.id, s.id, s.visibility, e.visibility from record.study_place e join study s on s.id = e.study_id
    union all select 'study_method', e.id, s.id, s.visibility, e.visibility from record.study_method e join study s on s.id = e.study_id
    union all select 'study_group', e.id, s.id, s.visibility, e.visibility from record.study_group e join study s on s.id = e.study_id
    union all select 'validation', v.id, s.id, s.visibility, v.visibility from record.validation v join study s on s.id = v.study_id
    union all select 'document', d.id, s.id, s.content, d.visibility from record.document d join study s on s.id = d.record_id
    union all select 'reported_count', c.id, s.id, s.visibility, c.visibility from record.reported_count c join study s on s.id = c.record_id
    union all select 'reported_count_organisation', o.id, s.id, s.visibility, o.visibility from record.reported_count_organisation o
      join record.reported_count c on c.id = o.reported_count_id join study s on s.id = c.record_id
    union all select 'lineage', l.id, l.root, l.visibility, l.stored from lineage l
    union all select 'finding_study', fs.id, s.id, s.content, fs.visibility from record.finding_study fs join study s on s.id = fs.study_id
    union all select 'finding', f.id, f.root, f.visibility, f.stored from finding f
    union all select 'workshop_response', w.id, f.root, f.visibility, w.visibility from record.workshop_response w join finding f on f.id = w.finding_id
    union all select 'recommendation', r.id, r.id, r.visibility, r.stored from recommendation r
    union all select 'recommendation_finding', l.id, r.id, r.visibility, l.visibility from record.recommendation_finding l join recommendation r on r.id = l.recommendation_id
    union all select 'wording', w.id, r.id, r.visibility, w.visibility from record.wording w join recommendation r on r.id = w.recommendation_id
    union all select 'repetition', p.id, r.id, r.visibility, p.visibility from record.repetition p join recommendation r on r.id = p.recommendation_id
    union all select 'action', a.id, r.id, r.visibility, a.visibility from record.action a join recommendation r on r.id = a.recommendation_id
    union all select 'addressee', a.id, r.id, r.visibility, a.visibility from record.addressee a join recommendation r on r.id = a.recommendation_id
    union all select 'proposer', p.id, r.id, case when p.sensitivity = 'PUBLIC' then r.visibility else 'DESK' end, p.visibility from record.proposer p join recommendation r on r.id = p.recommendation_id
    union all select 'recommendation_place', l.id, r.id, r.visibility, l.visibility from record.recommendation_place l join recommendation r on r.id = l.recommendation_id
    union all select 'recommendation_programme', l.id, r.id, r.visibility, l.visibility from record.recommendation_programme l join recommendation r on r.id = l.recommendation_id
    union all select 'recommendation_successor', l.id, r.id, r.visibility, l.visibility from record.recommendation_successor l join recommendation r on r.id = l.recommendation_id
    union all select 'status_span', l.id, r.id, r.visibility, l.visibility from record.status_span l join recommendation r on r.id = l.recommendation_id
    union all select 'position_statement', p.id, r.id, r.visibility, p.visibility from record.position_statement p join record.addressee a on a.id = p.addressee_id
      join recommendation r on r.id = a.recommendation_id
    union all select 'follow_up', f.id, f.recommendation_id, f.visibility, f.stored from follow_up f
    union all select 'evidence', e.id, e.recommendation_id, e.visibility, e.stored from evidence e
    union all select 'change_story', c.id, c.root, c.visibility, c.stored from change_story c
    union all select 'source', e.source_id, s.id, s.visibility, who.visibility from record.study_expert e join record.source who on who.id = e.source_id join study s on s.id = e.study_id
    union all select 'source', p.stated_by_id, r.id, r.visibility, who.visibility from record.position_statement p join record.source who on who.id = p.stated_by_id join record.addressee a on a.id = p.addressee_id
      join recommendation r on r.id = a.recommendation_id where p.stated_by_id is not null
    union all select 'source', p.stated_by_id, r.id, r.visibility, who.visibility from record.repetition p join record.source who on who.id = p.stated_by_id join recommendation r on r.id = p.recommendation_id where p.stated_by_id is not null
    union all select 'source', f.stated_by_id, f.recommendation_id, f.visibility, who.visibility from follow_up f join record.source who on who.id = f.stated_by_id
    union all select 'source', o.stated_by_id, o.stated_by_id, 'OPEN', who.visibility from record.outcome o join record.source who on who.id = o.stated_by_id where o.stated_by_id is not null and {root:o.stated_by_id}
    union all select 'source', c.source_id, c.root, c.visibility, who.visibility from change_story c join record.source who on who.id = c.source_id where c.source_id is not null
    union all select 'source', c.verifier_id, c.root, c.visibility, who.visibility from change_story c join record.source who on who.id = c.verifier_id where c.verifier_id is not null
    union all select 'citation', c.id, s.root, s.visibility, c.visibility from record.citation c join shown s on s.id = c.record_id
    union all select 'code', c.id, s.root, s.visibility, c.visibility from record.code c join shown s on s.id = c.record_id
    union all select 'record_theme', c.id, s.root, s.visibility, c.visibility from record.record_theme c join shown s on s.id = c.record_id
    union all select 'record_instrument', c.id, s.root, s.visibility, c.visibility from record.record_instrument c join shown s on s.id = c.record_id
  $said$;
begin
  execute 'create view record.derived_visibility as ' || regexp_replace(replace(said, '{once}', 'not materialized'), '\{root:([a-z_.]+)\}', 'true', 'g');
  execute format('create function record.derived_visibility_of(roots uuid[]) returns table (noun text, id uuid, root uuid, visibility text, stored text) language sql stable as %L',
    regexp_replace(replace(said, '{once}', 'materialized'), '\{root:([a-z_.]+)\}', '\1 = any (roots)', 'g'));
end
$do$;

-- A story is looked for from its study.
create index change_story_study on record.change_story (study_id) where study_id is not null;

-- The nouns of derived_visibility: whose rows are seen where a recommendation, a study or a story is. A test holds the two together.
create function record.shown_nouns() returns text[] language sql immutable as $$
  select array['study', 'study_expert', 'study_place', 'study_method', 'study_group', 'validation', 'document', 'reported_count',
    'reported_count_organisation', 'lineage', 'finding_study', 'finding', 'workshop_response', 'recommendation', 'recommendation_finding', 'wording',
    'repetition', 'action', 'addressee', 'proposer', 'recommendation_place', 'recommendation_programme', 'recommendation_successor', 'status_span',
    'position_statement', 'follow_up', 'evidence', 'change_story', 'source', 'citation', 'code', 'record_theme', 'record_instrument']
$$;

-- derive_visibility brings what may be seen of some recommendations and studies, findings and stories among them, in line with what derives.
-- It answers with the tables that it wrote to. Its plans are made once for each connection: making them takes longer than carrying them out. They
-- go by indexes alone: a command is little beside the record, and a plan made while the record was small is kept when it has grown. A command that is not
-- little has plans of its own.
create function record.derive_visibility(recommendations uuid[], studies uuid[], command uuid) returns text[]
language plpgsql security definer set search_path = record, pg_temp set work_mem = '32MB' set plan_cache_mode = force_generic_plan
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  roots uuid[];
  noun text;
  seen uuid[];
  hidden uuid[];
  stamp text;
  changed bigint;
  touched text[] := '{}';
begin
  if not suivi.known_account() then
    raise exception 'a command needs an account' using errcode = 'insufficient_privilege';
  end if;
  perform respect_series(studies);
  perform hold(recommendations, studies);
  if cardinality(recommendations || studies) > 20 then -- so many are worth a plan of their own
    set local plan_cache_mode = force_custom_plan;
    set local enable_seqscan = on;
    set local enable_hashjoin = on;
    set local enable_mergejoin = on;
  end if;
  roots := recommendations || studies || array(select r.id from recommendation r where r.study_id = any (studies));
  -- A finding is seen as soon as one of the studies that showed it is open: they all have their say, and so have the other findings of theirs.
  roots := array(
    with recursive together (id) as (
      select unnest(roots)
      union
      select linked.id from together t cross join lateral (
        select fs.finding_id as id from finding_study fs where fs.study_id = t.id and fs.ended_by is null
        union all
        select fs.study_id from finding_study fs where fs.finding_id = t.id and fs.ended_by is null) linked
    )
    select t.id from together t);
  -- Nobody discloses them meanwhile, nor what they rest on or what rests on them: a list of what is to be shown and hidden must be true until
  -- that is done.
  perform from study s where s.id = any (roots || array(select l.based_on_id from lineage l where l.record_id = any (roots))
    || array(select l.record_id from lineage l where l.based_on_id = any (roots))) order by s.id for share;
  -- Most commands write their rows as they are to be seen, and this is all that there is to do.
  for noun, seen, hidden in
    with derived as materialized (
      select d.noun, d.id, d.visibility, d.stored from derived_visibility_of(roots) d
    ), verdict as (
      select d.noun, d.id, bool_or(d.visibility = 'OPEN') as open, bool_or(d.stored = 'OPEN') as was_open from derived d
      where (d.noun, d.id) in (select w.noun, w.id from derived w where w.visibility <> w.stored) group by d.noun, d.id
    )
    select v.noun, coalesce(array_agg(v.id) filter (where v.open), '{}'), coalesce(array_agg(v.id) filter (where not v.open), '{}')
    from verdict v where v.open <> v.was_open group by v.noun
  loop
    stamp := case when has_column(noun, 'position') then ', command_id = $3, position = null' else '' end;
    -- What hangs on a record that is not written anew, or is named by one, is noted for the feed of changes.
    execute format('with flipped as (
        update record.%1$I x set visibility = case when visibility = ''OPEN'' then ''DESK'' else ''OPEN'' end%2$s
        where id = any ($1) and visibility <> ''OPEN'' or id = any ($2) and visibility <> ''DESK'' returning x.*
      ), noted as (
        insert into record.shown_otherwise (command_id, record_id)
          select distinct $3, b.id from flipped x, unnest(%3$s) as b (id) where b.id is not null and x.%4$I is not null
      ) select count(*) from flipped', noun, stamp, concat_ws(' || ', coalesce(bearers(noun), 'null::uuid[]'), namers(noun)),
        case when stamp = '' then 'recorded_from' else 'recorded_at' end) into changed using seen, hidden, command;
    if changed > 0 then
      touched := touched || noun;
    end if;
  end loop;
  return touched;
end
$$;
-- +goose StatementEnd
grant execute on function record.derive(uuid[], uuid), record.derive_places(uuid), record.derive_visibility(uuid[], uuid[], uuid) to suivi_clerk;

-- +goose Down
drop function record.derive_visibility(uuid[], uuid[], uuid), record.shown_nouns();
drop function record.derived_visibility_of(uuid[]);
drop view record.derived_visibility;
drop index record.change_story_study;
drop function record.derive_places(uuid), record.derived_reach(), record.taken_over(uuid[], uuid[]), record.lying_in(uuid[], uuid[]), record.derived_ancestor(), record.derived_within(uuid), record.derive(uuid[], uuid), suivi.id_within(uuid, bigint), record.derived_text(uuid[]), record.respect_series(uuid[]), record.hold(uuid[], uuid[]),
  record.derived_span(uuid[]), record.rolled_up(text[]), record.weakest(text[]), record.derived_state(uuid[]);
