-- Do no harm: what a source is asked to be kept from everybody, stands apart; what was said of persons can be erased; and what was done to a
-- record, by whom and why, is told to those who oversee it.

-- +goose Up
-- Names of sources that are withheld. No view shows them, and no login reads them.
call record.make('confidential_source', 'linked', $$
  source_id uuid not null references record.source deferrable initially deferred,
  name text not null check (btrim(name) <> '')
$$);
create unique index confidential_source_once on record.confidential_source (source_id);

-- What was done to what somebody had said, or to who they are: shown to somebody who asked, or erased; and why.
call record.make('intervention', 'linked', $$
  record_id uuid not null,
  kind text not null check (kind in ('REVEALED', 'ERASED')),
  fields text[] not null,
  reason text not null check (btrim(reason) <> '')
$$);
create index intervention_of on record.intervention (record_id);

revoke all on record.confidential_source, record.intervention from suivi_clerk;
revoke update (ended_by) on record.confidential_source, record.intervention from suivi_clerk;
grant insert on record.confidential_source to suivi_clerk;
drop policy reads on record.confidential_source;
drop policy adds on record.confidential_source;
drop policy reads on record.intervention;
drop policy adds on record.intervention;

-- +goose StatementBegin
-- What is confidential of a source is added in the command that adds the source, by whoever may add that.
create function record.is_new_source(source uuid, command uuid, keeper uuid) returns boolean language sql stable security definer set search_path = record, pg_temp as $$
  select exists (select from source s where s.id = $1 and s.command_id = $2 and s.position is null and s.keeper_id is not distinct from $3)
$$;
grant execute on function record.is_new_source(uuid, uuid, uuid) to suivi_clerk;
create policy adds on record.confidential_source for insert to suivi_clerk with check (record.is_new_source(source_id, command_id, keeper_id));

-- What is confidential, the clerk too shows to those alone who oversee its keeper.
do $do$
declare
  noun text;
begin
  foreach noun in array array['place', 'evidence', 'change_story', 'participation', 'proposer'] loop
    execute format('create policy cleared on record.%1$I as restrictive for select to suivi_clerk using (visibility = ''OPEN'' or sensitivity <> ''CONFIDENTIAL''
      or (select suivi.sees_all()) or keeper_id = any ((select suivi.overseen_programmes())::uuid[])%2$s)', noun,
      replace(record.authored(noun, record.has_column(noun, 'author_id')), noun || '.', ''));
  end loop;
end
$do$;

-- shown_place is what a place lies in at a level, or above it, as far as everybody may see that; itself where it is no smaller.
create function record.shown_place(place uuid, level text) returns uuid language sql stable security definer set search_path = record, pg_temp as $$
  with recursive around as (
    select p.id, p.level, p.visibility, 0 as steps from place p where p.id = $1
    union all
    select p.id, p.level, p.visibility, a.steps + 1 from around a join place p on p.id = derived_within(a.id) where a.steps < 20
  ), sizes (levels) as (select array['COUNTRY', 'REGION', 'CERCLE', 'COMMUNE', 'TOWN', 'INFORMAL_AREA'])
  select a.id from around a, sizes s where suivi.known_account() and a.visibility = 'OPEN' and array_position(s.levels, a.level) <= array_position(s.levels, $2)
  order by a.steps limit 1
$$;
grant execute on function record.shown_place(uuid, text) to suivi_clerk;

-- Which fields say something of persons, and what stands in their place when they were erased. No history of what they said is kept.
create function record.personal_fields() returns table (noun text, field text, erased text) language sql immutable as $$
  select p.noun, p.field, case p.stands when 'word' then '''erased''' when 'text' then
    '''{"en": {"text": "erased", "state": "ORIGINAL"}, "fr": {"text": "effacé", "state": "REVIEWED"}}''::jsonb' else 'null' end
  from (values ('source', 'name', 'word'), ('source', 'role', 'text'), ('participation', 'name', 'word'), ('participation', 'capacity', 'text'),
    ('account', 'name', 'word'), ('change_story', 'change', 'text'), ('change_story', 'quote', 'text'), ('change_story', 'significance', 'text'),
    ('change_story', 'contribution', 'text'), ('follow_up', 'note', 'text'), ('follow_up', 'reason', 'text'), ('follow_up_decision', 'reason', 'text'),
    ('evidence', 'title', 'text'), ('evidence', 'url', 'nothing')) as p (noun, field, stands)
$$;

-- Which records a source stands behind.
create view record.source_of as
  select f.stated_by_id as source_id, f.id as record_id, 'follow_up' as noun from record.follow_up f
  union all select c.source_id, c.id, 'change_story' from record.change_story c where c.source_id is not null
  union all select c.verifier_id, c.id, 'change_story' from record.change_story c where c.verifier_id is not null
  union all select e.source_id, e.study_id, 'study' from record.study_expert e
  union all select o.stated_by_id, o.workshop_id, 'workshop' from record.outcome o where o.stated_by_id is not null
  union all select p.stated_by_id, a.recommendation_id, 'recommendation' from record.position_statement p join record.addressee a on a.id = p.addressee_id
    where p.stated_by_id is not null
  union all select p.stated_by_id, p.recommendation_id, 'recommendation' from record.repetition p where p.stated_by_id is not null;
create index study_expert_source on record.study_expert (source_id);
create index change_story_source on record.change_story (source_id) where source_id is not null;
create index change_story_verifier on record.change_story (verifier_id) where verifier_id is not null;
create index outcome_stated_by on record.outcome (stated_by_id) where stated_by_id is not null;
create index position_statement_stated_by on record.position_statement (stated_by_id) where stated_by_id is not null;
create index repetition_stated_by on record.repetition (stated_by_id) where stated_by_id is not null;

-- What was changed of records that were there: the names of the fields, and what they held before and after where that is not about persons.
create table record.revision (
  record_id uuid not null,
  command_id uuid not null,
  noun text not null,
  fields jsonb not null,
  primary key (record_id, command_id)
);

create function record.note_revision() returns trigger language plpgsql security definer set search_path = record, pg_temp as $$
declare
  before jsonb := to_jsonb(old);
  after jsonb := to_jsonb(new);
  noted jsonb;
begin
  select jsonb_object_agg(c.name, case when exists (select from personal_fields() p where p.noun = tg_table_name and p.field = c.name) then '{}'
      else jsonb_build_object('old', before -> c.name, 'new', after -> c.name) end) into noted
    from unnest(tg_argv) as c (name) where before -> c.name is distinct from after -> c.name;
  if noted is not null then
    insert into revision as r values (new.id, new.command_id, tg_table_name, noted)
      on conflict (record_id, command_id) do update set fields = excluded.fields || r.fields;
  end if;
  return null;
end
$$;

-- note_revisions has every column that a command may change noted when it does: call it after every migration that adds one. What is derived is not
-- what somebody changed.
create procedure record.note_revisions() language plpgsql as $$
declare
  one record;
begin
  for one in select c.relname as noun, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns, string_agg(quote_literal(a.attname), ', ' order by a.attnum) as names
      from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relnamespace = 'record'::regnamespace and c.relkind = 'r' and a.attnum > 0
        and has_column_privilege('suivi_clerk', c.oid, a.attnum, 'UPDATE') and a.attname not in ('version', 'command_id', 'position', 'ended_by') group by c.relname loop
    execute format('drop trigger if exists revised on record.%I', one.noun);
    execute format('create trigger revised after update of %s on record.%I for each row execute function record.note_revision(%s)', one.columns, one.noun, one.names);
  end loop;
end
$$;
call record.note_revisions();

-- reveal notes that the asking account is to be shown what is confidential of a source. It answers with the tables that it wrote to; null where the
-- account may not know of the source.
create function record.reveal(source uuid, reason text, command uuid) returns text[] language plpgsql security definer set search_path = record, pg_temp as $$
declare
  found source;
begin
  if not suivi.known_account() then
    raise exception 'a command needs an account' using errcode = 'insufficient_privilege';
  end if;
  select s.* into found from source s where s.id = $1;
  if not coalesce(found.visibility = 'OPEN' or suivi.sees_all() or found.keeper_id = any (suivi.kept_programmes()), false) then
    return null;
  end if;
  if not coalesce(suivi.sees_all() or found.keeper_id = any (suivi.overseen_programmes()), false) then
    raise exception 'revealing a source takes an editor or a verifier' using errcode = 'insufficient_privilege';
  end if;
  insert into intervention (id, keeper_id, visibility, command_id, record_id, kind, fields, reason)
    values (gen_random_uuid(), found.keeper_id, 'DESK', $3, found.id, 'REVEALED', '{name}', $2);
  return array['intervention'];
end
$$;

-- revealed is what is confidential of a source, to the account that revealed it at a place in the ledger, as long as it oversees it: nothing is shown
-- of which the ledger does not tell.
create function record.revealed(place bigint) returns table (source_id uuid, name text, role jsonb, organisation_id uuid)
language sql stable security definer set search_path = record, pg_temp as $$
  select s.id, coalesce(c.name, s.name), s.role, s.organisation_id from audit_entry e join intervention i on i.command_id = e.command_id and i.kind = 'REVEALED'
    join source s on s.id = i.record_id left join confidential_source c on c.source_id = s.id
  where e.position = place and e.account_id = suivi.account() and (suivi.sees_all() or s.keeper_id = any (suivi.overseen_programmes()))
$$;

-- erase_row puts a word in the place of what a row says of persons, in some fields or in all, and says whether there was anything. A row with a place in
-- the ledger waits to be sealed.
create function record.erase_row(of_noun text, row_id uuid, wanted text[], command uuid) returns boolean language plpgsql as $$
declare
  erased text;
  something text;
  changed bigint;
begin
  select string_agg(format('%1$I = case when %1$I is not null then %2$s end', p.field, p.erased), ', '), string_agg(format('%I is not null', p.field), ' or ')
    into erased, something from record.personal_fields() p where p.noun = of_noun and (wanted = '{}' or p.field = any (wanted));
  if erased is null then
    return false;
  end if;
  if record.has_column(of_noun, 'version') and of_noun <> 'follow_up_decision' then
    erased := erased || ', command_id = $2, position = null, version = version + 1';
  end if;
  execute format('update record.%I set %s where id = $1 and (%s)', of_noun, erased, something) using row_id, command;
  get diagnostics changed = row_count;
  return changed > 0;
end
$$;

-- forget_words takes away the words by which a record was found and no other is.
create function record.forget_words(of_noun text, words tsvector) returns void language sql as $$
  delete from record.search_word k using unnest(tsvector_to_array(words)) as w (word) where k.noun = of_noun and k.word = w.word
    and not exists (select from record.search_text s where s.noun = k.noun and s.words @@ suivi.lexeme(w.word, ''))
$$;

-- erase erases what a row says of persons: some fields, or all. It forgets what the row was found by, and how to tell from the ledger what had been given.
-- It answers with the tables that it wrote to: none where there was nothing to erase; null where the account may not know of the row.
create function record.erase(erased_id uuid, wanted text[], why text, command uuid) returns text[] language plpgsql security definer set search_path = record, pg_temp as $$
declare
  of_noun text := coalesce((select e.noun from entry e where e.id = erased_id), (select 'participation' from participation p where p.id = erased_id));
  keeper uuid;
  seen text;
  wrote uuid[];
  words tsvector;
  done boolean;
  owner record;
  touched text[] := '{}';
begin
  if not suivi.known_account() then
    raise exception 'a command needs an account' using errcode = 'insufficient_privilege';
  end if;
  if of_noun is null then
    return null;
  end if;
  lock table search_text in share row exclusive mode; -- what others are about to be found by is to be known before words are forgotten
  execute format('select x.keeper_id, x.visibility, array[x.command_id] from %I x where x.id = $1', of_noun) into keeper, seen, wrote using erased_id;
  if not coalesce(seen = 'OPEN' or suivi.sees_all() or keeper = any (suivi.kept_programmes()), false) then
    return null;
  end if;
  if not coalesce(suivi.sees_all() or keeper = any (suivi.edited_programmes()), false) then
    raise exception 'erasing takes an editor' using errcode = 'insufficient_privilege';
  end if;
  wrote := wrote || array(select r.command_id from revision r where r.record_id = erased_id) || array(select l.command_id from audit_line l where l.record_id = erased_id);
  words := (select s.words from search_text s where s.noun = of_noun and s.id = erased_id);
  done := erase_row(of_noun, erased_id, wanted, command);
  if of_noun = 'source' and (wanted = '{}' or 'name' = any (wanted)) then
    delete from confidential_source c where c.source_id = erased_id;
    done := done or found;
  elsif of_noun = 'follow_up' then
    done := coalesce(bool_or(erase_row('follow_up_decision', d.id, wanted, command)), false) or done from follow_up_decision d where d.follow_up_id = erased_id;
  end if;
  if not done then
    return touched;
  end if;
  -- Whoever keeps a copy of what it stood in is told.
  for owner in select s.noun, array_agg(s.record_id) as ids from (select o.noun, o.record_id from source_of o where o.source_id = erased_id
      union select 'workshop', p.workshop_id from participation p where p.id = erased_id
      union select of_noun, erased_id where has_column(of_noun, 'position')) s group by s.noun loop
    execute format('update %I set command_id = $1, position = null where id = any ($2)', owner.noun) using command, owner.ids;
    touched := touched || owner.noun;
  end loop;
  if words is not null then
    perform store_search(of_noun, array[erased_id]);
    perform forget_words(of_noun, words);
  end if;
  delete from input_salt s where s.command_id = any (wrote);
  insert into intervention (id, keeper_id, visibility, command_id, record_id, kind, fields, reason)
    values (gen_random_uuid(), keeper, 'DESK', command, erased_id, 'ERASED', wanted, why);
  return touched || array['intervention'];
end
$$;
grant execute on function record.reveal(uuid, text, uuid), record.revealed(bigint), record.erase(uuid, text[], text, uuid) to suivi_clerk;

-- Which command did what to which record, or to what hangs on it: made of what rows say of their commands, so that nothing is written for it but revisions.
do $do$
declare
  parts text[] := '{}';
  one record;
  bearer text;
begin
  for one in select n as noun from unnest(record.public_nouns() || array['source', 'addressee']) n loop
    parts := parts || format('select t.id as record_id, %1$L as noun, %2$s as typename, t.id as row_id, e.command_id, ''ADDED'' as how, null::jsonb as fields
      from record.%1$I t join record.audit_entry e on e.recorded_at = t.recorded_at', one.noun,
      coalesce(quote_literal(case when one.noun = any (record.public_nouns()) then replace(initcap(replace(one.noun, '_', ' ')), ' ', '') end), 'null::text'));
    parts := parts || format('select r.record_id, r.noun, %2$s, r.record_id, r.command_id, ''CHANGED'', r.fields from record.revision r where r.noun = %1$L', one.noun,
      coalesce(quote_literal(case when one.noun = any (record.public_nouns()) then replace(initcap(replace(one.noun, '_', ' ')), ' ', '') end), 'null::text'));
  end loop;
  for one in select c.relname as noun, record.has_column(c.relname, 'position') as kept, record.has_column(c.relname, 'ended_by') as ends,
      regexp_split_to_array(substring(record.bearers(c.relname) from '^array\[(.*)\]$'), ', ') as bearers,
      coalesce(quote_literal(case when c.relname = any (record.public_nouns()) then replace(initcap(replace(c.relname, '_', ' ')), ' ', '') end), 'null::text') as typename
      from pg_class c where c.relnamespace = 'record'::regnamespace and c.relkind = 'r' and c.relname not in ('status_span', 'reported_count_organisation')
        and record.bearers(c.relname) ~ '^array\[x\.[a-z_]+(, x\.[a-z_]+)*\]$'
      union all select 'follow_up_decision', true, false, array['x.follow_up_id'], 'null::text'
      union all select 'evidence', true, false, array['x.follow_up_id'], quote_literal('Evidence')
      union all select 'position_statement', true, false, array['(select a.recommendation_id from record.addressee a where a.id = x.addressee_id)'], 'null::text' loop
    foreach bearer in array one.bearers loop
      if one.kept then
        parts := parts || format('select %s, %L, %s, x.id, e.command_id, ''ADDED'', null from record.%I x join record.audit_entry e on e.recorded_at = x.recorded_at',
          bearer, one.noun, one.typename, one.noun);
        parts := parts || format('select %s, %2$L, %3$s, x.id, r.command_id, ''CHANGED'', r.fields from record.%2$I x join record.revision r on r.record_id = x.id',
          bearer, one.noun, one.typename);
      else -- what holds and what ended have indexes of their own
        parts := parts || format('select %s, %2$L, %3$s, x.id, x.command_id, ''ADDED'', null from record.%2$I x where x.ended_by is null', bearer, one.noun, one.typename);
        parts := parts || format('select %s, %2$L, %3$s, x.id, x.command_id, ''ADDED'', null from record.%2$I x where x.ended_by is not null', bearer, one.noun, one.typename);
      end if;
      if one.ends then
        parts := parts || format('select %s, %2$L, %3$s, x.id, x.ended_by, ''ENDED'', null from record.%2$I x where x.ended_by is not null', bearer, one.noun, one.typename);
      end if;
    end loop;
  end loop;
  parts := parts || array[
    'select i.record_id, ''source'', null::text, i.record_id, i.command_id, i.kind, (select jsonb_object_agg(f, ''{}''::jsonb) from unnest(i.fields) f) from record.intervention i',
    'select o.record_id, ''source'', null::text, i.record_id, i.command_id, i.kind, (select jsonb_object_agg(f, ''{}''::jsonb) from unnest(i.fields) f)
      from record.source_of o join record.intervention i on i.record_id = o.source_id',
    'select p.workshop_id, ''participation'', null::text, i.record_id, i.command_id, i.kind, (select jsonb_object_agg(f, ''{}''::jsonb) from unnest(i.fields) f)
      from record.participation p join record.intervention i on i.record_id = p.id'];
  execute 'create view record.audit_line as ' || array_to_string(parts, ' union all ');
  execute 'create view record.keeping as ' || (select string_agg(format('select t.id, t.keeper_id from record.%I t', n), ' union all ')
    from unnest(record.public_nouns() || array['source', 'addressee']) n);
end
$do$;

-- What was done to records is told to those who oversee them, and to administrators; to nobody else.
call record.expose('audited', $view$
  select l.record_id, l.noun, l.typename, l.row_id, l.command_id, l.how, l.fields, e.position, e.recorded_at, a.name as account_name, e.kind, e.request_id,
    (select min(i.reason) from record.intervention i where i.command_id = e.command_id) as reason
  from record.audit_line l join record.audit_entry e on e.command_id = l.command_id join record.account a on a.id = e.account_id
    join record.keeping k on k.id = l.record_id where {overseen:k}
$view$);
create index intervention_by on record.intervention (command_id);

call record.expose_function('audit(record uuid)', 'table (id uuid, ordinal bigint, recorded_at timestamptz, account text, command text, request_id uuid, reason text, subject_id uuid)',
  'select distinct a.command_id, -a.position, a.recorded_at, a.account_name, a.kind, a.request_id, a.reason, a.record_id from {schema}.audited a where a.record_id = $1');
call record.expose_function('audit_changes(id uuid, subject_id uuid)',
  'table (noun text, record_typename text, record_id uuid, how text, field text, old text, new text)', $$
  select upper(a.noun), a.typename, a.row_id, a.how, lower(left(f.key, 1)) || substr(replace(initcap(replace(f.key, '_', ' ')), ' ', ''), 2), f.value ->> 'old', f.value ->> 'new'
  from {schema}.audited a left join lateral jsonb_each(a.fields) f on true where a.command_id = $1 and a.record_id = $2 order by a.how, a.noun, a.row_id, f.key
$$);
-- +goose StatementEnd

-- +goose Down
drop function open.audit_changes(uuid, uuid), desk.audit_changes(uuid, uuid), open.audit(uuid), desk.audit(uuid);
drop view open.audited, desk.audited;
drop view record.keeping, record.audit_line;
drop function record.erase(uuid, text[], text, uuid), record.forget_words(text, tsvector), record.erase_row(text, uuid, text[], uuid), record.revealed(bigint), record.reveal(uuid, text, uuid);
-- +goose StatementBegin
do $do$
declare
  noun text;
begin
  for noun in select c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgname = 'revised' loop
    execute format('drop trigger revised on record.%I', noun);
  end loop;
  foreach noun in array array['place', 'evidence', 'change_story', 'participation', 'proposer'] loop
    execute format('drop policy cleared on record.%I', noun);
  end loop;
end
$do$;
-- +goose StatementEnd
drop procedure record.note_revisions();
drop function record.note_revision();
drop table record.revision;
drop index record.study_expert_source, record.change_story_source, record.change_story_verifier, record.outcome_stated_by, record.position_statement_stated_by,
  record.repetition_stated_by;
drop view record.source_of;
drop function record.personal_fields(), record.shown_place(uuid, text);
drop table record.intervention, record.confidential_source;
drop function record.is_new_source(uuid, uuid, uuid);
