-- What reporters and verifiers may write, and what nobody may: the same rules that the tracker has, for whoever speaks SQL in its place.

-- +goose Up
-- +goose StatementBegin
-- The organisation that the account speaks for; with it those that it belongs to; and those that belong to it besides. No argument, hence safe.
create function suivi.own_organisation() returns uuid language plpgsql stable security definer set search_path = record, pg_temp as $$
begin
  return (select a.organisation_id from account a where a.id = suivi.author());
end
$$;
create function suivi.own_organisations() returns uuid[] language plpgsql stable security definer set search_path = record, pg_temp as $$
begin
  return (with recursive own (id) as (
      select suivi.own_organisation()
      union
      select o.parent_id from own join organisation o on o.id = own.id
    ) select coalesce(array_agg(own.id), '{}') from own where own.id is not null);
end
$$;
create function suivi.kindred_organisations() returns uuid[] language plpgsql stable security definer set search_path = record, pg_temp as $$
begin
  return (with recursive below (id) as (
      select suivi.own_organisation()
      union
      select o.id from below join organisation o on o.parent_id = below.id
    ) select suivi.own_organisations() || coalesce(array_agg(below.id), '{}') from below where below.id is not null);
end
$$;

-- is_authors says whether the account submitted a follow-up, is_anothers whether it did not, and no organisation that it has to do with stated it. They see what
-- their caller sees.
create function suivi.is_authors(follow_up uuid) returns boolean language sql stable as $$
  select exists (select from record.follow_up f where f.id = $1 and f.author_id = suivi.author())
$$;
create function suivi.is_anothers(follow_up uuid) returns boolean language sql stable as $$
  select exists (select from record.follow_up f join record.source s on s.id = f.stated_by_id where f.id = $1 and f.author_id is distinct from suivi.author()
    and (s.organisation_id is null or s.organisation_id <> all (suivi.kindred_organisations())))
$$;

-- hangs_well says whether what one programme keeps may hang on a record: it is kept alike. It sees what its caller sees.
do $do$
begin
  execute format('create function suivi.hangs_well(record_id uuid, keeper uuid) returns boolean language sql stable as %L', (
    select 'select ' || string_agg(format('exists (select from record.%I t where t.id = $1 and t.keeper_id is not distinct from $2)', noun), ' or ')
    from unnest(record.public_nouns() || array['validation', 'reported_count', 'addressee', 'wording', 'position_statement', 'source']) as noun));
end
$do$;

-- allow adds a policy for adding to a table. In the rule {own:x}, {reports} and {verifies} are tests of the row: that x is the account's; that the account has
-- that role in the programme that keeps the row, or in any where none keeps it. {submitted} is what every row of an author's is.
create procedure record.allow(policy_name text, table_name text, rule text, for_command text default 'insert') language plpgsql as $$
begin
  rule := replace(rule, '{reports}', '(x.keeper_id = any ((select suivi.reported_programmes())::uuid[]) or x.keeper_id is null and (select suivi.reports()))');
  rule := replace(rule, '{verifies}', '(x.keeper_id = any ((select suivi.verified_programmes())::uuid[]) or x.keeper_id is null and (select suivi.verifies()))');
  rule := replace(rule, '{submitted}', 'x.visibility = ''DESK'' and x.author_id = (select suivi.author())');
  rule := replace(rule, '{own}', 'any ((select suivi.own_organisations())::uuid[])');
  rule := replace(rule, '{kindred}', 'any ((select suivi.kindred_organisations())::uuid[])');
  rule := replace(rule, 'x.', table_name || '.');
  execute format('create policy %I on record.%I for %s to suivi_clerk %s with check (%s)', policy_name, table_name, for_command,
    case for_command when 'update' then 'using (' || rule || ')' else '' end, rule);
end
$$;
-- +goose StatementEnd
grant execute on function suivi.own_organisation(), suivi.own_organisations(), suivi.kindred_organisations(), suivi.hangs_well(uuid, uuid),
  suivi.is_authors(uuid), suivi.is_anothers(uuid) to suivi_clerk;

-- Who submits something says it for their organisation.
call record.allow('submits', 'source', '{submitted} and ({reports} or {verifies})');

-- A reporter submits: for their organisation, on a recommendation that is kept alike, and what they say is claimed where it is of their own
-- part, reported where it is of others', disputed where it contests.
call record.allow('reports', 'follow_up', $$
  {submitted} and x.state = 'SUBMITTED' and {reports}
  and exists (select from record.recommendation r where r.id = x.recommendation_id and r.keeper_id is not distinct from x.keeper_id)
  and exists (select from record.source s where s.id = x.stated_by_id and s.author_id = x.author_id and s.organisation_id = (select suivi.own_organisation()))
  and x.assurance = case when x.contests_id is not null then 'DISPUTED'
    when exists (select from record.addressee a where a.recommendation_id = x.recommendation_id and (x.addressee_id is null or a.id = x.addressee_id)
      and a.ended_by is null and a.organisation_id = {own}) then 'CLAIMED'
    else 'REPORTED' end
  and (x.contests_id is null or suivi.is_anothers(x.contests_id))
$$);
-- A verifier verifies and contests, of those with whom they have nothing to do.
call record.allow('verifies', 'follow_up', $$
  {submitted} and x.state = 'SUBMITTED' and {verifies}
  and exists (select from record.recommendation r where r.id = x.recommendation_id and r.keeper_id is not distinct from x.keeper_id)
  and exists (select from record.source s where s.id = x.stated_by_id and s.author_id = x.author_id
    and s.organisation_id is not distinct from (select suivi.own_organisation()))
  and x.assurance = case when x.contests_id is not null then 'DISPUTED' else 'VERIFIED' end
  and not exists (select from record.addressee a where a.recommendation_id = x.recommendation_id and (x.addressee_id is null or a.id = x.addressee_id)
    and a.ended_by is null and a.organisation_id = {kindred})
$$);

-- A verifier decides of what others said, and of a verification or contest of their own in the command that states it, where the rule above has looked at it.
call record.allow('verifies', 'follow_up_decision', $$
  x.visibility = 'DESK' and x.state in ('ACCEPTED', 'RETURNED') and {verifies}
  and exists (select from record.follow_up f where f.id = x.follow_up_id and f.keeper_id is not distinct from x.keeper_id
    and case when f.author_id = (select suivi.author()) then f.recorded_at is null and x.state = 'ACCEPTED' and f.assurance in ('VERIFIED', 'DISPUTED')
        and not exists (select from record.addressee a where a.recommendation_id = f.recommendation_id and (f.addressee_id is null or a.id = f.addressee_id)
          and a.ended_by is null and a.organisation_id = {kindred})
      else suivi.is_anothers(f.id) end)
$$);
-- Authors withdraw what was not accepted.
call record.allow('withdraws', 'follow_up_decision', $$
  x.visibility = 'DESK' and x.state = 'WITHDRAWN' and exists (select from record.follow_up f where f.id = x.follow_up_id
    and f.keeper_id is not distinct from x.keeper_id and f.author_id = (select suivi.author()) and f.state in ('SUBMITTED', 'RETURNED'))
$$);

-- Evidence is for who submitted the follow-up, until it is decided, and for who reviews it.
call record.allow('supports', 'evidence', $$
  {submitted} and ({reports} or {verifies}) and exists (select from record.follow_up f where f.id = x.follow_up_id
    and f.keeper_id is not distinct from x.keeper_id and (f.author_id = x.author_id and f.state = 'SUBMITTED' or {verifies}))
$$);

call record.allow('supports', 'citation', $$
  {submitted} and exists (select from record.evidence e where e.id = x.record_id and e.keeper_id is not distinct from x.keeper_id and e.author_id = x.author_id)
$$);

-- Positions and actions are those of the account's own organisation.
call record.allow('reports', 'position_statement', $$
  x.visibility = 'DESK' and {reports} and exists (select from record.addressee a where a.id = x.addressee_id and a.keeper_id is not distinct from x.keeper_id
    and a.ended_by is null and a.organisation_id = {own})
  and exists (select from record.source s where s.id = x.stated_by_id and s.author_id = (select suivi.author()) and s.organisation_id = (select suivi.own_organisation()))
$$);
call record.allow('reports', 'action', $$
  x.visibility = 'DESK' and {reports} and exists (select from record.addressee a where a.id = x.owner_id and a.recommendation_id = x.recommendation_id
    and a.keeper_id is not distinct from x.keeper_id and a.ended_by is null and a.organisation_id = {own})
$$);
call record.allow('progresses', 'action', $$
  {reports} and exists (select from record.addressee a where a.id = x.owner_id and a.recommendation_id = x.recommendation_id
    and a.keeper_id is not distinct from x.keeper_id and a.ended_by is null and a.organisation_id = {own})
$$, 'update');

-- A story that a reporter attaches is for who reviews it, until an editor shows it.
call record.allow('reports', 'change_story', $$
  {submitted} and {reports} and x.sensitivity <> 'PUBLIC' and x.programme_id is null and x.study_id is null and x.verifier_id is null
  and exists (select from record.recommendation r where r.id = x.recommendation_id and r.keeper_id is not distinct from x.keeper_id)
$$);

-- Nobody stands in the place of an author: what mends a follow-up is by who wrote that.
create policy mends_ones_own on record.follow_up as restrictive for insert to suivi_clerk with check (mends_id is null
  or suivi.is_authors(mends_id) and author_id = (select suivi.author()));

-- Whoever keeps records keeps nothing on those of others: what hangs on a record is kept as the record is. Administrators keep everything.
-- +goose StatementBegin
do $do$
declare
  hung record;
begin
  for hung in select * from (values
      ('proposer', 'recommendation'), ('addressee', 'recommendation'), ('wording', 'recommendation'), ('repetition', 'recommendation'),
      ('recommendation_place', 'recommendation'), ('recommendation_programme', 'recommendation'), ('recommendation_successor', 'recommendation'),
      ('recommendation_finding', 'recommendation'), ('action', 'recommendation'), ('follow_up', 'recommendation'),
      ('position_statement', 'addressee'), ('evidence', 'follow_up'), ('follow_up_decision', 'follow_up'),
      ('study_expert', 'study'), ('study_place', 'study'), ('study_method', 'study'), ('study_group', 'study'), ('validation', 'study'),
      ('agenda_item', 'workshop'), ('participation', 'workshop'), ('attendance_cell', 'workshop'), ('outcome', 'workshop'),
      ('workshop_response', 'workshop'), ('finding_study', 'finding'), ('finding_workshop', 'finding'),
      ('place_parent', 'place'), ('place_successor', 'place'), ('organisation_successor', 'organisation'), ('reported_count_organisation', 'reported_count'), ('programme_organisation', 'programme'), ('programme_country', 'programme'), ('target', 'programme')
    ) as h (part, whole) loop
    execute format('create policy hangs_well on record.%1$I as restrictive for insert to suivi_clerk with check ((select suivi.sees_all())
      or exists (select from record.%2$I w where w.id = %1$I.%3$I and w.keeper_id is not distinct from %1$I.keeper_id))', hung.part, hung.whole, hung.whole || '_id');
  end loop;
  for hung in select unnest(array['alias', 'citation', 'code', 'document', 'record_theme', 'record_instrument', 'reported_count', 'lineage']) as part loop
    execute format('create policy hangs_well on record.%1$I as restrictive for insert to suivi_clerk with check ((select suivi.sees_all())
      or suivi.hangs_well(%1$I.record_id, %1$I.keeper_id))', hung.part);
  end loop;
end
$do$;
-- +goose StatementEnd
-- Nobody accepts or returns what they or their own organisation said, but the command that records it accepted. Of an administrator who speaks for nobody there is
-- nothing to look at.
create policy nobodys_own on record.follow_up_decision as restrictive for insert to suivi_clerk with check ((select suivi.sees_all() and suivi.own_organisation() is null)
  or state = 'WITHDRAWN'
  or suivi.is_anothers(follow_up_id) or exists (select from record.follow_up f where f.id = follow_up_id and f.recorded_at is null));

-- +goose Down
-- +goose StatementBegin
do $do$
declare
  added record;
begin
  for added in select p.tablename, p.policyname from pg_policies p where p.schemaname = 'record'
      and p.policyname in ('submits', 'reports', 'verifies', 'withdraws', 'supports', 'progresses', 'hangs_well', 'nobodys_own', 'mends_ones_own') loop
    execute format('drop policy %I on record.%I', added.policyname, added.tablename);
  end loop;
end
$do$;
-- +goose StatementEnd
drop procedure record.allow(text, text, text, text);
drop function suivi.is_anothers(uuid), suivi.is_authors(uuid), suivi.hangs_well(uuid, uuid), suivi.kindred_organisations(), suivi.own_organisations(), suivi.own_organisation();
