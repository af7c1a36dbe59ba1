-- Files that are evidence: what the record says of them. What is in them is kept outside, under its digest.

-- +goose Up
create table record.evidence_file (
  id uuid primary key,
  keeper_id uuid,
  visibility suivi.visibility not null default 'DESK' constraint evidence_file_visibility_check check (visibility = 'DESK'),
  command_id uuid not null,
  recorded_from timestamptz,
  ended_by uuid,
  recorded_to timestamptz not null default 'infinity',
  account_id uuid not null references record.account,
  sha256 bytea not null constraint evidence_file_digest_is_a_sha256 check (length(sha256) = 32),
  size bigint not null constraint evidence_file_size_check check (size > 0),
  media_type text not null constraint evidence_file_media_type_check check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$')
);
comment on table record.evidence_file is 'Files that accounts sent in. The same file sent again by the same account is the same row. Its name is not kept: it can tell of a person.';
create unique index evidence_file_once on record.evidence_file (account_id, sha256);
create index evidence_file_unsealed on record.evidence_file (command_id) where recorded_from is null;
create index evidence_file_ended on record.evidence_file (ended_by) where ended_by is not null;

-- An account sends in what it may write about: it takes a role somewhere. It sees its own, and nobody changes one.
alter table record.evidence_file enable row level security;
create policy own on record.evidence_file for select to suivi_clerk using (account_id = suivi.account());
create policy adds on record.evidence_file for insert to suivi_clerk
  with check (account_id = suivi.account() and ((select suivi.sees_all()) or cardinality((select suivi.kept_programmes())) > 0));
grant select, insert on record.evidence_file to suivi_clerk;

-- Evidence names a file of the account that records it, and no other's: whoever knows the id of a file has not seen it for that.
alter table record.evidence add constraint evidence_file_is_there foreign key (file_id) references record.evidence_file deferrable initially deferred;
create index evidence_of_file on record.evidence (file_id) where file_id is not null;
create policy names_own_file on record.evidence as restrictive for insert to suivi_clerk
  with check (file_id is null or exists (select from record.evidence_file f where f.id = file_id));

-- A file is seen where some evidence that names it is; and which evidence is seen, the view of evidence says alone.
call record.expose('evidence_file', 'select f.id, f.sha256, f.size, f.media_type from record.evidence_file f
  where exists (select from record.evidence e where e.file_id = f.id and {cleared:e})');
call record.expose_function('evidence_file(id uuid)', 'table (url text, size integer, media_type text, sha256 text)',
  'select ''/evidence/evd_'' || e.id, f.size::integer, f.media_type, encode(f.sha256, ''hex'')
   from {schema}.evidence e join {schema}.evidence_file f on f.id = e.file_id where e.id = $1');

-- +goose Down
drop function open.evidence_file(uuid), desk.evidence_file(uuid);
drop view open.evidence_file, desk.evidence_file;
drop policy names_own_file on record.evidence;
drop index record.evidence_of_file;
alter table record.evidence drop constraint evidence_file_is_there;
drop table record.evidence_file;
