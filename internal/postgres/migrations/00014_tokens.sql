-- Who signs in: tokens of machines, and who an issuer of OpenID Connect says that somebody is. No login reads what tokens are told by.

-- +goose Up
create table record.token (
  id uuid primary key,
  keeper_id uuid,
  visibility suivi.visibility not null default 'DESK' constraint token_visibility_check check (visibility = 'DESK'),
  command_id uuid not null,
  recorded_from timestamptz,
  ended_by uuid,
  recorded_to timestamptz not null default 'infinity',
  account_id uuid not null references record.account,
  name text not null constraint token_has_a_name check (btrim(name) <> '' and length(name) <= 100),
  expires_at timestamptz not null constraint token_expires check (isfinite(expires_at)),
  digest bytea not null constraint token_digest_is_a_sha256 check (length(digest) = 32)
);
comment on column record.token.digest is 'The SHA-256 of the token. The token itself is kept nowhere.';
create unique index token_once on record.token (digest);
create index token_account on record.token (account_id, id);

create table record.account_identity (
  id uuid primary key,
  keeper_id uuid,
  visibility suivi.visibility not null default 'DESK' constraint account_identity_visibility_check check (visibility = 'DESK'),
  command_id uuid not null,
  recorded_from timestamptz,
  ended_by uuid,
  recorded_to timestamptz not null default 'infinity',
  account_id uuid not null references record.account,
  issuer text not null constraint account_identity_has_an_issuer check (issuer ~ '^https?://' and length(issuer) <= 1000),
  subject text not null constraint account_identity_has_a_subject check (btrim(subject) <> '' and length(subject) <= 255)
);
create unique index account_identity_once on record.account_identity (issuer, subject) where ended_by is null;
create index account_identity_account on record.account_identity (account_id, id);

-- Administrators alone give and end them. An account may see which there are of its own; the digest nobody.
-- +goose StatementBegin
do $do$
declare
  noun text;
begin
  foreach noun in array array['token', 'account_identity'] loop
    execute format('create index %I on record.%I (command_id) where recorded_from is null', noun || '_unsealed', noun);
    execute format('create index %I on record.%I (ended_by) where ended_by is not null', noun || '_ended', noun);
    execute format('alter table record.%I enable row level security', noun);
    execute format('create policy own on record.%I for select to suivi_clerk using (account_id = suivi.account() or (select suivi.sees_all()))', noun);
    execute format('create policy adds on record.%I for insert to suivi_clerk with check ((select suivi.sees_all()))', noun);
    execute format('create policy ends on record.%I for update to suivi_clerk using ((select suivi.sees_all())) with check ((select suivi.sees_all()))', noun);
    execute format('grant insert, update (ended_by) on record.%I to suivi_clerk', noun);
  end loop;
end
$do$;

-- account_of is the account that a token or an issuer's word shows; null where neither shows one that may sign in, for whatever reason.
create function suivi.account_of(token_digest bytea, said_by text, said_of text) returns uuid
language plpgsql stable security definer set search_path = record, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  if token_digest is not null then
    return (select a.id from token t join account a on a.id = t.account_id
      where t.digest = token_digest and t.ended_by is null and t.expires_at > now() and not a.disabled);
  end if;
  return (select a.id from account_identity i join account a on a.id = i.account_id
    where i.issuer = said_by and i.subject = said_of and i.ended_by is null and not a.disabled);
end
$$;
-- +goose StatementEnd
grant select (id, keeper_id, visibility, command_id, recorded_from, ended_by, recorded_to, account_id, name, expires_at) on record.token to suivi_clerk;
grant select on record.account_identity to suivi_clerk;
grant execute on function suivi.account_of(bytea, text, text) to suivi_desk;

-- An account sees itself and its own grants, and no other's. To the public there is none: no setting makes it into one.
call record.expose('account', 'select a.id, a.name, a.organisation_id from record.account a
  where ''{schema}'' = ''desk'' and a.id = suivi.account() and not a.disabled');
call record.expose('account_grant', 'select g.id, g.account_id, g.programme_id, g.role from record.account_grant g
  where ''{schema}'' = ''desk'' and g.account_id = suivi.account() and g.ended_by is null');
call record.expose_function('viewer()', 'table (id uuid, name text, organisation_id uuid)',
  'select a.id, a.name, a.organisation_id from {schema}.account a');
call record.expose_function('viewer_roles(id uuid)', 'table (role text, programme_id uuid)',
  'select g.role, g.programme_id from {schema}.account a join {schema}.account_grant g on g.account_id = a.id where a.id = $1
   order by g.programme_id nulls first, g.role, g.id');

-- +goose Down
drop function open.viewer_roles(uuid), desk.viewer_roles(uuid), open.viewer(), desk.viewer();
drop view open.account_grant, desk.account_grant, open.account, desk.account;
drop function suivi.account_of(bytea, text, text);
drop table record.account_identity;
drop table record.token;
