-- The rest of the record: what studies and workshops are made of, what they found and said, and what hangs on recommendations.

-- +goose Up
call record.make('alias', 'linked', $$
  record_id uuid not null references record.entry,
  text text not null check (btrim(text) <> ''),
  language text check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  state text not null check (state in ('ORIGINAL', 'MACHINE', 'REVIEWED', 'STALE'))
$$);
create unique index alias_once on record.alias (record_id, text) where ended_by is null;

call record.make('document', 'linked', $$
  record_id uuid not null references record.entry,
  ordinal integer not null,
  kind text not null check (kind in ('REPORT', 'ATTENDANCE_LIST', 'MINUTES', 'PRESENTATION', 'GUIDE', 'NEWS')),
  title suivi.translated not null,
  url text check (url ~ '^https?://')
$$);
create index document_of on record.document (record_id);

call record.make('theme', 'kept', $$
  reference suivi.reference constraint theme_reference_is_taken unique,
  name suivi.translated not null,
  parent_id uuid references record.theme constraint theme_is_not_its_own_parent check (parent_id <> id)
$$, updates => 'name, parent_id, reference');
create index theme_parent on record.theme (parent_id);
call record.make('instrument', 'kept', $$
  reference suivi.reference constraint instrument_reference_is_taken unique,
  name suivi.translated not null,
  parent_id uuid references record.instrument constraint instrument_is_not_its_own_parent check (parent_id <> id)
$$, updates => 'name, parent_id, reference');
create index instrument_parent on record.instrument (parent_id);
call record.link('record_theme', 'record', 'theme');
call record.link('record_instrument', 'record', 'instrument');

call record.make('target', 'linked', $$
  programme_id uuid not null references record.programme,
  ordinal integer not null,
  measure suivi.translated not null,
  {quantity:baseline},
  {quantity:target},
  "by" date
$$);
create index target_of on record.target (programme_id);

call record.make('study_series', 'kept', $$
  reference suivi.reference constraint study_series_reference_is_taken unique,
  title suivi.translated not null,
  rule text not null check (rule in ('NONE', 'ALL_VALIDATED')),
  programme_id uuid references record.programme
$$, updates => 'title, rule, programme_id, reference');
create index study_series_programme on record.study_series (programme_id, id);
alter table record.study add series_id uuid references record.study_series;
create index study_series_of on record.study (series_id, id);
grant update (series_id) on record.study to suivi_clerk;

call record.make('study_method', 'linked', $$
  study_id uuid not null references record.study,
  ordinal integer not null,
  kind text not null check (kind in ('INTERVIEWS', 'FOCUS_GROUPS', 'SURVEY', 'FIELD_RESEARCH', 'DESK_REVIEW', 'CONSULTATIONS', 'PARTICIPATORY_BAROMETER', 'STORIES')),
  {quantity:quantity},
  unit text check (unit in ('TIMES', 'DAYS', 'WEEKS', 'MONTHS', 'PLACES'))
$$);
create index study_method_of on record.study_method (study_id);
call record.make('study_group', 'linked', $$
  study_id uuid not null references record.study,
  ordinal integer not null,
  name suivi.translated not null,
  audience suivi.audience
$$);
create index study_group_of on record.study_group (study_id);

call record.make('finding', 'kept', $$
  reference suivi.reference constraint finding_reference_is_taken unique,
  kind text not null check (kind in ('DRIVER', 'CHALLENGE', 'NEED', 'GOOD_PRACTICE')),
  number integer constraint finding_numbers_begin_with_one check (number > 0),
  text suivi.translated not null
$$, updates => 'kind, number, text, reference');
call record.link('finding_study', 'finding', 'study');
call record.link('finding_workshop', 'finding', 'workshop');
call record.link('recommendation_finding', 'recommendation', 'finding');
call record.link('workshop_response', 'workshop', 'finding');

call record.make('lineage', 'linked', $$
  record_id uuid not null references record.entry,
  record_noun text not null check (record_noun in ('study', 'workshop')),
  based_on_id uuid not null references record.entry,
  based_on_noun text not null check (based_on_noun in ('study', 'workshop')),
  constraint record_does_not_rest_on_itself check (record_id <> based_on_id)
$$);
create unique index lineage_once on record.lineage (record_id, based_on_id) where ended_by is null;
create index lineage_back on record.lineage (based_on_id);
-- What noun a record is of is said where it is registered, and stays. A foreign key could hold this, with an index on every entry for the sake of these few.
-- +goose StatementBegin
create function record.respect_nouns() returns trigger language plpgsql security definer set search_path = record, pg_temp as $$
begin
  if (new.record_noun, new.based_on_noun) is distinct from ((select e.noun from entry e where e.id = new.record_id), (select e.noun from entry e where e.id = new.based_on_id)) then
    raise exception 'a record is not of the noun that is said of it' using errcode = 'check_violation', constraint = 'lineage_is_between_its_nouns';
  end if;
  return null;
end
$$;
-- +goose StatementEnd
create constraint trigger lineage_is_between_its_nouns after insert or update on record.lineage deferrable initially deferred
  for each row execute function record.respect_nouns();

call record.make('workshop_series', 'kept', $$
  reference suivi.reference constraint workshop_series_reference_is_taken unique,
  title suivi.translated not null,
  organisation_id uuid references record.organisation
$$, updates => 'title, organisation_id, reference');
create index workshop_series_organisation on record.workshop_series (organisation_id);
alter table record.workshop add series_id uuid references record.workshop_series, add series_ordinal integer constraint workshop_ordinals_begin_with_one check (series_ordinal > 0),
  add constraint workshop_ordinal_is_in_a_series check (series_ordinal is null or series_id is not null);
create unique index workshop_ordinal_is_taken on record.workshop (series_id, series_ordinal);
create index workshop_series_of on record.workshop (series_id, id);
grant update (series_id, series_ordinal) on record.workshop to suivi_clerk;

call record.make('agenda_item', 'linked', $$
  workshop_id uuid not null references record.workshop,
  ordinal integer not null
    constraint agenda_numbers_begin_with_one check (ordinal > 0),
  title suivi.translated not null,
  kind text not null check (kind in ('CEREMONY', 'PRESENTATION', 'DISCUSSION', 'FOLLOW_UP', 'DECISION', 'EXERCISE'))
$$);
create unique index agenda_number_once on record.agenda_item (workshop_id, ordinal) where ended_by is null;

call record.make('participation', 'linked', $$
  workshop_id uuid not null references record.workshop,
  ordinal integer not null,
  role text not null check (role in ('CONVENOR', 'HOST', 'CHAIR', 'FACILITATOR', 'PRESENTER', 'MODERATOR', 'EXPERT', 'SUPPORTER', 'INVITED', 'PARTICIPANT')),
  name text check (btrim(name) <> ''),
  capacity suivi.translated,
  organisation_id uuid references record.organisation,
  audience suivi.audience,
  agenda_item_id uuid references record.agenda_item,
  {quantity:count},
  sensitivity text not null default 'PUBLIC' check (sensitivity in ('PUBLIC', 'RESTRICTED', 'CONFIDENTIAL')),
  -- Whether the count may be shown (see 00011).
  released boolean not null default false,
  constraint participation_is_somebodys check (name is not null or capacity is not null or organisation_id is not null or audience is not null)
$$);
create index participation_of on record.participation (workshop_id, id);
create index participation_organisation on record.participation (organisation_id);

call record.make('attendance_cell', 'linked', $$
  workshop_id uuid not null references record.workshop,
  ordinal integer not null,
  dimension text not null check (dimension in ('TOTAL', 'SEX', 'AGE', 'KIND', 'ORIGIN')),
  key text not null check (key ~ '^[a-z0-9][a-z0-9_-]*$'),
  label suivi.translated not null,
  {quantity:quantity},
  -- Whether the figure may be shown (see 00011).
  released boolean not null default false,
  constraint attendance_total_is_everybodys check ((dimension = 'TOTAL') = (key = 'total'))
$$);
create unique index attendance_cell_once on record.attendance_cell (workshop_id, dimension, key) where ended_by is null;

call record.make('validation', 'kept', $$
  study_id uuid not null references record.study,
  workshop_id uuid not null references record.workshop,
  outcome text not null check (outcome in ('VALIDATED', 'VALIDATED_WITH_AMENDMENTS', 'SENT_BACK', 'NOT_STATED')),
  amendments suivi.translated,
  constraint validation_once unique (study_id, workshop_id)
$$);
create index validation_at on record.validation (workshop_id);

call record.make('outcome', 'linked', $$
  workshop_id uuid not null references record.workshop,
  ordinal integer not null,
  kind text not null check (kind in ('STATEMENT', 'EXPECTATION', 'DECISION', 'PLAN')),
  text suivi.translated not null,
  stated_on date,
  stated_by_id uuid references record.source,
  due_on date
$$);
create index outcome_of on record.outcome (workshop_id);

call record.make('reported_count', 'kept', $$
  ended_by uuid,
  recorded_to timestamptz not null default 'infinity',
  record_id uuid not null references record.entry,
  ordinal integer not null,
  measure text not null check (measure in ('RECOMMENDATIONS', 'DRIVERS', 'INTERVIEWS', 'QUESTIONS', 'STUDIES')),
  {quantity:quantity},
  audiences text[] not null default '{}' check (audiences <@ array['GOVERNMENT', 'LEGISLATURE', 'JUDICIARY', 'LOCAL_AUTHORITIES', 'PUBLIC_SERVICES',
    'LOCAL_COMMUNITIES', 'CIVIL_SOCIETY', 'PRIVATE_SECTOR', 'MEDIA', 'ACADEMIA', 'INTERNATIONAL_DONORS', 'INTERNATIONAL_COMMUNITY', 'PARTICIPANTS'])
$$, updates => 'ended_by');
create index reported_count_of on record.reported_count (record_id);
call record.link('reported_count_organisation', 'reported_count', 'organisation');

call record.make('wording', 'kept', $$
  recommendation_id uuid not null references record.recommendation,
  kind text not null check (kind in ('DRAFT', 'AMENDED', 'FINAL', 'SUMMARY')),
  language text not null check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  state text not null check (state in ('ORIGINAL', 'MACHINE', 'REVIEWED', 'STALE')),
  text text not null check (btrim(text) <> ''),
  stated_on date,
  workshop_id uuid references record.workshop
$$);
create index wording_of on record.wording (recommendation_id, id);

call record.make('repetition', 'linked', $$
  recommendation_id uuid not null references record.recommendation,
  reference text,
  stated_on date,
  workshop_id uuid references record.workshop,
  stated_by_id uuid references record.source,
  constraint repetition_is_somewhere check (workshop_id is not null or stated_on is not null or stated_by_id is not null)
$$);
create index repetition_of on record.repetition (recommendation_id, id);

call record.make('action', 'kept', $$
  reference suivi.reference constraint action_reference_is_taken unique,
  recommendation_id uuid not null references record.recommendation,
  title suivi.translated not null,
  owner_id uuid not null,
  due_on date,
  progress text not null check (progress in ('PLANNED', 'UNDER_WAY', 'DONE', 'DROPPED')),
  due_on_asc date not null generated always as (coalesce(due_on, 'infinity')) stored,
  due_on_desc date not null generated always as (coalesce(due_on, '-infinity')) stored,
  constraint action_and_its_recommendation unique (recommendation_id, id),
  constraint action_owner_is_an_addressee foreign key (recommendation_id, owner_id) references record.addressee (recommendation_id, id)
$$, updates => 'title, owner_id, due_on, progress, reference');
create index action_of on record.action (recommendation_id, id);
create index action_owner on record.action (owner_id, id);
create index action_due_on_asc on record.action (due_on_asc, id);
create index action_due_on_desc on record.action (due_on_desc, id);
alter table record.follow_up add action_id uuid,
  add constraint follow_up_is_about_an_action_of_its_recommendation foreign key (recommendation_id, action_id) references record.action (recommendation_id, id);
create index follow_up_action on record.follow_up (action_id) where action_id is not null;

call record.make('evidence', 'kept', $$
  follow_up_id uuid not null references record.follow_up,
  kind text not null check (kind in ('DOCUMENT', 'LINK', 'MINUTES', 'OFFICIAL_TEXT')),
  title suivi.translated not null,
  url text check (url ~ '^https?://'),
  dated_on date,
  file_id uuid, -- see 00015
  author_id uuid references record.account, -- who submitted it; null for what editors record
  sensitivity text not null check (sensitivity in ('PUBLIC', 'RESTRICTED', 'CONFIDENTIAL'))
$$);
create index evidence_of on record.evidence (follow_up_id, id);

call record.make('change_story', 'kept', $$
  reference suivi.reference constraint change_story_reference_is_taken unique,
  change suivi.translated not null,
  level text not null check (level in ('INDIVIDUAL', 'COLLECTIVE', 'COMMUNITY', 'ASSOCIATION')),
  source_id uuid references record.source,
  quote suivi.translated,
  significance suivi.translated,
  contribution suivi.translated,
  verifier_id uuid references record.source,
  happened_on date,
  place_id uuid references record.place,
  -- Where it happened, if that is shown more coarsely.
  exact_place_id uuid references record.place constraint change_story_is_shown_somewhere_else check (exact_place_id <> place_id),
  programme_id uuid references record.programme,
  study_id uuid references record.study,
  recommendation_id uuid references record.recommendation,
  author_id uuid references record.account, -- who submitted it; null for what editors record
  sensitivity text not null check (sensitivity in ('PUBLIC', 'RESTRICTED', 'CONFIDENTIAL'))
$$, updates => 'change, level, source_id, quote, significance, contribution, verifier_id, happened_on, place_id, exact_place_id, programme_id, study_id, recommendation_id, sensitivity, reference');
create index change_story_programme on record.change_story (programme_id, id);
create index change_story_recommendation on record.change_story (recommendation_id);

-- What is confidential, and what hangs on nothing else: those who keep it and do not oversee it see none of it. The views ask it of what not everybody sees.
create index evidence_confidential on record.evidence (id) where sensitivity = 'CONFIDENTIAL';
create index change_story_confidential on record.change_story (id) where sensitivity = 'CONFIDENTIAL';
create index change_story_source_confidential on record.change_story (source_id) where sensitivity = 'CONFIDENTIAL';
create index change_story_verifier_confidential on record.change_story (verifier_id) where sensitivity = 'CONFIDENTIAL';
create view record.closed as
  select c.id, c.keeper_id, c.author_id, 'DESK' as visibility, 'CONFIDENTIAL' as sensitivity from (
    select e.id, e.keeper_id, e.author_id from record.evidence e where e.sensitivity = 'CONFIDENTIAL'
    union all select p.id, p.keeper_id, null from record.place p where p.sensitivity = 'CONFIDENTIAL'
    union all select s.id, s.keeper_id, s.author_id from record.change_story s where s.sensitivity = 'CONFIDENTIAL'
    union all select s.source_id, s.keeper_id, s.author_id from record.change_story s where s.sensitivity = 'CONFIDENTIAL'
    union all select s.verifier_id, s.keeper_id, s.author_id from record.change_story s where s.sensitivity = 'CONFIDENTIAL') c;

-- A command writes a row more than once, and the last time it seals it. What rows refer to is looked at once, at the end.
-- +goose StatementBegin
do $do$
declare
  one record;
begin
  for one in select c.conrelid::regclass as of, c.conname from pg_constraint c where c.contype = 'f' and c.connamespace = 'record'::regnamespace loop
    execute format('alter table %s alter constraint %I deferrable initially deferred', one.of, one.conname);
  end loop;
end
$do$;
-- +goose StatementEnd

-- +goose Down
drop view record.closed;
drop table record.change_story, record.evidence;
alter table record.follow_up drop column action_id;
drop table record.action, record.repetition, record.wording, record.reported_count_organisation, record.reported_count, record.outcome, record.validation,
  record.attendance_cell, record.participation, record.agenda_item;
alter table record.workshop drop column series_id, drop column series_ordinal;
drop table record.workshop_series, record.lineage, record.workshop_response, record.recommendation_finding, record.finding_workshop, record.finding_study,
  record.finding, record.study_group, record.study_method;
alter table record.study drop column series_id;
drop table record.study_series, record.target, record.record_instrument, record.record_theme, record.instrument, record.theme, record.document, record.alias;
drop function record.respect_nouns();
