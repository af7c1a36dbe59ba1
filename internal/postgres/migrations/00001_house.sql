-- The rooms of the database:
--   record  the tables; the clerk's
--   open    views of what everybody may see; the public's
--   desk    views of what the account in `suivi.account` may see; the desk's
--   suivi   functions that all three share
-- Roles are made before migrations run (see roles.go); migrations only grant.

-- +goose Up
create extension if not exists btree_gist;

create schema record;
create schema open;
create schema desk;
create schema suivi;
grant usage on schema record to suivi_clerk;
grant usage on schema open to suivi_public;
grant usage on schema desk to suivi_desk;
grant usage on schema suivi to suivi_public, suivi_desk, suivi_clerk;
alter default privileges revoke execute on functions from public;

-- +goose StatementBegin
create function suivi.today() returns date language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('suivi.today', true), '')::date, (now() at time zone 'UTC')::date)
$$;
comment on function suivi.today() is 'The only source of the date: the setting suivi.today in tests, else today in UTC.';

create function suivi.account() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('suivi.account', true), '')::uuid
$$;
comment on function suivi.account() is 'The account that asks or writes, as set for this transaction; null for none.';

-- A text in several languages is {"fr": {"text": "…", "state": "ORIGINAL"}, …}: at least one language, each with words and a state. Said in one
-- expression, so that PostgreSQL puts it in the place of the call: it is asked of every text that is written. The tags that most texts have need not be read.
create function suivi.is_translated(value jsonb) returns boolean language sql immutable parallel safe as $$
  select case when jsonb_typeof(value) = 'object' then value <> '{}'
    and (value - '{fr,en}'::text[] = '{}' or not jsonb_path_exists(value, '$.keyvalue().key ? (!(@ like_regex "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"))'))
    and not jsonb_path_exists(value, '$.* ? (!(@.type() == "object" && @.text.type() == "string" && @.text like_regex "[^ ]" && @.state.type() == "string"
      && (@.state == "ORIGINAL" || @.state == "MACHINE" || @.state == "REVIEWED" || @.state == "STALE")))')
    else value is null end
$$;

create function suivi.original(value jsonb) returns text language sql immutable parallel safe as $$
  select said ->> 'text' from jsonb_each(value) as language (tag, said) order by said ->> 'state' = 'ORIGINAL' desc, tag limit 1
$$;

create function suivi.in_language(value jsonb, first text, second text, third text, fourth text) returns text
language sql immutable parallel safe as $$
  select coalesce(value -> first ->> 'text', value -> second ->> 'text', value -> third ->> 'text', value -> fourth ->> 'text',
    suivi.original(value))
$$;
comment on function suivi.in_language is 'The text in the first of four languages that it has, else as it was first written.';

-- A cursor is a place in a list, sealed with HMAC-SHA-256 (RFC 2104) so that nobody makes or alters one. The two pads are the key for
-- this list, order and filter; the server makes them and checks what comes back (internal/plan/cursor.go).
-- In two steps, neither with a subselect, so that PostgreSQL puts both in the place of the call: a page has a cursor for each of its rows.
create function suivi.sealed(content bytea, inner_pad bytea, outer_pad bytea) returns text language sql immutable parallel safe as $$
  select translate(encode(content || substr(sha256(outer_pad || sha256(inner_pad || content)), 1, 16), 'base64'), E'+/=\n', '-_')
$$;
create function suivi.cursor(scope text, sort_key text, id uuid, inner_pad bytea, outer_pad bytea) returns text
language sql stable parallel safe as $$
  select suivi.sealed(convert_to(scope || '|' || id::text || '|' || coalesce(sort_key, ''), 'UTF8'), inner_pad, outer_pad)
$$;

-- A key that is a place in the ledger is hidden in its cursor: from how far two are apart, one could tell how much goes on that one may not see. The
-- mask follows from the number, so that the same place gives the same cursor.
create function suivi.masked(place bigint, tag bytea, pad bytea) returns text language sql immutable parallel safe as $$
  select encode(tag, 'hex') || to_hex(place # ('x' || encode(substr(sha256(pad || tag), 1, 8), 'hex'))::bit(64)::bigint)
$$;
create function suivi.hidden(place bigint, id uuid, pad bytea) returns text language sql stable parallel safe as $$
  select suivi.masked(place, substr(sha256(pad || convert_to(place || ' ' || id::text, 'UTF8')), 1, 8), pad)
$$;

create domain suivi.translated as jsonb check (value is null or suivi.is_translated(value));
create domain suivi.visibility as text check (value in ('OPEN', 'DESK'));
create domain suivi.reference as text check (value ~ '^[a-z0-9]+([.-][a-z0-9]+)*$' and length(value) <= 100);

-- expose makes one view in `open` and one in `desk` from one template, so that the two cannot drift. In the template {visible:x} is the
-- test that row x may be seen, {schema} the schema being made. Of a row that has a degree of sensitivity, {cleared:x} is that test: what is
-- confidential is seen by those alone who oversee its keeper. {kept:x} and {overseen:x} say that the asker keeps row x, or oversees it; the public does not.
-- What an author submitted (the table has author_id) its author sees too; and where no programme keeps it, whoever verifies somewhere.
create function record.authored(alias text, authored boolean) returns text language sql immutable as $$
  select case when authored then format(' or %1$s.author_id = (select suivi.author()) or %1$s.author_id is not null and %1$s.keeper_id is null and (select suivi.verifies())', alias)
    else '' end
$$;

create function record.visible(schema_name text, alias text, authored boolean) returns text language sql immutable as $$
  select case schema_name
    when 'open' then format('%s.visibility = ''OPEN''', alias)
    when 'desk' then format('(%1$s.visibility = ''OPEN'' or (select suivi.sees_all()) or %1$s.keeper_id = any ((select suivi.kept_programmes())::uuid[])%2$s)', alias,
      record.authored(alias, authored))
  end
$$;

create function record.kept(schema_name text, alias text, by text) returns text language sql immutable as $$
  select case schema_name
    when 'open' then 'false'
    when 'desk' then format('((select suivi.sees_all()) or %s.keeper_id = any ((select suivi.%s())::uuid[]))', alias, by)
  end
$$;

create function record.cleared(schema_name text, alias text, authored boolean) returns text language sql immutable as $$
  select case schema_name
    when 'open' then record.visible('open', alias, false)
    when 'desk' then format('(%1$s.visibility = ''OPEN'' or %2$s or %1$s.sensitivity <> ''CONFIDENTIAL'' and %3$s%4$s)', alias,
      record.kept('desk', alias, 'overseen_programmes'), record.kept('desk', alias, 'kept_programmes'), record.authored(alias, authored))
  end
$$;

-- Which account an author is, no view tells: of a table that has it, x.* are the other columns.
create function record.fill(schema_name text, template text) returns text language plpgsql stable as $$
declare
  test record;
  table_name text;
  authored boolean;
begin
  template := replace(template, '{schema}', schema_name);
  for test in select distinct m.hit[1] as what, m.hit[2] as alias from regexp_matches(template, '\{(visible|cleared|kept|overseen):([a-z_]+)\}', 'g') as m (hit) loop
    table_name := substring(template from '\mrecord\.([a-z_]+) ' || test.alias || '\M');
    authored := table_name is not null and record.has_column(table_name, 'author_id');
    if authored then
      template := regexp_replace(template, '\m' || test.alias || '\.\*', (select string_agg(test.alias || '.' || quote_ident(a.attname), ', ' order by a.attnum)
        from pg_attribute a where a.attrelid = format('record.%I', table_name)::regclass and a.attnum > 0 and not a.attisdropped and a.attname <> 'author_id'));
    end if;
    template := replace(template, format('{%s:%s}', test.what, test.alias), case test.what
      when 'visible' then record.visible(schema_name, test.alias, authored)
      when 'cleared' then record.cleared(schema_name, test.alias, authored)
      else record.kept(schema_name, test.alias, test.what || '_programmes')
    end);
  end loop;
  return template;
end
$$;

create procedure record.expose(view_name text, template text) language plpgsql as $$
declare
  audience record;
begin
  for audience in select * from (values ('open', 'suivi_public'), ('desk', 'suivi_desk')) as a (schema_name, reader) loop
    execute format('drop view if exists %I.%I', audience.schema_name, view_name);
    execute format('create view %I.%I as %s', audience.schema_name, view_name, record.fill(audience.schema_name, template));
    execute format('grant select on %I.%I to %I', audience.schema_name, view_name, audience.reader);
  end loop;
  if to_regprocedure('record.expose_then(text, boolean)') is not null then -- from 00007 on, which makes up for the views before it
    call record.expose_then(view_name);
  end if;
end
$$;

-- expose_function does the same for a computed field: SQL, stable, neither definer nor SET, reading its own schema's views.
create procedure record.expose_function(signature text, returned text, body text) language plpgsql as $$
declare
  audience record;
begin
  for audience in select * from (values ('open', 'suivi_public'), ('desk', 'suivi_desk')) as a (schema_name, reader) loop
    execute format('create or replace function %I.%s returns %s language sql stable parallel safe as %L',
      audience.schema_name, signature, returned, record.fill(audience.schema_name, body));
    execute format('grant execute on function %I.%s to %I', audience.schema_name, signature, audience.reader);
  end loop;
end
$$;
-- +goose StatementEnd

grant execute on function suivi.today(), suivi.account(), suivi.original(jsonb), suivi.is_translated(jsonb),
  suivi.in_language(jsonb, text, text, text, text) to suivi_public, suivi_desk, suivi_clerk;
grant execute on function suivi.cursor(text, text, uuid, bytea, bytea), suivi.sealed(bytea, bytea, bytea),
  suivi.masked(bigint, bytea, bytea), suivi.hidden(bigint, uuid, bytea) to suivi_public, suivi_desk;

-- +goose Down
drop procedure record.expose_function(text, text, text);
drop procedure record.expose(text, text);
drop function record.fill(text, text);
drop function record.cleared(text, text, boolean);
drop function record.kept(text, text, text);
drop function record.visible(text, text, boolean);
drop function record.authored(text, boolean);
drop domain suivi.reference;
drop domain suivi.visibility;
drop domain suivi.translated;
drop function suivi.cursor(text, text, uuid, bytea, bytea);
drop function suivi.hidden(bigint, uuid, bytea);
drop function suivi.masked(bigint, bytea, bytea);
drop function suivi.sealed(bytea, bytea, bytea);
drop function suivi.in_language(jsonb, text, text, text, text);
drop function suivi.original(jsonb);
drop function suivi.is_translated(jsonb);
drop function suivi.account();
drop function suivi.today();
alter default privileges grant execute on functions to public;
drop schema suivi;
drop schema desk;
drop schema open;
drop schema record;
drop extension btree_gist;
