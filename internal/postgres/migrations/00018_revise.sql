-- What is revised of accounts: an administrator renames one, disables it, and ends what it was granted. All that it did stays in the ledger.

-- +goose Up
create policy changes on record.account for update to suivi_clerk using ((select suivi.sees_all())) with check ((select suivi.sees_all()));
grant update (name, organisation_id, disabled, version, command_id, position) on record.account to suivi_clerk;
create policy changes on record.account_grant for update to suivi_clerk using ((select suivi.sees_all())) with check ((select suivi.sees_all()));
grant update (ended_by) on record.account_grant to suivi_clerk;

call record.note_revisions();

-- +goose Down
drop trigger revised on record.account;
revoke update (ended_by) on record.account_grant from suivi_clerk;
drop policy changes on record.account_grant;
revoke update (name, organisation_id, disabled, version, command_id, position) on record.account from suivi_clerk;
drop policy changes on record.account;
