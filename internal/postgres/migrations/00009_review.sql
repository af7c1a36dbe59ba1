-- Meetings that review what was recommended before; the chain from a programme to an organisation and back; what changed between wordings.

-- +goose Up
-- +goose StatementBegin

-- How much has been done, from the opposite to all of it. Nothing known, nothing begun and not implemented are one step: nothing has been done.
create function suivi.advancement(implementation text) returns integer language sql immutable parallel safe as $$
  select case implementation
    when 'CONTRARY_ACTION_TAKEN' then -1
    when 'IN_PROGRESS' then 1
    when 'PARTIALLY_IMPLEMENTED' then 2
    when 'IMPLEMENTED' then 3
    when 'IMPLEMENTED_OTHERWISE' then 3
    else 0
  end
$$;
comment on function suivi.advancement is 'The one order in which implementation advances.';

-- A committee has nothing left to ask of what is done, or no longer followed up.
create function suivi.is_closed(summary text) returns boolean language sql immutable parallel safe as $$
  select coalesce(summary in ('ENDED', 'DONE_VERIFIED', 'DONE_CLAIMED'), false)
$$;

-- What became of a recommendation between two days, by its status on each; summary_then is null where it had not been made.
create function suivi.movement(summary_then text, implementation_then text, summary_now text, implementation_now text) returns text
language sql immutable parallel safe as $$
  select case
    when summary_then is null then 'NEW'
    when suivi.is_closed(summary_now) and not suivi.is_closed(summary_then) then 'CLOSED'
    when suivi.is_closed(summary_then) and not suivi.is_closed(summary_now) then 'REOPENED'
    when suivi.advancement(implementation_now) > suivi.advancement(implementation_then) then 'ADVANCED'
    when suivi.advancement(implementation_now) < suivi.advancement(implementation_then) then 'REVERSED'
    else 'UNCHANGED'
  end
$$;

-- The day of the sheet: the one asked for; else the meeting's last, once it has come; else today.
create function suivi.sheet_day(asked date, held_to date) returns date language sql stable parallel safe as $$
  select coalesce(asked, least(held_to, suivi.today()))
$$;
grant execute on function suivi.advancement(text), suivi.is_closed(text), suivi.movement(text, text, text, text), suivi.sheet_day(date, date)
  to suivi_public, suivi_desk;

-- The follow-up agenda of a meeting: of what earlier meetings of its series recommended, what was open when the latest of them had ended, what
-- was made since, and what is open again. Both statuses are as known at one time. The latest of them is never later than the day before the
-- sheet's: where days are known to the month only, or two meetings share one. Columns that answer no field are what the functions below are given.
call record.expose_function('workshop_review(id uuid, as_of date, known_at timestamptz)', $returned$
  table (id uuid, ordinal bigint, recommendation_id uuid, meeting_id uuid,
    status_summary text, status_implementation text, status_assurance text, status_as_of date, status_overdue boolean, status_derivation text,
    status_stated_by_id uuid, status_on date,
    status_at_previous_summary text, status_at_previous_implementation text, status_at_previous_assurance text, status_at_previous_as_of date,
    status_at_previous_overdue boolean, status_at_previous_derivation text, status_at_previous_stated_by_id uuid, status_at_previous_on date,
    movement text)
$returned$, $body$
  select r.id, coalesce(e.series_ordinal::bigint, e.held_from - date '0001-01-01'), r.id, m.id,
    now.status_summary, now.status_implementation, now.status_assurance, now.status_as_of, now.status_overdue, now.status_derivation,
    now.status_stated_by_id, m.day,
    before.status_summary, before.status_implementation, before.status_assurance, before.status_as_of, before.status_overdue, before.status_derivation,
    before.status_stated_by_id, before.day,
    suivi.movement(before.status_summary, before.status_implementation, now.status_summary, now.status_implementation)
  from (
    select w.id, w.series_id, w.series_ordinal, w.held_from, suivi.sheet_day($2, w.held_to) as day, (
        select max(least(p.held_to, suivi.sheet_day($2, w.held_to) - 1)) from {schema}.workshop p
        where p.series_id = w.series_id and suivi.precedes(p.series_ordinal, p.held_from, w.series_ordinal, w.held_from)
          and p.state <> 'CANCELLED' and p.held_from <= suivi.sheet_day($2, w.held_to) and p.recorded_at <= coalesce($3, 'infinity')) as previous_day
    from {schema}.workshop w where w.id = $1 offset 0
  ) m
  join {schema}.workshop e on e.series_id = m.series_id and suivi.precedes(e.series_ordinal, e.held_from, m.series_ordinal, m.held_from)
  join {schema}.recommendation r on r.workshop_id = e.id
  cross join lateral {schema}.recommendation_status(r.id, m.day, $3) now
  left join lateral (
    select s.*, m.previous_day as day from {schema}.recommendation_status(r.id, m.previous_day, $3) s
    where coalesce(r.made_on, e.held_from, '-infinity') <= m.previous_day
  ) before on true
  where r.lifecycle_stage <> 'DRAFT' and coalesce(r.made_on, e.held_from, '-infinity') <= m.day and r.recorded_at <= coalesce($3, 'infinity')
    and not (suivi.is_closed(before.status_summary) and suivi.is_closed(now.status_summary))
$body$);

-- What the meeting decided of a recommendation on its sheet, as far as that follows from what is recorded.
call record.expose_function('workshop_review_decision(id uuid, meeting_id uuid, status_on date, known_at timestamptz)', 'table (kind text, text jsonb)', $body$
  select d.kind, d.text from (
    -- Closed on one of the meeting's days. Referred where what took its place was made there too, and asks none of those whom it had asked.
    select 1 as rank, case when at_its_end.status_summary = 'ENDED' and exists (
          select from {schema}.recommendation_successor l join {schema}.recommendation s on s.id = l.successor_id
          where l.recommendation_id = r.id and s.workshop_id = m.id and l.recorded_from <= coalesce($4, 'infinity')
            and exists (select from {schema}.addressee a where a.recommendation_id = s.id)
            and not exists (select from {schema}.addressee a join {schema}.addressee b on b.recommendation_id = s.id
              and (b.organisation_id, b.audience) is not distinct from (a.organisation_id, a.audience) where a.recommendation_id = r.id))
        then 'REFERRED' else 'CLOSED' end as kind,
      case when at_its_end.status_summary = 'ENDED' then r.lifecycle_ending_reason else (
        select coalesce(f.note, f.reason) from {schema}.follow_up f
        where f.recommendation_id = r.id and f.addressee_id is null and f.action_id is null and f.contests_id is null and f.state = 'ACCEPTED'
          and f.as_of = at_its_end.status_as_of and f.accepted_at <= coalesce($4, 'infinity') order by f.position desc limit 1) end as text
    from {schema}.workshop m, {schema}.recommendation r,
      {schema}.recommendation_status(r.id, least($3, m.held_to), $4) at_its_end, {schema}.recommendation_status(r.id, m.held_from - 1, $4) before_it
    where m.id = $2 and r.id = $1 and m.held_precision = 'DAY' and m.held_from <= $3
      and suivi.is_closed(at_its_end.status_summary) and not suivi.is_closed(before_it.status_summary)
    union all
    select 2, 'AMENDED', jsonb_object_agg(w.language, jsonb_build_object('text', w.text, 'state', w.state) order by w.stated_on nulls first, w.position, w.id)
    from {schema}.wording w where w.workshop_id = $2 and w.recommendation_id = $1 and w.recorded_at <= coalesce($4, 'infinity')
      and coalesce(w.stated_on, '-infinity') <= $3 having count(*) > 0
    union all
    select 3, 'CARRIED_OVER', null
    from {schema}.repetition p where p.workshop_id = $2 and p.recommendation_id = $1 and p.recorded_from <= coalesce($4, 'infinity')
      and coalesce(p.stated_on, '-infinity') <= $3
  ) d
  where exists (select from {schema}.workshop m where m.id = $2 and coalesce(m.held_from, '-infinity') <= $3)
    and exists (select from {schema}.recommendation r where r.id = $1)
  order by d.rank limit 1
$body$);

-- What hangs on the two statuses of a row hangs on the recommendation's own: `status_on` and `status_at_previous_on` are columns of that row.
call record.expose_function('workshop_review_status_voices(id uuid, status_on date, known_at timestamptz)', 'setof uuid',
  'select {schema}.recommendation_status_voices($1, $2, $3)');
call record.expose_function('workshop_review_status_disagreement(id uuid, status_on date, known_at timestamptz)', 'setof boolean',
  'select {schema}.recommendation_status_disagreement($1, $2, $3)');
call record.expose_function('workshop_review_status_at_previous_voices(id uuid, status_at_previous_on date, known_at timestamptz)', 'setof uuid',
  'select {schema}.recommendation_status_voices($1, $2, $3)');
call record.expose_function('workshop_review_status_at_previous_disagreement(id uuid, status_at_previous_on date, known_at timestamptz)', 'setof boolean',
  'select {schema}.recommendation_status_disagreement($1, $2, $3)');

-- The day that this page is about.
call record.expose_function('workshop_review_as_of(id uuid, as_of date)', 'setof date',
  'select suivi.sheet_day($2, w.held_to) from {schema}.workshop w where w.id = $1');

-- Earlier meetings that are reported to have recommended more than the record holds of them; what they said again counts as held.
call record.expose_function('workshop_review_unrecorded_meetings(id uuid, as_of date, known_at timestamptz)', 'setof integer', $body$
  select (
    select count(*)::integer from {schema}.workshop e
    where e.series_id = w.series_id and suivi.precedes(e.series_ordinal, e.held_from, w.series_ordinal, w.held_from) and e.state <> 'CANCELLED'
      and coalesce(e.held_from, '-infinity') <= suivi.sheet_day($2, w.held_to) and e.recorded_at <= coalesce($3, 'infinity')
      and exists (
        select from {schema}.reported_count_then(null, $3) c, lateral (
          select (select count(*) from {schema}.recommendation r where r.workshop_id = e.id and r.recorded_at <= coalesce($3, 'infinity'))
            + (select count(*) from {schema}.repetition p where p.workshop_id = e.id and p.recorded_from <= coalesce($3, 'infinity')) as held) recorded
        where c.record_id = e.id and c.measure = 'RECOMMENDATIONS'
          and case c.quantity_kind when 'UNKNOWN' then recorded.held = 0 when 'SUPPRESSED' then recorded.held = 0
            when 'MORE_THAN' then recorded.held <= c.quantity_value when 'PERCENT' then false else recorded.held < c.quantity_value end))
  from {schema}.workshop w where w.id = $1
$body$);

-- The words of a text, each with what stands before it; an empty word behind the last. Signs are words of their own, so that a comma changes no
-- word but itself.
create function suivi.words_of(said text) returns table (gap text, word text) language sql immutable parallel safe as $$
  select m.part[1], m.part[2] from regexp_matches(said,
    '([ \t\n\r\f\v\u00A0\u202F]*)([].,;:!?(){}"''«»“”‘’…/[]|[^].,;:!?(){}"''«»“”‘’…/ \t\n\r\f\v\u00A0\u202F[]+|$)', 'g') as m (part)
$$;

-- What stands before each word, and behind the last.
create function suivi.gaps_of(said text) returns text[] language sql immutable parallel safe as $$
  select array(select w.gap from suivi.words_of(said) w where w.word <> '')
    || coalesce((select string_agg(w.gap, '') from suivi.words_of(said) w where w.word = ''), '')
$$;

-- The words from one place to before another, with what stands before each and behind the last, without what is the same on both sides.
create function suivi.stretch(words text[], gaps text[], first integer, behind integer, without_lead boolean, without_trail boolean)
returns text language sql immutable parallel safe as $$
  select case when without_lead or first = behind and without_trail then '' else gaps[first] end
    || coalesce((select string_agg(words[place] || case when place = behind - 1 then '' else gaps[place + 1] end, '' order by place)
      from generate_series(first, behind - 1) as place), '')
    || case when without_trail or first = behind then '' else gaps[behind] end
$$;

-- Which words of one text are which of another, in their order: a beginning and an end that are the same, and between them the longest common
-- subsequence; nothing there where that would take more than `most` comparisons.
create function suivi.word_matches(before text[], after text[]) returns table (old_place integer, new_place integer) language plpgsql immutable parallel safe as $$
declare
  most constant bigint := 40000; -- 200 words against 200
  first integer := 1;                         -- where the two begin to differ
  old_last integer := cardinality(before);    -- where they end to
  new_last integer := cardinality(after);
  wide integer;
  common integer[]; -- how many words the rests have in common, from each pair of words on
  i integer;
  j integer;
begin
  while first <= least(old_last, new_last) and before[first] = after[first] loop
    first := first + 1;
  end loop;
  while least(old_last, new_last) >= first and before[old_last] = after[new_last] loop
    old_last := old_last - 1;
    new_last := new_last - 1;
  end loop;
  return query select place, place from generate_series(1, first - 1) as place;
  wide := new_last - first + 2;
  if (old_last - first + 2) * wide::bigint <= most then
    common := array_fill(0, array[(old_last - first + 2) * wide]);
    for i in reverse old_last .. first loop
      for j in reverse new_last .. first loop
        common[(i - first) * wide + j - first + 1] := case when before[i] = after[j] then common[(i - first + 1) * wide + j - first + 2] + 1
          else greatest(common[(i - first + 1) * wide + j - first + 1], common[(i - first) * wide + j - first + 2]) end;
      end loop;
    end loop;
    i := first;
    j := first;
    while i <= old_last and j <= new_last loop
      if before[i] = after[j] then
        return query select i, j;
        i := i + 1;
        j := j + 1;
      elsif common[(i - first + 1) * wide + j - first + 1] >= common[(i - first) * wide + j - first + 2] then
        i := i + 1;
      else
        j := j + 1;
      end if;
    end loop;
  end if;
  return query select old_last + more, new_last + more from generate_series(1, cardinality(before) - old_last) as more;
end
$$;

-- word_differences tells a text from the one before it, word by word. What is kept and what is removed, joined, is the text before; what is kept and
-- what is added, the text after.
create function suivi.word_differences(before text, after text) returns table (kind text, text text) language plpgsql immutable parallel safe as $$
declare
  old_words text[] := array(select w.word from suivi.words_of(before) w where w.word <> '');
  new_words text[] := array(select w.word from suivi.words_of(after) w where w.word <> '');
  old_gaps text[] := suivi.gaps_of(before);
  new_gaps text[] := suivi.gaps_of(after);
  i integer; -- words that are the same, and at last the ends behind them
  j integer;
  old_at integer := 1; -- the words behind the last that were the same
  new_at integer := 1;
  lead text; -- what stands between words and is the same on both sides, at the beginning and at the end of a difference
  trail text;
  removed text;
  added text;
  kept text := '';
begin
  for i, j in select m.old_place, m.new_place from suivi.word_matches(old_words, new_words) m
      union all select cardinality(old_words) + 1, cardinality(new_words) + 1 loop
    if i = old_at and j = new_at and old_gaps[i] = new_gaps[j] then
      trail := old_gaps[i]; -- nothing stands between
    else
      lead := case when old_gaps[old_at] = new_gaps[new_at] then old_gaps[old_at] end;
      trail := case when old_gaps[i] = new_gaps[j] and (lead is null or i > old_at and j > new_at) then old_gaps[i] end;
      removed := suivi.stretch(old_words, old_gaps, old_at, i, lead is not null, trail is not null);
      added := suivi.stretch(new_words, new_gaps, new_at, j, lead is not null, trail is not null);
      kept := kept || coalesce(lead, '');
      if removed <> '' or added <> '' then
        return query select p.kind, p.text from (values ('KEPT', kept), ('REMOVED', removed), ('ADDED', added)) as p (kind, text) where p.text <> '';
        kept := '';
      end if;
    end if;
    kept := kept || coalesce(trail, '') || coalesce(old_words[i], '');
    old_at := i + 1;
    new_at := j + 1;
  end loop;
  return query select 'KEPT', kept where kept <> '';
end
$$;

grant execute on function suivi.words_of(text), suivi.gaps_of(text), suivi.stretch(text[], text[], integer, integer, boolean, boolean),
  suivi.word_matches(text[], text[]), suivi.word_differences(text, text) to suivi_public, suivi_desk;

call record.expose_function('wording_previous(id uuid)', 'setof uuid',
  'select p.id from {schema}.wording w join {schema}.wording p on p.recommendation_id = w.recommendation_id and p.language = w.language
     and (coalesce(p.stated_on, ''-infinity''), p.position, p.id) < (coalesce(w.stated_on, ''-infinity''), w.position, w.id)
   where w.id = $1 order by coalesce(p.stated_on, ''-infinity'') desc, p.position desc, p.id desc limit 1');
call record.expose_function('wording_differences(id uuid)', 'table (kind text, text text)',
  'select d.* from {schema}.wording w, {schema}.wording_previous(w.id) before (id) join {schema}.wording p on p.id = before.id,
     suivi.word_differences(p.text, w.text) d where w.id = $1');

-- +goose StatementEnd

-- What the chain is walked by, back from its end.
create index repetition_at on record.repetition (workshop_id, id) where workshop_id is not null;
create index wording_at on record.wording (workshop_id, id) where workshop_id is not null;
create index recommendation_successor_back on record.recommendation_successor (successor_id, recommendation_id);
create index organisation_successor_back on record.organisation_successor (successor_id, organisation_id);
create index place_successor_back on record.place_successor (successor_id, place_id);
create index programme_parent on record.programme (parent_id, id);
create index study_commissioner on record.study (commissioner_id, id);
create index change_story_place on record.change_story (place_id) where place_id is not null;

-- +goose Down
drop index record.change_story_place, record.study_commissioner, record.programme_parent, record.place_successor_back, record.organisation_successor_back,
  record.recommendation_successor_back, record.wording_at, record.repetition_at;
drop function open.wording_differences(uuid), desk.wording_differences(uuid), open.wording_previous(uuid), desk.wording_previous(uuid);
drop function suivi.word_differences(text, text), suivi.word_matches(text[], text[]), suivi.stretch(text[], text[], integer, integer, boolean, boolean), suivi.gaps_of(text),
  suivi.words_of(text);
drop function open.workshop_review_unrecorded_meetings(uuid, date, timestamptz), desk.workshop_review_unrecorded_meetings(uuid, date, timestamptz),
  open.workshop_review_status_at_previous_disagreement(uuid, date, timestamptz), desk.workshop_review_status_at_previous_disagreement(uuid, date, timestamptz),
  open.workshop_review_status_at_previous_voices(uuid, date, timestamptz), desk.workshop_review_status_at_previous_voices(uuid, date, timestamptz),
  open.workshop_review_status_disagreement(uuid, date, timestamptz), desk.workshop_review_status_disagreement(uuid, date, timestamptz),
  open.workshop_review_status_voices(uuid, date, timestamptz), desk.workshop_review_status_voices(uuid, date, timestamptz),
  open.workshop_review(uuid, date, timestamptz), desk.workshop_review(uuid, date, timestamptz),
  open.workshop_review_decision(uuid, uuid, date, timestamptz), desk.workshop_review_decision(uuid, uuid, date, timestamptz),
  open.workshop_review_as_of(uuid, date), desk.workshop_review_as_of(uuid, date);
drop function suivi.sheet_day(date, date), suivi.movement(text, text, text, text), suivi.is_closed(text), suivi.advancement(text);
