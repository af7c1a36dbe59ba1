-- The ledger: every command has one place in it, taken last, gapless, in the order of commits. Nothing else orders anything.

-- +goose Up
create table record.account (
  id uuid primary key,
  keeper_id uuid,
  visibility suivi.visibility not null default 'DESK' check (visibility = 'DESK'),
  version integer not null default 1,
  command_id uuid not null,
  position bigint,
  recorded_at timestamptz,
  updated_at timestamptz,
  name text not null check (btrim(name) <> ''),
  organisation_id uuid,
  disabled boolean not null default false
);

create table record.account_grant (
  id uuid primary key,
  keeper_id uuid,
  visibility suivi.visibility not null default 'DESK' check (visibility = 'DESK'),
  command_id uuid not null,
  recorded_from timestamptz,
  ended_by uuid,
  recorded_to timestamptz not null default 'infinity',
  account_id uuid not null references record.account,
  programme_id uuid,
  role text not null check (role in ('REPORTER', 'VERIFIER', 'EDITOR', 'ADMIN')),
  constraint account_grant_of_an_administrator_is_everywhere check ((role = 'ADMIN') = (programme_id is null))
);
create unique index account_grant_once on record.account_grant (account_id, programme_id, role) nulls not distinct where ended_by is null;

-- +goose StatementBegin
-- What the asking account may see and write. These read grants that the asker cannot, hence definer; they take no argument, hence safe. In plpgsql,
-- which keeps its plans: in sql they would be planned anew for every statement that asks.
create function suivi.sees_all() returns boolean language plpgsql stable security definer set search_path = record, pg_temp as $$
begin
  return exists (select from account_grant g join account a on a.id = g.account_id
    where a.id = suivi.account() and not a.disabled and g.role = 'ADMIN' and g.ended_by is null);
end
$$;
create function suivi.kept_programmes() returns uuid[] language plpgsql stable security definer set search_path = record, pg_temp as $$
begin
  return (select coalesce(array_agg(distinct g.programme_id), '{}') from account_grant g join account a on a.id = g.account_id
    where a.id = suivi.account() and not a.disabled and g.programme_id is not null and g.ended_by is null);
end
$$;
create function suivi.edited_programmes() returns uuid[] language plpgsql stable security definer set search_path = record, pg_temp as $$
begin
  return (select coalesce(array_agg(distinct g.programme_id), '{}') from account_grant g join account a on a.id = g.account_id
    where a.id = suivi.account() and not a.disabled and g.role = 'EDITOR' and g.ended_by is null);
end
$$;
-- Who edits or verifies what a programme keeps oversees it.
create function suivi.overseen_programmes() returns uuid[] language plpgsql stable security definer set search_path = record, pg_temp as $$
begin
  return (select coalesce(array_agg(distinct g.programme_id), '{}') from account_grant g join account a on a.id = g.account_id
    where a.id = suivi.account() and not a.disabled and g.role in ('EDITOR', 'VERIFIER') and g.ended_by is null);
end
$$;
create function suivi.reported_programmes() returns uuid[] language plpgsql stable security definer set search_path = record, pg_temp as $$
begin
  return (select coalesce(array_agg(distinct g.programme_id), '{}') from account_grant g join account a on a.id = g.account_id
    where a.id = suivi.account() and not a.disabled and g.role = 'REPORTER' and g.ended_by is null);
end
$$;
create function suivi.verified_programmes() returns uuid[] language plpgsql stable security definer set search_path = record, pg_temp as $$
begin
  return (select coalesce(array_agg(distinct g.programme_id), '{}') from account_grant g join account a on a.id = g.account_id
    where a.id = suivi.account() and not a.disabled and g.role = 'VERIFIER' and g.ended_by is null);
end
$$;
create function suivi.reports() returns boolean language plpgsql stable security definer set search_path = record, pg_temp as $$
begin
  return cardinality(suivi.reported_programmes()) > 0;
end
$$;
create function suivi.verifies() returns boolean language plpgsql stable security definer set search_path = record, pg_temp as $$
begin
  return cardinality(suivi.verified_programmes()) > 0;
end
$$;
create function suivi.author() returns uuid language plpgsql stable security definer set search_path = record, pg_temp as $$
begin
  return (select a.id from account a where a.id = suivi.account() and not a.disabled);
end
$$;
comment on function suivi.author is 'The account as the author of what it submits; null for none, and for one that is disabled.';
create function suivi.known_account() returns boolean language plpgsql stable security definer set search_path = record, pg_temp as $$
begin
  return exists (select from account a where a.id = suivi.account() and not a.disabled);
end
$$;
-- +goose StatementEnd
grant execute on function suivi.sees_all(), suivi.kept_programmes(), suivi.overseen_programmes(), suivi.author(), suivi.verifies() to suivi_desk, suivi_clerk;
grant execute on function suivi.edited_programmes(), suivi.reported_programmes(), suivi.verified_programmes(), suivi.reports(), suivi.known_account() to suivi_clerk;

create table record.entry (
  id uuid,
  noun text not null,
  primary key (id) include (noun)
);
comment on table record.entry is 'Every record that has an id of its own, whatever its noun: ids are unique among all, and citations and codes hang here.';

-- +goose StatementBegin
create function record.register() returns trigger language plpgsql security definer set search_path = record, pg_temp as $$
begin
  insert into entry (id, noun) select n.id, tg_table_name from new_rows n;
  return null;
end
$$;

create function record.has_column(table_name text, column_name text) returns boolean language sql stable as $$
  select exists (select from pg_attribute a where a.attrelid = format('record.%I', table_name)::regclass and a.attname = column_name and not a.attisdropped)
$$;
-- +goose StatementEnd
create trigger register after insert on record.account referencing new table as new_rows for each statement execute function record.register();
alter table record.account add foreign key (id) references record.entry deferrable initially deferred;

create table record.audit_entry (
  position bigint primary key,
  recorded_at timestamptz not null unique,
  command_id uuid not null unique,
  account_id uuid not null references record.account,
  kind text not null,
  record_id uuid, -- the record that the command was about, where there is one: asked for again, it is answered with that record
  request_id uuid,
  input_digest bytea,
  changes jsonb not null,
  previous_digest bytea not null,
  digest bytea not null
);
create unique index audit_entry_request on record.audit_entry (account_id, request_id);

-- What the digest of a command's input is made with. It stands apart, and is erased with the words that were given: without it, nobody can tell by
-- the digest whether a guess at them is right, and the chain holds all the same.
create table record.input_salt (
  command_id uuid primary key,
  salt bytea not null
);

create table record.ledger_head (
  only_one boolean primary key default true check (only_one),
  position bigint not null,
  recorded_at timestamptz not null,
  digest bytea not null,
  -- Tombstones are kept of what was hidden behind this place: whoever read the changes no further than before it has to begin again.
  horizon bigint not null default 0
);
insert into record.ledger_head (position, recorded_at, digest) values (0, '-infinity', sha256(''));

-- +goose StatementBegin
create function record.audit_digest(previous bytea, place bigint, recorded_at timestamptz, account uuid, command uuid, kind text, about uuid,
  request uuid, input_digest bytea, changes jsonb)
returns bytea language sql stable as $$
  select sha256(previous || convert_to(concat_ws('|', place, extract(epoch from recorded_at), account, command, kind, coalesce(about::text, '-'), coalesce(request::text, '-'),
    coalesce(encode(input_digest, 'hex'), '-'), changes), 'UTF8'))
$$;

-- is_input says whether a command of the asking account's was given an input with this digest. Of one whose salt was erased, nobody can tell any more.
create function record.is_input(command uuid, digest bytea) returns boolean language sql stable security definer set search_path = record, pg_temp as $$
  select coalesce(e.input_digest = sha256(s.salt || $2), true) from audit_entry e left join input_salt s on s.command_id = e.command_id
  where e.command_id = $1 and e.account_id = suivi.account()
$$;
grant execute on function record.is_input(uuid, bytea) to suivi_clerk;

-- The feed of changes: each record at the last place where something changed that an audience sees of it: its own row, or what is shown with it
-- (00012 says what that is). One row for everybody, once everybody could see the record; one for each keeper of something that not everybody
-- sees. Where `shows` is false, the record itself is not seen by that row: everybody's is then a tombstone. It is written when a command is sealed.
create table record.change (
  record_id uuid not null,
  record_kind text not null check (record_kind in ('ORGANISATION', 'PLACE', 'THEME', 'INSTRUMENT', 'PROGRAMME', 'STUDY_SERIES', 'STUDY', 'FINDING',
    'WORKSHOP_SERIES', 'WORKSHOP', 'RECOMMENDATION', 'ACTION', 'FOLLOW_UP', 'EVIDENCE', 'CHANGE_STORY')),
  visibility suivi.visibility not null,
  keeper_id uuid,
  position bigint not null,
  shows boolean not null,
  -- Whose parts of the record it is in (00012): its own, or those of the recommendation that it is about. Of a tombstone nothing is known: the nil UUID,
  -- which is in every part.
  root_id uuid not null
);
create unique index change_once on record.change (record_id, keeper_id, visibility) nulls not distinct;
create index change_ledger on record.change (position, record_id);
create index change_root on record.change (root_id);
-- Follow-ups and recommendations are most of the feed: whoever asks for these finds enough of them wherever they begin to read.
create index change_kind on record.change (record_kind, position, record_id) where record_kind not in ('FOLLOW_UP', 'RECOMMENDATION');

-- The records on which something was shown or hidden by a command that is under way, although nothing of it was written anew. What derives
-- notes them here for the seal, which clears them.
create table record.shown_otherwise (
  command_id uuid not null,
  record_id uuid not null
);
create index shown_otherwise_by on record.shown_otherwise (command_id);

-- stamping is the statement that stamps the rows of one table: $1 is the place, $2 the time, $3 the command. It gives the ids stamped, and on which
-- records they hang: those of which everybody sees it, and those of which a keeper does. A record that is in the feed moves on there at once.
create function record.stamping(noun text) returns text language plpgsql stable as $$
declare
  bearers text := coalesce(record.bearers(noun), 'null::uuid[]');
  stamp text;
  waits text;
  ended text := '';
  feed text := '';
begin
  if record.has_column(noun, 'position') then
    stamp := 'position = $1, recorded_at = coalesce(recorded_at, $2), updated_at = $2';
    waits := 'command_id = $3 and position is null';
  else
    stamp := 'recorded_from = $2';
    waits := 'command_id = $3 and recorded_from is null';
  end if;
  if record.has_column(noun, 'ended_by') then
    stamp := stamp || ', recorded_to = case when ended_by = $3 and recorded_to = ''infinity'' then $2 else recorded_to end';
    ended := format(', ended as (update record.%I x set recorded_to = $2 where ended_by = $3 and recorded_to = ''infinity'' and (%s) is not true
      returning x.id, x.visibility, x.keeper_id, %s as bearers)', noun, waits, bearers);
  end if;
  if noun = any (record.public_nouns()) then
    feed := format(', told as (
      insert into record.change (record_id, record_kind, visibility, keeper_id, position, shows, root_id)
        select s.id, upper(%L), s.visibility, case when s.visibility = ''DESK'' then s.keeper_id end, $1, true, s.root_id from stamped s
        on conflict (record_id, keeper_id, visibility) do update set position = excluded.position, shows = true, root_id = excluded.root_id
    ), hidden as (
      update record.change c set position = $1, shows = false, root_id = ''00000000-0000-0000-0000-000000000000'' from stamped s
        where s.visibility = ''DESK'' and c.record_id = s.id and c.visibility = ''OPEN'' and c.shows
    )', noun);
  end if;
  return format('with stamped as (update record.%I x set %s where %s returning x.id, x.visibility, x.keeper_id, %s as bearers, %s as root_id)%s%s,
    written as (%s), borne as (select distinct b.id, b.visibility, b.keeper_id from (select unnest(w.bearers) as id, w.visibility, w.keeper_id from written w) b where b.id is not null)
    select (select jsonb_agg(w.id order by w.id) from written w),
      coalesce(array_agg(b.id) filter (where b.visibility = ''OPEN''), ''{}''),
      coalesce(array_agg(b.id) filter (where b.visibility = ''DESK''), ''{}''),
      coalesce(array_agg(b.keeper_id) filter (where b.visibility = ''DESK''), ''{}'') from borne b',
    noun, stamp, waits, bearers, record.root_in(noun), ended, feed,
    'select id, visibility, keeper_id, bearers from stamped' || case when ended <> '' then ' union all select * from ended' else '' end);
end
$$;

-- move_on moves records on in the feed because of what hangs on them; what hangs on something that is no record of the feed hangs on what that
-- hangs on. Those whose own row was written are there already.
create function record.move_on(place bigint, seen uuid[], kept uuid[], keepers uuid[]) returns void language plpgsql as $$
begin
  if cardinality(seen) > 0 then
    seen := array(select distinct s.id from unnest(seen) as s (id)
      where not exists (select from record.change c where c.record_id = s.id and c.visibility = 'OPEN' and c.position = place));
    seen := seen || array(select b.bearer_id from record.bearers_of(seen) b);
    update record.change c set position = place from (select distinct s.id from unnest(seen) as s (id)) s
      where c.record_id = s.id and c.visibility = 'OPEN' and c.shows and c.position < place;
  end if;
  if cardinality(kept) > 0 then
    with wanted as (
      select k.id, k.keeper from unnest(kept, keepers) as k (id, keeper)
        where not exists (select from record.change c where c.record_id = k.id and c.position = place and c.shows)
    ), reached as (
      select w.id, w.keeper from wanted w
      union
      select b.bearer_id, w.keeper from wanted w join record.bearers_of(array(select id from wanted)) b on b.part_id = w.id
    )
    insert into record.change (record_id, record_kind, visibility, keeper_id, position, shows, root_id)
      select r.id, upper(e.noun), 'DESK', r.keeper, place, false, record.root_of(e.id, e.noun) from reached r join record.entry e on e.id = r.id and e.noun = any (record.public_nouns())
      on conflict (record_id, keeper_id, visibility) do update set position = excluded.position;
  end if;
end
$$;

-- seal is the last thing a command does: it takes the next place in the ledger, stamps it on the rows that carry the command's id, and moves what
-- they belong to on in the feed. The lock on the head is held until commit, so that places follow commits.
create function record.seal(command uuid, command_kind text, request uuid, request_digest bytea, touched text[], about uuid default null) returns bigint
language plpgsql security definer set search_path = record, pg_temp set work_mem = '32MB' as $$
declare
  head ledger_head;
  sealed_at timestamptz;
  noun text;
  stamped jsonb;
  changes jsonb := '[]';
  seen uuid[];
  kept uuid[];
  keepers uuid[];
  all_seen uuid[] := '{}';
  all_kept uuid[] := '{}';
  all_keepers uuid[] := '{}';
begin
  if not suivi.known_account() then
    raise exception 'a command needs an account' using errcode = 'insufficient_privilege';
  end if;
  select * into strict head from ledger_head for update;
  head.position := head.position + 1;
  sealed_at := greatest(clock_timestamp(), head.recorded_at + interval '1 microsecond');
  foreach noun in array touched loop
    execute stamping(noun) into stamped, seen, kept, keepers using head.position, sealed_at, command;
    if stamped is not null then
      changes := changes || jsonb_build_object('noun', noun, 'ids', stamped);
    end if;
    all_seen := all_seen || seen;
    all_kept := all_kept || kept;
    all_keepers := all_keepers || keepers;
  end loop;
  with cleared as (delete from shown_otherwise s where s.command_id = command returning s.record_id)
    select all_seen || coalesce(array_agg(distinct c.record_id), '{}') into all_seen from cleared c;
  perform move_on(head.position, all_seen, all_kept, all_keepers);
  perform take_part(head.position);
  if request_digest is not null then
    insert into input_salt values (command, uuid_send(gen_random_uuid())) returning sha256(salt || request_digest) into request_digest;
  end if;
  insert into audit_entry values (head.position, sealed_at, command, suivi.account(), command_kind, about, request, request_digest, changes, head.digest,
    audit_digest(head.digest, head.position, sealed_at, suivi.account(), command, command_kind, about, request, request_digest, changes))
    returning digest into head.digest;
  update ledger_head set position = head.position, recorded_at = sealed_at, digest = head.digest;
  return head.position;
end
$$;
-- +goose StatementEnd
grant execute on function record.seal(uuid, text, uuid, bytea, text[], uuid) to suivi_clerk;

-- keep gives a table what every table of the record has: the indexes that sealing needs, registration, row-level security for the clerk.
-- The clerk sees what is open and what its account keeps, and writes what its account edits; nobody deletes.
-- +goose StatementBegin
create procedure record.keep(table_name text, updates text) language plpgsql as $$
declare
  written constant text := '((select suivi.sees_all()) or keeper_id = any ((select suivi.edited_programmes())::uuid[]))';
  of_a_record boolean := record.has_column(table_name, 'position');
  authored constant text := case when record.has_column(table_name, 'author_id') then
    ' or author_id = (select suivi.author()) or author_id is not null and keeper_id is null and (select suivi.verifies())' else '' end;
begin
  -- Whole, not of the rows that wait: no index looks at what sealing stamps, so that a row stays in its page and no index is touched.
  execute format('create index %I on record.%I (command_id)', table_name || '_command', table_name);
  if of_a_record then
    execute format('create trigger register after insert on record.%I referencing new table as new_rows for each statement execute function record.register()', table_name);
  end if;
  if record.has_column(table_name, 'ended_by') then
    execute format('create index %I on record.%I (ended_by) where ended_by is not null', table_name || '_ended', table_name);
  end if;
  execute format('alter table record.%I enable row level security', table_name);
  execute format('create policy reads on record.%I for select to suivi_clerk using ((select suivi.known_account()) and (visibility = ''OPEN'' or %s
    or keeper_id = any ((select suivi.kept_programmes())::uuid[])%s))', table_name, written, authored);
  execute format('create policy adds on record.%I for insert to suivi_clerk with check (%s)', table_name, written);
  execute format('grant select, insert on record.%I to suivi_clerk', table_name);
  if updates <> '' then
    execute format('create policy changes on record.%I for update to suivi_clerk using (%2$s) with check (%2$s)', table_name, written);
    execute format('grant update (%s) on record.%I to suivi_clerk', updates, table_name);
  end if;
end
$$;
-- +goose StatementEnd

-- +goose StatementBegin
-- make makes a table of the record: with what every record carries (kept), or with what every fact carries that hangs on one (linked); and its
-- own columns. A quantity is four columns and a rule, made by {quantity:prefix}.
-- A command writes its rows twice, the second time to stamp them, which makes them longer. Where there is room for that in the same page, no index is
-- written to again.
create procedure record.make(table_name text, carries text, columns text, updates text default '') language plpgsql as $$
declare
  prefix text;
begin
  for prefix in select m.hit[1] from regexp_matches(columns, '\{quantity:([a-z0-9]+)\}', 'g') as m (hit) loop
    columns := replace(columns, '{quantity:' || prefix || '}', replace(replace(
      'x_kind text not null default ''UNKNOWN'', x_value double precision, x_upper double precision, x_words suivi.translated,
       constraint t_x_is_a_quantity check (x_kind in (''EXACT'', ''APPROXIMATE'', ''AT_LEAST'', ''MORE_THAN'', ''RANGE'', ''PERCENT'', ''UNKNOWN'', ''SUPPRESSED'')
         and (x_kind in (''UNKNOWN'', ''SUPPRESSED'')) = (x_value is null) and (x_kind = ''RANGE'') = (x_upper is not null)
         and (x_value is null or x_value >= 0) and (x_upper is null or x_value < x_upper) and (x_kind <> ''PERCENT'' or x_value <= 100))',
      't_x', table_name || '_x'), 'x_', prefix || '_'));
  end loop;
  execute format('create table record.%I (id uuid primary key, keeper_id uuid, visibility suivi.visibility not null, command_id uuid not null, %s, %s) with (fillfactor = %s)', table_name,
    case carries
      when 'kept' then 'version integer not null default 1, position bigint, recorded_at timestamptz, updated_at timestamptz'
      when 'linked' then 'recorded_from timestamptz, ended_by uuid, recorded_to timestamptz not null default ''infinity'''
    end, columns, case carries when 'kept' then 42 when 'linked' then 47 end);
  call record.keep(table_name, case when carries = 'linked' then 'ended_by' when updates <> '' then updates || ', version, command_id, position' else '' end);
end
$$;

-- link makes a table that ties two tables together, once while it holds.
create procedure record.link(table_name text, one text, other text) language plpgsql as $$
begin
  call record.make(table_name, 'linked', format('%1$I uuid not null references record.%2$I, %3$I uuid not null references record.%4$I',
    one || '_id', case one when 'record' then 'entry' else one end, other || '_id', other), '');
  execute format('create unique index %I on record.%I (%I, %I, ended_by) nulls not distinct', table_name || '_once', table_name, one || '_id', other || '_id');
  execute format('create index %I on record.%I (%I, %I)', table_name || '_back', table_name, other || '_id', one || '_id');
end
$$;
-- +goose StatementEnd

alter table record.account enable row level security;
create policy own on record.account for select to suivi_clerk using (id = suivi.account() or (select suivi.sees_all()));
create policy adds on record.account for insert to suivi_clerk with check ((select suivi.sees_all()));
grant select, insert on record.account to suivi_clerk;
alter table record.account_grant enable row level security;
create policy own on record.account_grant for select to suivi_clerk using (account_id = suivi.account() or (select suivi.sees_all()));
create policy adds on record.account_grant for insert to suivi_clerk with check ((select suivi.sees_all()));
grant select, insert on record.account_grant to suivi_clerk;
alter table record.audit_entry enable row level security;
create policy own on record.audit_entry for select to suivi_clerk using (account_id = suivi.account() or (select suivi.sees_all()));
grant select on record.audit_entry to suivi_clerk;

-- +goose Down
drop procedure record.link(text, text, text);
drop procedure record.make(text, text, text, text);
drop procedure record.keep(text, text);
drop function record.seal(uuid, text, uuid, bytea, text[], uuid);
drop function record.move_on(bigint, uuid[], uuid[], uuid[]);
drop function record.stamping(text);
drop table record.shown_otherwise;
drop table record.change;
drop function record.is_input(uuid, bytea);
drop function record.audit_digest(bytea, bigint, timestamptz, uuid, uuid, text, uuid, uuid, bytea, jsonb);
drop table record.ledger_head;
drop table record.input_salt;
drop table record.audit_entry;
drop table record.account_grant;
drop table record.account;
drop function record.has_column(text, text);
drop function record.register();
drop table record.entry;
drop function suivi.known_account();
drop function suivi.overseen_programmes();
drop function suivi.author();
drop function suivi.verifies();
drop function suivi.reports();
drop function suivi.verified_programmes();
drop function suivi.reported_programmes();
drop function suivi.edited_programmes();
drop function suivi.kept_programmes();
drop function suivi.sees_all();
