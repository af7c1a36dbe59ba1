-- The record as it was: each table as of a day, and as known at a time.

-- +goose Up
-- +goose StatementBegin
create function suivi.instant(at timestamptz) returns text language sql stable parallel safe as $$
  select rtrim(rtrim(to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '0'), '.') || 'Z'
$$;
comment on function suivi.instant is 'A time as RFC 3339 writes it in UTC, to the microsecond where it has any.';
-- +goose StatementEnd
grant execute on function suivi.instant(timestamptz) to suivi_public, suivi_desk;

-- +goose Down
drop function suivi.instant(timestamptz);
