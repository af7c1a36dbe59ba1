-- Search: what each record can be found by, in French and in English, without accents, stemmed, and with slips of the pen.
--
-- What a record is found by is derived: its own text, and the names of the organisations, places, themes and instruments that it is tied to,
-- where everybody may see those. Who may find it is not: every reader goes through the record's own view, so that hiding takes effect at once.

-- +goose Up
create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- Each language has its stems, without accents; and its words as they are, without those that only join others, for slips of the pen and for
-- the beginnings of words. What is in another language, and names of no language, are found by their words alone.
create text search configuration suivi.french (copy = pg_catalog.french);
alter text search configuration suivi.french alter mapping for hword, hword_part, word with public.unaccent, pg_catalog.french_stem;
create text search configuration suivi.english (copy = pg_catalog.english);
alter text search configuration suivi.english alter mapping for hword, hword_part, word with public.unaccent, pg_catalog.english_stem;
create text search configuration suivi.words (copy = pg_catalog.simple);
alter text search configuration suivi.words alter mapping for hword, hword_part, word with public.unaccent, pg_catalog.simple;
create text search dictionary suivi.french_word (template = pg_catalog.simple, stopwords = french);
create text search configuration suivi.french_words (copy = pg_catalog.simple);
alter text search configuration suivi.french_words
  alter mapping for asciihword, asciiword, hword, hword_asciipart, hword_part, word with public.unaccent, suivi.french_word;
create text search dictionary suivi.english_word (template = pg_catalog.simple, stopwords = english);
create text search configuration suivi.english_words (copy = pg_catalog.simple);
alter text search configuration suivi.english_words
  alter mapping for asciihword, asciiword, hword, hword_asciipart, hword_part, word with public.unaccent, suivi.english_word;

-- +goose StatementBegin
-- A text in which nothing joins words that PostgreSQL would take for one: a hyphen, a point, an entity. What else parts words, it knows. Written
-- so, rather than with translate, it takes a tenth of the time.
create function suivi.parted(value text) returns text language sql immutable parallel safe as $$
  select replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(value,
    '-', ' '), '.', ' '), '/', ' '), '@', ' '), '_', ' '), ':', ' '), '+', ' '), '&', ' '), '<', ' '), '>', ' '), '~', ' ')
$$;

create function suivi.words(value text, language text) returns tsvector language sql immutable parallel safe as $$
  select case split_part(language, '-', 1)
    when 'fr' then to_tsvector('suivi.french', suivi.parted(value)) || to_tsvector('suivi.french_words', suivi.parted(value))
    when 'en' then to_tsvector('suivi.english', suivi.parted(value)) || to_tsvector('suivi.english_words', suivi.parted(value))
    else to_tsvector('suivi.words', suivi.parted(value))
  end
$$;
comment on function suivi.words is 'What a text of a language is found by.';

-- What somebody looks for: small letters without accents, words parted by spaces, and nothing that a search
-- engine takes for an operator. Which dictionary takes the accents is said, so that it is immutable.
create function suivi.plain(value text) returns text language sql immutable strict parallel safe as $$
  select translate(lower(public.unaccent('public.unaccent'::regdictionary, value)),
    E'!"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~\t\n\r\u00a0\u00a7\u00ab\u00ad\u00b0\u00b7\u00bb\u2009\u2010\u2011\u2012\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2022\u2026\u202f',
    repeat(' ', 60))
$$;

-- A text without accents, to compare with another.
create function suivi.unaccented(value text) returns text language sql immutable strict parallel safe as $$
  select public.unaccent('public.unaccent'::regdictionary, value)
$$;

-- A word of the index, exactly; or, with ':*', whatever begins with it.
create function suivi.lexeme(word text, ending text) returns tsquery language sql immutable parallel safe as $$
  select ('''' || replace(replace(word, '\', '\\'), '''', '''''') || '''' || ending)::tsquery
$$;

-- One word finds what has its stem in French, or in English, or the word itself.
create function suivi.word_query(word text) returns tsquery language sql immutable parallel safe as $$
  select string_agg(suivi.lexeme(form, '')::text, ' | ')::tsquery from unnest(tsvector_to_array(
    to_tsvector('suivi.french', word) || to_tsvector('suivi.english', word) || to_tsvector('suivi.words', word))) as form
$$;

-- The words that are looked for. Those that only join others, in French or in English, count where nothing else is asked.
create function suivi.query_words(query text) returns table (word text, place bigint) language sql immutable parallel safe as $$
  select w.word, w.place from (
    select w.word, w.place, w.joins, bool_and(w.joins) over () as alone from (
      select w.word, min(w.place) as place, to_tsvector('suivi.french_words', w.word) = '' or to_tsvector('suivi.english_words', w.word) = ''
        or w.word = 'les' as joins -- which PostgreSQL's list for French lacks
      from string_to_table(suivi.plain(query), ' ') with ordinality as w (word, place)
      where to_tsvector('suivi.words', w.word) <> '' group by w.word) w) w
  where w.alone or not w.joins
$$;

-- At least so many of these words.
create function suivi.some_of(words text[], many integer) returns tsquery language sql immutable parallel safe as $$
  select string_agg(chosen.all_of, ' | ')::tsquery from (
    select '(' || string_agg(suivi.lexeme(w.word, '')::text, ' & ') || ')' as all_of
    from generate_series(1, (1 << cardinality(words)) - 1) as subset (bits), unnest(words) with ordinality as w (word, place)
    where subset.bits & (1 << (w.place::integer - 1)) <> 0 group by subset.bits having count(*) = many) chosen
$$;

create aggregate record.together(tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '');
-- +goose StatementEnd
grant execute on function suivi.plain(text), suivi.unaccented(text), suivi.parted(text), suivi.words(text, text), suivi.lexeme(text, text), suivi.word_query(text), suivi.query_words(text),
  suivi.some_of(text[], integer), public.unaccent(regdictionary, text), public.similarity(text, text), public.similarity_op(text, text)
  to suivi_public, suivi_desk;

-- What a record says of itself: A what it is called, B what else it says, C whom it names in words of its own. The noun is a constant in each
-- part, so that asking for one noun looks at no other.
create view record.search_part as
  select 'organisation' as noun, t.id, 'A'::"char" as weight, s.language, s.text from record.organisation t, suivi.translations(t.name) s
  union all select 'organisation', t.id, 'A', null, t.acronym from record.organisation t where t.acronym is not null
  union all select 'place', t.id, 'A', s.language, s.text from record.place t, suivi.translations(t.name) s
  union all select 'theme', t.id, 'A', s.language, s.text from record.theme t, suivi.translations(t.name) s
  union all select 'instrument', t.id, 'A', s.language, s.text from record.instrument t, suivi.translations(t.name) s
  union all select e.noun, a.record_id, 'A', a.language, a.text from record.alias a join record.entry e on e.id = a.record_id where a.ended_by is null
  union all select 'programme', t.id, 'A', s.language, s.text from record.programme t, suivi.translations(t.title) s
  union all select 'programme', t.id, 'A', null, t.iati_identifier from record.programme t where t.iati_identifier is not null
  union all select 'programme', t.id, 'B', s.language, s.text from record.programme t, suivi.translations(t.aims) s
  union all select 'study_series', t.id, 'A', s.language, s.text from record.study_series t, suivi.translations(t.title) s
  union all select 'study', t.id, 'A', s.language, s.text from record.study t, suivi.translations(t.title) s
  union all select 'study', t.id, 'B', s.language, s.text from record.study t, suivi.translations(t.aims) s
  union all select 'workshop_series', t.id, 'A', s.language, s.text from record.workshop_series t, suivi.translations(t.title) s
  union all select 'workshop', t.id, 'A', s.language, s.text from record.workshop t, suivi.translations(t.title) s
  union all select 'workshop', t.id, 'B', s.language, s.text from record.workshop t, suivi.translations(t.objectives) s
  union all select 'workshop', t.id, 'B', s.language, s.text from record.workshop t, suivi.translations(t.venue) s
  union all select 'finding', t.id, 'B', s.language, s.text from record.finding t, suivi.translations(t.text) s
  union all select 'recommendation', t.id, 'B', s.language, s.text from record.recommendation t, suivi.translations(t.text) s
  union all select 'recommendation', a.recommendation_id, 'C', s.language, s.text from record.addressee a, suivi.translations(a.label) s
    where a.organisation_id is null and a.ended_by is null
  union all select 'recommendation', p.recommendation_id, 'C', s.language, s.text from record.proposer p, suivi.translations(p.label) s
    where p.organisation_id is null and p.ended_by is null and p.sensitivity = 'PUBLIC'
  union all select 'follow_up', t.id, 'B', s.language, s.text from record.follow_up t, suivi.translations(t.note) s
  union all select 'follow_up', t.id, 'B', s.language, s.text from record.follow_up t, suivi.translations(t.reason) s
  union all select 'action', t.id, 'A', s.language, s.text from record.action t, suivi.translations(t.title) s
  union all select 'evidence', t.id, 'A', s.language, s.text from record.evidence t, suivi.translations(t.title) s
  union all select 'change_story', t.id, 'B', s.language, s.text from record.change_story t, suivi.translations(t.change) s
  union all select 'change_story', t.id, 'B', s.language, s.text from record.change_story t, suivi.translations(t.quote) s
  union all select 'change_story', t.id, 'B', s.language, s.text from record.change_story t, suivi.translations(t.significance) s
  union all select 'change_story', t.id, 'B', s.language, s.text from record.change_story t, suivi.translations(t.contribution) s
  union all select 'organisation', t.id, 'A', null, t.reference from record.organisation t where t.reference is not null
  union all select 'place', t.id, 'A', null, t.reference from record.place t where t.reference is not null
  union all select 'theme', t.id, 'A', null, t.reference from record.theme t where t.reference is not null
  union all select 'instrument', t.id, 'A', null, t.reference from record.instrument t where t.reference is not null
  union all select 'programme', t.id, 'A', null, t.reference from record.programme t where t.reference is not null
  union all select 'study_series', t.id, 'A', null, t.reference from record.study_series t where t.reference is not null
  union all select 'study', t.id, 'A', null, t.reference from record.study t where t.reference is not null
  union all select 'workshop_series', t.id, 'A', null, t.reference from record.workshop_series t where t.reference is not null
  union all select 'workshop', t.id, 'A', null, t.reference from record.workshop t where t.reference is not null
  union all select 'finding', t.id, 'A', null, t.reference from record.finding t where t.reference is not null
  union all select 'recommendation', t.id, 'A', null, t.reference from record.recommendation t where t.reference is not null
  union all select 'follow_up', t.id, 'A', null, t.reference from record.follow_up t where t.reference is not null
  union all select 'action', t.id, 'A', null, t.reference from record.action t where t.reference is not null
  union all select 'change_story', t.id, 'A', null, t.reference from record.change_story t where t.reference is not null;

-- What has a name that others are found by: whom or what they are tied to. The names of persons are not among them.
create view record.search_tie as
  select 'recommendation' as noun, t.recommendation_id as id, t.organisation_id as named_id from record.addressee t
    where t.ended_by is null and t.organisation_id is not null
  union all select 'recommendation', t.recommendation_id, t.organisation_id from record.proposer t
    where t.ended_by is null and t.organisation_id is not null and t.sensitivity = 'PUBLIC'
  union all select 'recommendation', t.recommendation_id, t.place_id from record.recommendation_place t where t.ended_by is null
  union all select 'study', t.study_id, t.place_id from record.study_place t where t.ended_by is null
  union all select 'study', t.id, t.coordinator_id from record.study t where t.coordinator_id is not null
  union all select 'study', t.id, t.commissioner_id from record.study t where t.commissioner_id is not null
  union all select 'workshop', t.id, t.place_id from record.workshop t where t.place_id is not null
  union all select 'workshop', t.workshop_id, t.organisation_id from record.participation t
    where t.ended_by is null and t.organisation_id is not null and t.sensitivity = 'PUBLIC'
  union all select 'workshop_series', t.id, t.organisation_id from record.workshop_series t where t.organisation_id is not null
  union all select 'programme', t.programme_id, t.organisation_id from record.programme_organisation t where t.ended_by is null
  union all select 'programme', t.programme_id, t.place_id from record.programme_country t where t.ended_by is null
  union all select 'change_story', t.id, t.place_id from record.change_story t where t.place_id is not null
  union all select e.noun, t.record_id, t.theme_id from record.record_theme t join record.entry e on e.id = t.record_id where t.ended_by is null
  union all select e.noun, t.record_id, t.instrument_id from record.record_instrument t join record.entry e on e.id = t.record_id where t.ended_by is null;

-- Stored by noun, so that the index of one is not searched for another.
create table record.search_text (noun text not null, id uuid not null, words tsvector not null, primary key (id, noun)) partition by list (noun);
-- The words that stand anywhere, to look for a slip of the pen among; readers see those that stand in what they see.
create table record.search_word (noun text not null, word text not null, primary key (noun, word));
create index search_word_alike on record.search_word using gin (word public.gin_trgm_ops);

-- +goose StatementBegin
create function record.search_nouns() returns text[] language sql immutable as $$
  select array['organisation', 'place', 'theme', 'instrument', 'programme', 'study_series', 'study', 'workshop_series', 'workshop', 'finding',
    'recommendation', 'follow_up', 'action', 'evidence', 'change_story']
$$;

do $do$
declare
  noun text;
  every text;
begin
  foreach noun in array record.search_nouns() loop
    execute format('create table record.%I partition of record.search_text for values in (%L)', 'search_text_of_' || noun, noun);
    execute format('create index %I on record.%I using gin (words)', 'search_text_words_of_' || noun, 'search_text_of_' || noun);
    call record.expose(noun || '_search', format('select s.id, s.words from record.search_text s join record.%I t on t.id = s.id
      where s.noun = %L and {%s:t}', noun, noun, case when record.has_column(noun, 'sensitivity') then 'cleared' else 'visible' end));
  end loop;
  select string_agg(format('select %1$L as noun, s.id, s.words from {schema}.%2$I s', n.noun, n.noun || '_search'), ' union all ') into every
    from unnest(record.search_nouns()) as n (noun);
  call record.expose('search_text', every);
end
$do$;

-- What is found by a name is found by it where everybody may see who or what bears it.
create view record.search_name as
  select s.id, setweight(ts_filter(s.words, '{a}'), 'C') as words from record.search_text s join record.organisation t on t.id = s.id
    where s.noun = 'organisation' and t.visibility = 'OPEN'
  union all select s.id, setweight(ts_filter(s.words, '{a}'), 'C') from record.search_text s join record.place t on t.id = s.id
    where s.noun = 'place' and t.visibility = 'OPEN'
  union all select s.id, setweight(ts_filter(s.words, '{a}'), 'C') from record.search_text s join record.theme t on t.id = s.id
    where s.noun = 'theme' and t.visibility = 'OPEN'
  union all select s.id, setweight(ts_filter(s.words, '{a}'), 'C') from record.search_text s join record.instrument t on t.id = s.id
    where s.noun = 'instrument' and t.visibility = 'OPEN';

create function record.derived_search(of_noun text, ids uuid[]) returns table (noun text, id uuid, words tsvector) language sql stable as $$
  with part as materialized (
    select p.id, p.weight, p.language collate "C" as language, p.text collate "C" as text from record.search_part p where p.noun = of_noun and p.id = any (ids)
  ), spoken as materialized (
    -- What is said of many is read once: to read it is most of the work.
    select s.language, s.text, suivi.words(s.text, s.language) as words from (select distinct p.language, p.text from part p) s
  )
  select of_noun, f.id, record.together(f.words order by f.weight, f.language, f.text, f.words) from (
    select p.id, p.weight, p.language, p.text, setweight(s.words, p.weight) as words
    from part p join spoken s on s.text = p.text and s.language is not distinct from p.language
    union all
    select t.id, 'D', null, null, n.words
    from (select distinct t.id, t.named_id from record.search_tie t where t.noun = of_noun and t.id = any (ids)) t
    join record.search_name n on n.id = t.named_id) f
  group by f.id
$$;
-- +goose StatementEnd

-- +goose StatementBegin
-- What one command wrote, of which it is to be derived anew what it is found by: records that were not there, and those on which something was
-- hung. Of what others are found by, whatever it wrote.
create function record.search_written_by(command uuid) returns table (noun text, id uuid) language sql stable as $$
  select 'organisation', t.id from record.organisation t where t.command_id = command and t.position is null
  union all select 'place', t.id from record.place t where t.command_id = command and t.position is null
  union all select 'theme', t.id from record.theme t where t.command_id = command and t.position is null
  union all select 'instrument', t.id from record.instrument t where t.command_id = command and t.position is null
  union all select 'programme', t.id from record.programme t where t.command_id = command and t.position is null and t.recorded_at is null
  union all select 'study_series', t.id from record.study_series t where t.command_id = command and t.position is null and t.recorded_at is null
  union all select 'study', t.id from record.study t where t.command_id = command and t.position is null and t.recorded_at is null
  union all select 'workshop_series', t.id from record.workshop_series t where t.command_id = command and t.position is null and t.recorded_at is null
  union all select 'workshop', t.id from record.workshop t where t.command_id = command and t.position is null and t.recorded_at is null
  union all select 'finding', t.id from record.finding t where t.command_id = command and t.position is null and t.recorded_at is null
  union all select 'recommendation', t.id from record.recommendation t where t.command_id = command and t.position is null and t.recorded_at is null
  union all select 'follow_up', t.id from record.follow_up t where t.command_id = command and t.position is null and t.recorded_at is null
  union all select 'action', t.id from record.action t where t.command_id = command and t.position is null and t.recorded_at is null
  union all select 'evidence', t.id from record.evidence t where t.command_id = command and t.position is null and t.recorded_at is null
  union all select 'change_story', t.id from record.change_story t where t.command_id = command and t.position is null and t.recorded_at is null
  union all select 'recommendation', t.recommendation_id from record.wording t where t.command_id = command and t.position is null
  union all select 'recommendation', t.recommendation_id from record.addressee t where t.command_id = command and t.position is null
    and (t.recorded_at is null or t.ended_by = command)
  union all select 'recommendation', t.recommendation_id from record.recommendation_place t
    where t.command_id = command and t.recorded_from is null or t.ended_by = command and t.recorded_to = 'infinity'
  union all select 'recommendation', t.recommendation_id from record.proposer t
    where t.command_id = command and t.recorded_from is null or t.ended_by = command and t.recorded_to = 'infinity'
  union all select 'study', t.study_id from record.study_place t
    where t.command_id = command and t.recorded_from is null or t.ended_by = command and t.recorded_to = 'infinity'
  union all select 'workshop', t.workshop_id from record.participation t
    where t.command_id = command and t.recorded_from is null or t.ended_by = command and t.recorded_to = 'infinity'
  union all select 'workshop', t.workshop_id from record.agenda_item t
    where t.command_id = command and t.recorded_from is null or t.ended_by = command and t.recorded_to = 'infinity'
  union all select 'workshop', t.workshop_id from record.outcome t
    where t.command_id = command and t.recorded_from is null or t.ended_by = command and t.recorded_to = 'infinity'
  union all select 'programme', t.programme_id from record.programme_organisation t
    where t.command_id = command and t.recorded_from is null or t.ended_by = command and t.recorded_to = 'infinity'
  union all select 'programme', t.programme_id from record.programme_country t
    where t.command_id = command and t.recorded_from is null or t.ended_by = command and t.recorded_to = 'infinity'
  union all select e.noun, t.record_id from record.alias t join record.entry e on e.id = t.record_id
    where t.command_id = command and t.recorded_from is null or t.ended_by = command and t.recorded_to = 'infinity'
  union all select e.noun, t.record_id from record.record_theme t join record.entry e on e.id = t.record_id
    where t.command_id = command and t.recorded_from is null or t.ended_by = command and t.recorded_to = 'infinity'
  union all select e.noun, t.record_id from record.record_instrument t join record.entry e on e.id = t.record_id
    where t.command_id = command and t.recorded_from is null or t.ended_by = command and t.recorded_to = 'infinity'
$$;

-- derive_search brings what records are found by in line with what one command wrote, and with what it changed. Names come before what is found by them.
create function record.derive_search(changed uuid[], command uuid) returns void
language plpgsql security definer set search_path = record, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  named constant text[] := array['organisation', 'place', 'theme', 'instrument'];
  written jsonb;
  of_noun text;
  ids uuid[];
  renamed uuid[];
begin
  if not suivi.known_account() then
    raise exception 'a command needs an account' using errcode = 'insufficient_privilege';
  end if;
  written := (select jsonb_object_agg(w.noun, w.ids) from (
    select w.noun, jsonb_agg(distinct w.id) as ids from (
      select * from search_written_by(command) union all select e.noun, e.id from entry e where e.id = any (changed)) w group by w.noun) w);
  renamed := array(select s.id from search_text s where s.noun = any (named)
    and s.id in (select i.id::uuid from unnest(named) n, jsonb_array_elements_text(written -> n) as i (id)));
  -- Who changes a name waits for those who are about to take it up, and the other way round.
  if cardinality(renamed) > 0 then
    perform pg_advisory_xact_lock(hashtextextended('names that records are found by', 0));
  else
    perform pg_advisory_xact_lock_shared(hashtextextended('names that records are found by', 0));
  end if;
  foreach of_noun in array search_nouns() loop
    ids := array(select i.id::uuid from jsonb_array_elements_text(written -> of_noun) as i (id)
      union select t.id from search_tie t where cardinality(renamed) > 0 and t.noun = of_noun and t.named_id = any (renamed));
    if cardinality(ids) > 0 then
      perform store_search(of_noun, ids);
    end if;
  end loop;
end
$$;

-- store_search stores what is derived of some records of a noun, and the words that are new. Words are added in one order by all, and never
-- taken away: one that stands nowhere any more finds nothing.
create function record.store_search(of_noun text, ids uuid[]) returns void
language plpgsql set work_mem = '32MB' set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
  if cardinality(ids) > 200 then -- so many are worth a plan of their own
    set local plan_cache_mode = force_custom_plan;
    set local enable_seqscan = on;
  end if;
  with derived as materialized (
    select d.id, d.words from record.derived_search(of_noun, ids) d
  ), gone as (
    delete from record.search_text s where s.noun = of_noun and s.id = any (ids) and not exists (select from derived d where d.id = s.id)
  ), stored as (
    insert into record.search_text as s (noun, id, words) select of_noun, d.id, d.words from derived d
    on conflict (id, noun) do update set words = excluded.words where s.words <> excluded.words returning s.words
  )
  insert into record.search_word (noun, word)
    select of_noun, w.word from (select distinct w.word from stored s, unnest(tsvector_to_array(s.words)) w (word)) w
    where record.searched_for_alike(w.word) and not exists (select from record.search_word k where k.noun = of_noun and k.word = w.word)
    order by w.word
    on conflict do nothing;
end
$$;

-- Which words a slip of the pen can be taken for.
create function record.searched_for_alike(word text) returns boolean language sql immutable as $$
  select length(word) between 3 and 40 and word !~ '[0-9]'
$$;

call record.expose('search_part', 'select p.* from record.search_part p
  where exists (select from {schema}.search_text s where s.noun = p.noun and s.id = p.id offset 0)');
-- The words of what the asker sees, and no other: a slip of the pen is never taken for a word that stands only in what is hidden.
call record.expose('search_word', 'select w.noun, w.word from record.search_word w
  where exists (select from {schema}.search_text s where s.noun = w.noun and s.words @@ suivi.lexeme(w.word, '''') offset 0)');

-- These are written so that each connection keeps their plans, which take longer to make than to carry out.
create procedure record.expose_search(signature text, returned text, body text) language plpgsql as $$
declare
  audience record;
begin
  for audience in select * from (values ('open', 'suivi_public'), ('desk', 'suivi_desk')) as a (schema_name, reader) loop
    execute format('create function %I.%s returns %s language plpgsql stable parallel safe set plan_cache_mode = force_generic_plan as %L',
      audience.schema_name, signature, returned, record.fill(audience.schema_name, body));
    execute format('grant execute on function %I.%s to %I', audience.schema_name, signature, audience.reader);
  end loop;
end
$$;

call record.expose_search('search_stands(sought tsquery, nouns text[])', 'boolean',
  'begin return exists (select from {schema}.search_text s where s.noun = any (nouns) and s.words @@ sought); end');

-- What is looked for, as what the asker sees understands it: each word as it is where it stands there, else as the beginning of words, else as the
-- words most like it. All words must be found in one record.
call record.expose_search('search_understood(query text, nouns text[])', 'tsquery', $body$
declare
  sought record;
  understood tsquery := (select string_agg('(' || suivi.word_query(w.word)::text || ')', ' & ')::tsquery from suivi.query_words(query) w);
  one tsquery;
begin
  if understood is null or {schema}.search_stands(understood, nouns) then
    return understood;
  end if;
  understood := null;
  for sought in select w.word, suivi.word_query(w.word) as exactly, suivi.lexeme(w.word, ':*') as beginning from suivi.query_words(query) w loop
    one := sought.exactly;
    if not {schema}.search_stands(sought.exactly, nouns) then
      if length(sought.word) > 2 and {schema}.search_stands(sought.beginning, nouns) then
        one := sought.beginning;
      else
        one := coalesce((select string_agg(distinct suivi.word_query(alike.word)::text, ' | ')::tsquery from (
          select a.word from {schema}.search_word a where a.noun = any (nouns) and a.word operator(public.%) sought.word
          order by public.similarity(a.word, sought.word) desc fetch first 1 rows with ties) alike), one);
      end if;
    end if;
    understood := coalesce(understood && one, one);
  end loop;
  return understood;
end $body$);

do $do$
declare
  noun text;
begin
  foreach noun in array record.search_nouns() loop
    call record.expose_function(noun || '_filter_text(text text)', 'setof uuid', format(
      'select s.id from {schema}.%I s where s.words @@ (select {schema}.search_understood($1, array[%L]))', noun || '_search', noun));
    call record.expose_function(noun || '_relevance(text text)', 'table (id uuid, relevance_asc real, relevance_desc real)', format(
      'with sought as materialized (select {schema}.search_understood($1, array[%2$L]) as query)
       select s.id, ts_rank(s.words, (select q.query from sought q)), ts_rank(s.words, (select q.query from sought q))
       from {schema}.%1$I s where s.words @@ (select q.query from sought q)', noun || '_search', noun));
  end loop;
end
$do$;

call record.expose_function('search(query text, kinds text[])',
  'table (id uuid, ordinal real, score real, kind text, record_typename text, record_id uuid)',
  'with sought as materialized (
     select k.nouns, {schema}.search_understood($1, k.nouns) as query from (
       select case when $2 is null then array[''organisation'', ''place'', ''theme'', ''instrument'', ''programme'', ''study_series'', ''study'', ''workshop_series'', ''workshop'', ''finding'', ''recommendation'', ''follow_up'', ''action'', ''evidence'', ''change_story''] else array(select lower(unnest($2))) end as nouns offset 0) k)
   select s.id, -ts_rank(s.words, (select q.query from sought q)), ts_rank(s.words, (select q.query from sought q)), upper(s.noun),
     replace(initcap(s.noun), ''_'', ''''), s.id
   from {schema}.search_text s where s.noun = any ((select q.nouns from sought q)::text[]) and s.words @@ (select q.query from sought q)');
-- +goose StatementEnd

-- +goose StatementBegin
-- The piece of a record that answers best, in the asker's language where what is sought stands there, cut at what matched. What else it was
-- found by, such as the name of its place, is not shown.
call record.expose_search('search_snippet(id uuid, query text, languages text[])', 'table (text text, matched boolean)', $body$
#variable_conflict use_column
declare
  own tsvector := (select s.words from {schema}.search_text s where s.id = $1);
  sought tsquery := (
    select string_agg(coalesce(
      case when own @@ w.exactly then w.exactly when length(w.word) > 2 and own @@ w.beginning then w.beginning end,
      (select suivi.word_query(l.lexeme) from unnest(own) l where public.similarity(l.lexeme, w.word) >= 0.3
        order by public.similarity(l.lexeme, w.word) desc, l.lexeme limit 1),
      w.exactly)::text, ' | ')::tsquery
    from (select w.word, suivi.word_query(w.word) as exactly, suivi.lexeme(w.word, ':*') as beginning from suivi.query_words($2) w offset 0) w);
begin
  if own is null or sought is null then
    return;
  end if;
  return query
    select translate(piece.text, E'\ue002\ue003', '<>'), piece.matched -- what looks like HTML would be passed over
    from (select p.language, translate(p.text, E'<>\ue000\ue001\ue002\ue003', E'\ue002\ue003') as text from {schema}.search_part p where p.id = $1
      order by suivi.words(p.text, p.language) @@ sought desc, case when p.language is not null then array_position($3, p.language) end, p.language is null,
        ts_rank(suivi.words(p.text, p.language), sought) desc, p.weight, p.language, p.text limit 1) chosen,
    lateral string_to_table(ts_headline(
      case split_part(chosen.language, '-', 1) when 'fr' then 'suivi.french' when 'en' then 'suivi.english' else 'suivi.words' end::regconfig,
      chosen.text, sought, E'StartSel=\ue000, StopSel=\ue001, MaxWords=40, MinWords=20'), E'\ue000') with ordinality as cut (text, place),
    lateral (values (0, split_part(cut.text, E'\ue001', 1), cut.place > 1), (1, split_part(cut.text, E'\ue001', 2), false)) as piece (place, text, matched)
    where piece.text <> '' order by cut.place, piece.place;
end $body$);

-- The recommendations that say much the same: of those that share most of its longest words, in some language, the ones whose texts are alike.
-- First those that share all are looked for, then those that share fewer; when some hundred are found, that is enough to compare.
call record.expose_function('recommendation_similar(id uuid)', 'table (id uuid, ordinal real, score real, recommendation_id uuid)',
  'with own as materialized (
     select a.language, suivi.unaccented(a.text) as text, array(
       select l.word from unnest(tsvector_to_array(to_tsvector(
         case split_part(a.language, ''-'', 1) when ''fr'' then ''suivi.french_words'' when ''en'' then ''suivi.english_words'' else ''suivi.words'' end::regconfig,
         suivi.parted(a.text)))) l (word)
       where length(l.word) > 3 order by length(l.word) desc, l.word limit 6) as words
     from {schema}.recommendation r, suivi.translations(r.text) a where r.id = $1
   ), near as materialized (
     select distinct f.id from (
       select f.id from own o
       cross join lateral (select suivi.some_of(o.words, m.many) as query from (values (6), (4), (2), (1)) as m (many)
         where m.many <= cardinality(o.words) and m.many >= least(cardinality(o.words), 2) order by m.many desc offset 0) q
       cross join lateral (select s.id from {schema}.recommendation_search s where s.words @@ q.query limit 100) f limit 300) f
     where f.id <> $1
   )
   select n.id, -n.score, n.score, n.id from (
     select n.id, (select max(public.similarity(o.text, suivi.unaccented(b.text))) from own o
       join suivi.translations(t.text) b on b.language = o.language) as score
     from near n join {schema}.recommendation t on t.id = n.id offset 0) n
   where n.score >= 0.3');
-- +goose StatementEnd
grant execute on function record.derive_search(uuid[], uuid) to suivi_clerk;

-- +goose Down
-- +goose StatementBegin
do $do$
declare
  thing text;
begin
  for thing in select format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('open', 'desk')
      and (p.proname ~ '^search(_|$)' or p.proname ~ '_(filter_text|relevance)$' or p.proname = 'recommendation_similar') loop
    execute 'drop function ' || thing;
  end loop;
  for thing in select s.schema_name || '.' || v.view_name from (values ('open'), ('desk')) as s (schema_name),
      (select unnest(array['search_part', 'search_word', 'search_text']) as view_name
       union all select n.noun || '_search' from unnest(record.search_nouns()) as n (noun)) v loop
    execute 'drop view ' || thing;
  end loop;
end
$do$;
-- +goose StatementEnd
drop procedure record.expose_search(text, text, text);
drop function record.derive_search(uuid[], uuid), record.store_search(text, uuid[]), record.searched_for_alike(text),
  record.search_written_by(uuid), record.derived_search(text, uuid[]), record.search_nouns();
drop view record.search_name, record.search_tie, record.search_part;
drop table record.search_word, record.search_text;
drop aggregate record.together(tsvector);
drop function suivi.some_of(text[], integer), suivi.query_words(text), suivi.word_query(text), suivi.lexeme(text, text), suivi.words(text, text),
  suivi.parted(text), suivi.unaccented(text), suivi.plain(text);
drop text search configuration suivi.english_words;
drop text search dictionary suivi.english_word;
drop text search configuration suivi.french_words;
drop text search dictionary suivi.french_word;
drop text search configuration suivi.words;
drop text search configuration suivi.english;
drop text search configuration suivi.french;
drop extension pg_trgm;
drop extension unaccent;
