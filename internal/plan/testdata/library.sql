-- A lending library, which has nothing to do with what the house is for. What is hidden, nobody sees.
create schema library;

create table library.library (
  id uuid primary key, reference text unique, name jsonb not null, open boolean not null, founded_on date,
  address_street text, address_town text not null,
  address_position_north float8, address_position_east float8, address_position_label jsonb,
  parent_id uuid, hidden boolean not null
);
create table library.shelf (id uuid primary key, library_id uuid not null, ordinal int not null, label text not null, lamps smallint not null, hidden boolean not null);
create table library.book (
  id uuid primary key, reference text unique, title jsonb not null, blurb jsonb, genre text, pages int not null, price float8, in_print boolean,
  published_on date,
  published_on_asc date not null generated always as (coalesce(published_on, 'infinity')) stored,
  published_on_desc date not null generated always as (coalesce(published_on, '-infinity')) stored,
  added_at timestamptz not null, tags text[] not null, library_id uuid, prequel_id uuid,
  rating_stars int, rating_votes int, rating_by_id uuid,
  condition_state text not null, condition_since date, condition_note jsonb, condition_damage_kind text, condition_damage_seen_on date,
  hidden boolean not null
);
create table library.edition (id uuid primary key, book_id uuid not null, number int not null, printed_on date, note jsonb, hidden boolean not null);
create table library.book_sequel (book_id uuid not null, sequel_id uuid not null, hidden boolean not null);
create table library.author (
  id uuid primary key, name text collate "C" not null, born_on date,
  born_on_asc date not null generated always as (coalesce(born_on, 'infinity')) stored,
  born_on_desc date not null generated always as (coalesce(born_on, '-infinity')) stored,
  mentor_id uuid, hidden boolean not null
);
create table library.book_author (book_id uuid not null, author_id uuid not null, since date not null, hidden boolean not null);
create table library.magazine (id uuid primary key, title text not null, issue int not null, library_id uuid, hidden boolean not null);
create table library.patron (id uuid primary key, reference text unique, name text not null, hidden boolean not null);
create table library."group" (id uuid primary key, name text not null, hidden boolean not null);
create table library.group_patron (group_id uuid not null, patron_id uuid not null, hidden boolean not null);
create table library.loan (
  id uuid primary key, lent_on date not null, returned_on date,
  returned_on_asc date not null generated always as (coalesce(returned_on, 'infinity')) stored,
  returned_on_desc date not null generated always as (coalesce(returned_on, '-infinity')) stored,
  lost boolean not null, book_id uuid, magazine_id uuid, patron_id uuid, hidden boolean not null
);

do $$
declare
  noun text;
begin
  for noun in select tablename from pg_tables where schemaname = 'library' loop
    execute format('create view open.%1$I as select * from library.%1$I t where not t.hidden', noun);
    execute format('grant select on open.%I to suivi_public', noun);
  end loop;
end
$$;

-- One value.
create function open.book_age(id uuid, "on" date, in_months boolean) returns setof int language sql stable as $$
  select (extract(year from coalesce($2, '2020-01-01'::date)) - extract(year from b.published_on))::int * case when $3 then 12 else 1 end
  from open.book b where b.id = $1
$$;
create function open.book_rating_verdict(id uuid, strict boolean) returns setof text language sql stable as $$
  select case when b.rating_stars >= case when $2 then 4 else 3 end then 'good' else 'poor' end from open.book b where b.id = $1
$$;
create function open.loan_late(id uuid, "on" date) returns boolean language sql stable as $$
  select coalesce(l.returned_on, $2) > l.lent_on + 30 from open.loan l where l.id = $1
$$;
-- What stands on a row, as it was on another day; and what is computed inside of it, for that day.
create function open.book_rating(id uuid, until date) returns table (id uuid, rating_stars int, rating_votes int, rating_by_id uuid) language sql stable as $$
  select b.id, case when $2 >= '2013-01-01' then b.rating_stars end, 0, b.rating_by_id from open.book b where b.id = $1
$$;
create function open.book_condition(id uuid, "on" date, known_at timestamptz)
returns table (id uuid, condition_state text, condition_note jsonb, condition_damage_kind text, condition_damage_seen_on date) language sql stable as $$
  select b.id, 'NEW', b.condition_note, case when b.condition_damage_seen_on <= $2 then b.condition_damage_kind end, b.condition_damage_seen_on
  from open.book b where b.id = $1
$$;
create function open.book_condition_age(id uuid, "on" date) returns setof int language sql stable as $$ select extract(year from $2)::int $$;
-- A list of values.
create function open.book_initials(id uuid, most int) returns setof text language sql stable as $$
  select left(t.tag, 1) from open.book b, unnest(b.tags) with ordinality as t (tag, place) where b.id = $1 and t.place <= coalesce($2, 100) order by t.place
$$;
-- A row, and rows.
create function open.book_latest_edition(id uuid, up_to date) returns table (number int, printed_on date, note jsonb) language sql stable as $$
  select e.number, e.printed_on, e.note from open.edition e where e.book_id = $1 and ($2 is null or e.printed_on <= $2) order by e.number desc limit 1
$$;
create function open.book_editions(id uuid) returns table (number int, printed_on date, note jsonb) language sql stable as $$
  select e.number, e.printed_on, e.note from open.edition e where e.book_id = $1 order by e.number desc
$$;
-- A record, records in an order of their own, and a set to make pages of.
create function open.book_neighbour(id uuid) returns setof uuid language sql stable as $$
  select n.id from open.book b join open.book n on n.library_id = b.library_id and (n.pages, n.id) > (b.pages, b.id) where b.id = $1 order by n.pages, n.id
$$;
create function open.book_similar(id uuid, genre text, length json) returns setof uuid language sql stable as $$
  select n.id from open.book b join open.book n on n.id <> b.id and n.genre = coalesce($2, b.genre)
  where b.id = $1 and n.pages between coalesce(($3 ->> 'at_least')::int, 0) and coalesce(($3 ->> 'at_most')::int, 2147483647)
    and ($3 -> 'tags' is null or n.tags && array(select json_array_elements_text($3 -> 'tags')))
    and coalesce(n.id <> ($3 -> 'besides' ->> 'id')::uuid, true) and coalesce(n.reference <> ($3 -> 'besides' ->> 'reference'), true)
  order by n.pages desc, n.id limit 5
$$;
create function open.book_from_same_library(id uuid, min_pages int) returns setof uuid language sql stable as $$
  select n.id from open.book b join open.book n on n.library_id = b.library_id and n.pages >= coalesce($2, 0) where b.id = $1
$$;
-- Records of several types. One of the ids is nobody's.
create function open.book_companions(id uuid, backwards boolean) returns table (typename text, id uuid) language sql stable as $$
  select c.typename, c.id from (
    select 'Magazine' as typename, m.id from open.book b join open.magazine m on m.library_id = b.library_id where b.id = $1
    union all
    select 'Book', s.sequel_id from open.book_sequel s where s.book_id = $1
    union all
    select 'Book', '99999999-0000-7000-8000-000000000000'
  ) c order by case when $2 then c.id end desc, c.id
$$;
create function open.patron_latest(id uuid) returns table (typename text, id uuid) language sql stable as $$
  select case when l.book_id is not null then 'Book' else 'Magazine' end, coalesce(l.book_id, l.magazine_id)
  from open.loan l where l.patron_id = $1 order by l.lent_on desc, l.id limit 1
$$;
create function open.patron_history(id uuid) returns table (typename text, id uuid) language sql stable as $$
  select h.typename, h.id from (
    select l.lent_on, 1 as place, 'Loan' as typename, l.id from open.loan l where l.patron_id = $1
    union all
    select l.lent_on, 2, 'Book', l.book_id from open.loan l where l.patron_id = $1 and l.book_id is not null
  ) h order by h.lent_on, h.place, h.id
$$;
-- Rows of a function's own: pages of them, what only such a page says, what is asked of one of them further.
create function open.library_register(id uuid, through date) returns table (id uuid, ordinal int, public_id text, day date, remark jsonb, loan_id uuid,
  lent_typename text, lent_id uuid, damage_kind text, damage_seen_on date, due_back_on date) language sql stable as $$
  select l.id, date '2010-01-01' - l.lent_on, 'reg_' || l.id, l.lent_on, b.blurb, l.id, case when m.id is null then 'Book' else 'Magazine' end,
    coalesce(m.id, b.id), b.condition_damage_kind, b.condition_damage_seen_on, l.lent_on + 28
  from open.loan l left join open.book b on b.id = l.book_id left join open.magazine m on m.id = l.magazine_id
  where coalesce(b.library_id, m.library_id) = $1 and ($2 is null or l.lent_on <= $2)
$$;
create function open.library_register_through(id uuid, through date) returns date language sql stable as $$ select $2 $$;
create function open.library_register_busiest(id uuid, through date) returns table (day date, loans int, library_id uuid) language sql stable as $$
  select r.day, count(*)::int, $1 from open.library_register($1, $2) r group by r.day order by count(*) desc, r.day limit 2
$$;
create function open.library_register_days(id uuid, through date, "on" date, day date) returns setof int language sql stable as $$
  select coalesce($3, $2) - $4 from open.loan l where l.id = $1
$$;
create function open.library_register_due_back_days_left(id uuid, due_back_on date, through date, day date) returns setof int language sql stable as $$
  select $2 - coalesce($3, $4)
$$;
create function open.find(word text) returns table (id uuid, ordinal float8, score float8, work_typename text, work_id uuid) language sql stable as $$
  select f.id, -f.score, f.score, f.typename, f.id from (
    select 'Book' as typename, b.id, b.pages / 7.0::float8 as score from open.book b where b.genre = upper($1)
    union all select 'Magazine', m.id, m.issue from open.magazine m where m.title like '%' || $1 || '%') f
$$;
create function open.opening(day date) returns table (day date, first_id uuid) language sql stable as $$
  select l.founded_on, l.id from open.library l where l.founded_on >= coalesce($1, '2000-01-01') order by l.founded_on, l.id limit 1
$$;
-- Filters.
create function open.patron_named(patron json) returns setof uuid language sql stable as $$
  select p.id from open.patron p where p.id = ($1 ->> 'id')::uuid or p.reference = $1 ->> 'reference'
$$;
create function open.book_filter_lent_to(patron json) returns setof uuid language sql stable as $$
  select l.book_id from open.loan l where l.patron_id in (select open.patron_named($1))
$$;
create function open.book_filter_lent_to_known(patron json) returns boolean language sql stable as $$ select exists (select from open.patron_named($1)) $$;
create function open.book_filter_titled(words text) returns setof uuid language sql stable as $$
  select b.id from open.book b where strpos(suivi.original(b.title), $1) > 0
$$;
-- Tables as of another day, and as known at another time.
create function open.book_then(as_of date, known_at timestamptz) returns table (
  id uuid, reference text, title jsonb, blurb jsonb, genre text, pages int, price float8, in_print boolean, published_on date, published_on_asc date,
  published_on_desc date, added_at timestamptz, tags text[], library_id uuid, prequel_id uuid, rating_stars int, rating_votes int, rating_by_id uuid,
  condition_state text, condition_since date, condition_note jsonb, condition_damage_kind text, condition_damage_seen_on date, hidden boolean
) language sql stable as $$
  select b.id, b.reference, b.title, b.blurb, b.genre, b.pages, b.price, b.in_print, b.published_on, b.published_on_asc, b.published_on_desc, b.added_at,
    b.tags, b.library_id, b.prequel_id, b.rating_stars, b.rating_votes, b.rating_by_id, case when $1 < '2013-01-01' then 'NEW' else b.condition_state end,
    b.condition_since, b.condition_note, b.condition_damage_kind, b.condition_damage_seen_on, b.hidden
  from open.book b where (b.published_on is null or b.published_on <= coalesce($1, 'infinity')) and b.added_at <= coalesce($2, now())
$$;
create function open.loan_then(as_of date, known_at timestamptz) returns table (
  id uuid, lent_on date, returned_on date, returned_on_asc date, returned_on_desc date, lost boolean, book_id uuid, magazine_id uuid, patron_id uuid, hidden boolean
) language sql stable as $$
  select l.id, l.lent_on, r.day, coalesce(r.day, 'infinity'), coalesce(r.day, '-infinity'), l.lost, l.book_id, l.magazine_id, l.patron_id, l.hidden
  from open.loan l, lateral (select case when l.returned_on <= coalesce($1, 'infinity') then l.returned_on end) as r (day) where l.lent_on <= coalesce($1, 'infinity')
$$;
create function open.book_author_then(as_of date, known_at timestamptz) returns table (book_id uuid, author_id uuid, since date, hidden boolean)
language sql stable as $$ select l.* from open.book_author l where l.since <= coalesce($2, now()) $$;
-- What only looks as if it told of another time.
create function open.patron_then(day date) returns setof uuid language sql stable as $$ select id from open.patron $$;
-- An order by how well a record answers a filter; many answer equally well. And what is told the languages that are wanted.
create function open.book_closeness(titled text) returns table (id uuid, closeness_asc float8, closeness_desc float8) language sql stable as $$
  select b.id, b.pages % 3 / 7.0, b.pages % 3 / 7.0 from open.book b where b.id in (select open.book_filter_titled($1))
$$;
create function open.book_wanted(id uuid, languages text[]) returns setof text language sql stable as $$ select array_to_string($2, ' ') $$;
-- Statistics: what is grouped by, each pair once; what a group is called; what held from when to when; what is computed of ids.
create function open.book_by_author() returns table (id uuid, author_id uuid) language sql stable as $$
  select distinct l.book_id, a.id from open.book_author l join open.author a on a.id = l.author_id
$$;
create function open.book_by_author_then(as_of date, known_at timestamptz) returns table (id uuid, author_id uuid) language sql stable as $$
  select distinct l.book_id, a.id from open.book_author_then($1, $2) l join open.author a on a.id = l.author_id
$$;
create function open.book_by_author_named(author_id uuid) returns table (label jsonb) language sql stable as $$
  select jsonb_build_object('en', jsonb_build_object('text', coalesce(a.name, 'nobody'), 'state', 'ORIGINAL')) from (select) x left join open.author a on a.id = $1
$$;
create function open.book_by_genre() returns table (id uuid, genre text) language sql stable as $$
  select b.id, b.genre from open.book b where b.genre is not null
$$;
create function open.book_by_genre_named(genre text) returns table (label jsonb) language sql stable as $$
  select jsonb_build_object('en', jsonb_build_object('text', lower($1), 'state', 'ORIGINAL'), 'bm', jsonb_build_object('text', 'bm: ' || $1, 'state', 'MACHINE'))
  where $1 is not null union all select '{"fr": {"text": "sans", "state": "ORIGINAL"}}' where $1 is null
$$;
create function open.book_by_library() returns table (id uuid, library_id uuid) language sql stable as $$
  select b.id, l.id from open.book b join open.library l on l.id = b.library_id
$$;
create function open.book_by_library_named(library_id uuid) returns table (label jsonb) language sql stable as $$
  select l.name from open.library l where l.id = $1 union all select '{"fr": {"text": "sans", "state": "ORIGINAL"}}' where $1 is null
$$;
create function open.book_by_tag(prefix text) returns table (id uuid, tag text) language sql stable as $$
  select b.id, t.tag from open.book b, unnest(b.tags) as t (tag) where $1 is null or starts_with(t.tag, $1)
$$;
create function open.book_by_tag_named(tag text) returns table (label jsonb) language sql stable as $$
  select jsonb_build_object('en', jsonb_build_object('text', coalesce($1, 'untagged'), 'state', 'ORIGINAL'))
$$;
create function open.book_by_year() returns table (id uuid, year int) language sql stable as $$
  select b.id, extract(year from b.published_on)::int from open.book b where b.published_on is not null
$$;
create function open.book_by_year_named(year int) returns table (label jsonb) language sql stable as $$
  select jsonb_build_object('en', jsonb_build_object('text', coalesce($1::text, 'undated'), 'state', 'ORIGINAL'))
$$;
create function open.book_over_time() returns table (id uuid, valid_from date, valid_to date, condition_state text, genre text) language sql stable as $$
  select b.id, '-infinity', coalesce(b.condition_damage_seen_on, 'infinity'), 'NEW', b.genre from open.book b
  union all select b.id, b.condition_damage_seen_on, 'infinity', 'WORN', b.genre from open.book b where b.condition_damage_seen_on is not null
$$;
create function open.book_statistics_length(ids uuid[], at_least int) returns table (pages float8, books int) language sql stable as $$
  select max(b.pages) / 4.0::float8, count(*)::int from open.book b where b.id = any ($1) and b.pages >= $2 having count(*) > 0
$$;
create function open.book_statistics_tags(ids uuid[]) returns table (tag text, books int) language sql stable as $$
  select t.tag, count(*)::int from open.book b, unnest(b.tags) as t (tag) where b.id = any ($1) group by t.tag order by t.tag collate "C"
$$;
create function open.book_statistics_pages(ids uuid[]) returns setof bigint language sql stable as $$
  select sum(b.pages) from open.book b where b.id = any ($1)
$$;
create function open.book_statistics(ids uuid[]) returns table (longest_pages int, longest_long int, longest_title text) language sql stable as $$
  select max(b.pages), (count(*) filter (where b.pages >= 100))::int, max(b.id::text) from open.book b where b.id = any ($1)
$$;
-- What the start-up checks must refuse.
create function open.book_statistics_without_ids(id uuid) returns setof int language sql stable as $$ select 1 $$;
create function open.book_by_colour() returns table (id uuid) language sql stable as $$ select id from open.book $$;
create function open.book_by_colour_named(colour text) returns table (label jsonb) language sql stable as $$ select null::jsonb $$;
create function open.book_by_price() returns table (id uuid, price float8) language sql stable as $$ select id, price from open.book $$;
create function open.book_by_price_named(price float8) returns table (label text) language sql stable as $$ select $1::text $$;
create function open.shelf_without_id() returns setof int language sql stable as $$ select 1 $$;

grant execute on all functions in schema open to suivi_public;
