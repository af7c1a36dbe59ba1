-- The nouns that the main job needs. Columns are those of the models in internal/record; make and link (00002) add what every table carries.

-- +goose Up
call record.make('organisation', 'kept', $$
  reference suivi.reference constraint organisation_reference_is_taken unique,
  name suivi.translated not null,
  acronym text check (btrim(acronym) <> ''),
  parent_id uuid references record.organisation constraint organisation_is_not_its_own_parent check (parent_id <> id),
  valid_from date,
  valid_to date,
  constraint organisation_ends_after_it_begins check (valid_from <= valid_to)
$$, updates => 'name, acronym, parent_id, valid_from, valid_to, reference');
create index organisation_parent on record.organisation (parent_id, id);
alter table record.account add foreign key (organisation_id) references record.organisation;

call record.make('organisation_successor', 'linked', $$
  organisation_id uuid not null references record.organisation,
  successor_id uuid not null references record.organisation,
  constraint organisation_does_not_succeed_itself check (organisation_id <> successor_id)
$$);
create unique index organisation_successor_once on record.organisation_successor (organisation_id, successor_id, ended_by) nulls not distinct;

call record.make('code', 'linked', $$
  record_id uuid not null references record.entry,
  vocabulary text not null check (btrim(vocabulary) <> ''),
  version text check (btrim(version) <> ''),
  code text not null check (btrim(code) <> '')
$$);
create index code_of on record.code (record_id);
create unique index code_means_one_record on record.code (vocabulary, code, version) nulls not distinct where ended_by is null;

call record.make('citation', 'linked', $$
  record_id uuid not null references record.entry,
  ordinal integer not null,
  document text not null check (btrim(document) <> ''),
  locator text check (btrim(locator) <> ''),
  basis text not null check (basis in ('STATED', 'INFERRED')),
  note suivi.translated,
  author_id uuid references record.account -- who submitted it; null for what editors record
$$);
create index citation_of on record.citation (record_id);

call record.make('place', 'kept', $$
  reference suivi.reference constraint place_reference_is_taken unique,
  name suivi.translated not null,
  level text not null check (level in ('COUNTRY', 'REGION', 'CERCLE', 'COMMUNE', 'TOWN', 'INFORMAL_AREA')),
  within_id uuid references record.place,
  valid_from date,
  valid_to date,
  sensitivity text not null default 'PUBLIC' check (sensitivity in ('PUBLIC', 'RESTRICTED', 'CONFIDENTIAL')),
  -- What is at a place that is not for everybody is shown to be at what that lies in, at this level.
  shown_as text check (shown_as in ('COUNTRY', 'REGION', 'CERCLE', 'COMMUNE', 'TOWN')),
  constraint place_that_is_sensitive_is_shown_as_another check ((sensitivity = 'PUBLIC') = (shown_as is null)),
  constraint place_ends_after_it_begins check (valid_from <= valid_to)
$$, updates => 'name, level, valid_from, valid_to, reference');
create index place_confidential on record.place (id) where sensitivity = 'CONFIDENTIAL';
create index place_within on record.place (within_id, id);

call record.make('place_parent', 'linked', $$
  place_id uuid not null references record.place,
  parent_id uuid not null references record.place,
  valid_from date,
  valid_to date,
  constraint place_does_not_lie_in_itself check (place_id <> parent_id),
  constraint place_lies_in_one_place_at_a_time exclude using gist (place_id with =, daterange(valid_from, valid_to, '[]') with &&) where (ended_by is null)
$$);
create index place_parent_of on record.place_parent (place_id);
create index place_parent_to on record.place_parent (parent_id);

call record.make('place_successor', 'linked', $$
  place_id uuid not null references record.place,
  successor_id uuid not null references record.place,
  constraint place_does_not_succeed_itself check (place_id <> successor_id)
$$);
create unique index place_successor_once on record.place_successor (place_id, successor_id, ended_by) nulls not distinct;

-- Which place lies in which, at whatever depth and at any time; a place lies in itself. Derived from place_parent.
create table record.place_ancestor (
  ancestor_id uuid not null references record.place,
  place_id uuid not null references record.place,
  primary key (ancestor_id, place_id)
);
create index place_ancestor_of on record.place_ancestor (place_id);

-- What asking for a place finds: what lies in it, and what came of it where borders were redrawn. Derived (see 00005).
create table record.place_reach (
  place_id uuid not null references record.place,
  reached_id uuid not null references record.place,
  primary key (place_id, reached_id)
);
create index place_reach_back on record.place_reach (reached_id);

call record.make('programme', 'kept', $$
  reference suivi.reference constraint programme_reference_is_taken unique,
  title suivi.translated not null,
  aims suivi.translated,
  status text check (status in ('PIPELINE', 'IMPLEMENTATION', 'FINALISATION', 'CLOSED', 'CANCELLED', 'SUSPENDED')),
  planned_from date,
  planned_to date,
  actual_from date,
  actual_to date,
  all_funders_named boolean,
  parent_id uuid references record.programme constraint programme_is_not_its_own_parent check (parent_id <> id),
  iati_identifier text constraint programme_iati_identifier_is_taken unique,
  attendance_threshold integer constraint programme_threshold_hides_somebody check (attendance_threshold = 0 or attendance_threshold >= 2),
  constraint programme_is_planned_to_end_after_it_begins check (planned_from <= planned_to),
  constraint programme_ends_after_it_begins check (actual_from <= actual_to)
$$, updates => 'title, aims, status, planned_from, planned_to, actual_from, actual_to, all_funders_named, parent_id, iati_identifier, attendance_threshold, reference');
alter table record.account_grant add foreign key (programme_id) references record.programme;

call record.make('programme_organisation', 'linked', $$
  programme_id uuid not null references record.programme,
  ordinal integer not null,
  role text not null check (role in ('FUNDING', 'ACCOUNTABLE', 'EXTENDING', 'IMPLEMENTING', 'PARTNER')),
  organisation_id uuid not null references record.organisation
$$);
create unique index programme_organisation_once on record.programme_organisation (programme_id, role, organisation_id) where ended_by is null;
create index programme_organisation_in on record.programme_organisation (organisation_id);

call record.link('programme_country', 'programme', 'place');

call record.make('source', 'kept', $$
  name text check (btrim(name) <> ''),
  role suivi.translated,
  organisation_id uuid references record.organisation,
  withheld boolean not null default false,
  author_id uuid references record.account, -- who submitted it; null for what editors record
  -- The name stands in confidential_source then (00016).
  constraint source_that_is_withheld_has_no_name check (name is null or not withheld),
  constraint source_says_something check (name is not null or role is not null or organisation_id is not null or withheld)
$$, updates => 'name, role, organisation_id, withheld');
create index source_organisation on record.source (organisation_id);

call record.make('study', 'kept', $$
  reference suivi.reference constraint study_reference_is_taken unique,
  title suivi.translated,
  kind text not null check (kind in ('NEEDS_STUDY', 'ASSESSMENT', 'DIAGNOSTIC', 'CONSULTATION', 'BAROMETER', 'STORY_COLLECTION')),
  aims suivi.translated,
  stage text not null check (stage in ('PLANNED', 'FIELDWORK', 'DRAFTED', 'VALIDATED', 'PUBLISHED')),
  disclosure text not null check (disclosure in ('PRIVATE', 'ANNOUNCED', 'OPEN')),
  programme_id uuid references record.programme,
  coordinator_id uuid references record.organisation,
  commissioner_id uuid references record.organisation
$$, updates => 'title, kind, aims, stage, disclosure, programme_id, coordinator_id, commissioner_id, reference');
create index study_programme on record.study (programme_id, id);
create index study_coordinator on record.study (coordinator_id);

call record.link('study_expert', 'study', 'source');

call record.link('study_place', 'study', 'place');

call record.make('workshop', 'kept', $$
  reference suivi.reference constraint workshop_reference_is_taken unique,
  title suivi.translated,
  kind text not null check (kind in ('VALIDATION_WORKSHOP', 'RESTITUTION', 'ADVISORY_COMMITTEE_MEETING', 'EXCHANGE', 'TRAINING', 'SYMPOSIUM',
    'SEMINAR', 'TABLETOP_EXERCISE', 'PUBLIC_HEARING', 'PRESENTATION', 'BRIEFING', 'REVIEW_SESSION')),
  state text not null check (state in ('PLANNED', 'HELD', 'CANCELLED', 'NOT_STATED')),
  held_from date,
  held_to date,
  held_precision text not null check (held_precision in ('DAY', 'MONTH', 'YEAR', 'NOT_STATED')),
  place_id uuid references record.place,
  -- Where it took place, if that is shown more coarsely.
  exact_place_id uuid references record.place constraint workshop_is_shown_somewhere_else check (exact_place_id <> place_id),
  venue suivi.translated,
  objectives suivi.translated,
  programme_id uuid references record.programme,
  -- A row value with nulls loses rows, so what may be null is ordered by twins that are not: nulls last, either way.
  held_from_asc date not null generated always as (coalesce(held_from, 'infinity')) stored,
  held_from_desc date not null generated always as (coalesce(held_from, '-infinity')) stored,
  constraint workshop_ends_after_it_begins check (held_from <= held_to),
  constraint workshop_has_dates_as_exact_as_stated check ((held_precision = 'NOT_STATED') = (held_from is null) and (held_from is null) = (held_to is null)),
  constraint workshop_month_is_whole check (held_precision <> 'MONTH' or (extract(day from held_from) = 1 and extract(day from held_to + 1) = 1)),
  constraint workshop_year_is_whole check (held_precision <> 'YEAR' or (extract(doy from held_from) = 1 and extract(doy from held_to + 1) = 1))
$$, updates => 'title, kind, state, held_from, held_to, held_precision, place_id, exact_place_id, venue, objectives, programme_id, reference');
create index workshop_held_from_asc on record.workshop (held_from_asc, id);
create index workshop_held_from_desc on record.workshop (held_from_desc, id);
create index workshop_programme on record.workshop (programme_id, id);
create index workshop_place on record.workshop (place_id);

-- +goose StatementBegin
create function suivi.summary(stage text, implementation text, assurance text) returns text language sql immutable parallel safe as $$
  select case
    when stage = 'ENDED' then 'ENDED'
    when implementation = 'NO_INFORMATION' then 'UNKNOWN'
    when implementation = 'NOT_STARTED' then 'NOT_STARTED'
    when implementation in ('IN_PROGRESS', 'PARTIALLY_IMPLEMENTED') then 'UNDER_WAY'
    when implementation in ('IMPLEMENTED', 'IMPLEMENTED_OTHERWISE') then case when assurance = 'VERIFIED' then 'DONE_VERIFIED' else 'DONE_CLAIMED' end
    when implementation = 'NOT_IMPLEMENTED' then 'NOT_DONE'
    when implementation = 'CONTRARY_ACTION_TAKEN' then 'CONTRARY'
  end
$$;
-- +goose StatementEnd
grant execute on function suivi.summary(text, text, text) to suivi_public, suivi_desk, suivi_clerk;

create domain suivi.implementation as text check (value in ('NO_INFORMATION', 'NOT_STARTED', 'IN_PROGRESS', 'PARTIALLY_IMPLEMENTED', 'IMPLEMENTED',
  'IMPLEMENTED_OTHERWISE', 'NOT_IMPLEMENTED', 'CONTRARY_ACTION_TAKEN'));
create domain suivi.assurance as text check (value in ('CLAIMED', 'REPORTED', 'VERIFIED', 'DISPUTED'));
create domain suivi.position_value as text check (value in ('NONE_YET', 'ACCEPTED', 'ACCEPTED_IN_PART', 'NOTED', 'REJECTED'));
create domain suivi.audience as text check (value in ('GOVERNMENT', 'LEGISLATURE', 'JUDICIARY', 'LOCAL_AUTHORITIES', 'PUBLIC_SERVICES',
  'LOCAL_COMMUNITIES', 'CIVIL_SOCIETY', 'PRIVATE_SECTOR', 'MEDIA', 'ACADEMIA', 'INTERNATIONAL_DONORS', 'INTERNATIONAL_COMMUNITY', 'PARTICIPANTS'));
create domain suivi.follow_up_state as text check (value in ('SUBMITTED', 'RETURNED', 'ACCEPTED', 'WITHDRAWN'));

call record.make('recommendation', 'kept', $$
  reference suivi.reference constraint recommendation_reference_is_taken unique,
  text suivi.translated not null,
  priority text check (priority in ('HIGH', 'MEDIUM', 'LOW')),
  made_on date,
  due_on date,
  lifecycle_stage text not null check (lifecycle_stage in ('DRAFT', 'VALIDATED', 'PUBLISHED', 'ENDED')),
  lifecycle_since date,
  lifecycle_ending_kind text check (lifecycle_ending_kind in ('SUPERSEDED', 'MERGED', 'SPLIT', 'WITHDRAWN', 'NO_LONGER_APPLICABLE')),
  lifecycle_ending_reason suivi.translated,
  -- Whether it has been published once. What ended before that is seen by its keepers alone.
  lifecycle_published boolean not null,
  study_id uuid references record.study,
  workshop_id uuid references record.workshop,
  -- Derived from the follow-ups (see 00005), which hold it to what it refers to; stored for speed.
  status_implementation suivi.implementation not null default 'NO_INFORMATION',
  status_assurance suivi.assurance,
  status_as_of date,
  status_derivation text check (status_derivation in ('STATED', 'ROLLED_UP')),
  status_stated_by_id uuid,
  status_summary text not null generated always as (suivi.summary(lifecycle_stage, status_implementation, status_assurance)) stored,
  -- The day after which it is overdue; infinity where none is set, or nothing is left to be done.
  deadline date not null generated always as (case
    when lifecycle_stage = 'PUBLISHED' and status_implementation not in ('IMPLEMENTED', 'IMPLEMENTED_OTHERWISE') then coalesce(due_on, 'infinity')
    else 'infinity' end) stored,
  made_on_asc date not null generated always as (coalesce(made_on, 'infinity')) stored,
  made_on_desc date not null generated always as (coalesce(made_on, '-infinity')) stored,
  due_on_asc date not null generated always as (coalesce(due_on, 'infinity')) stored,
  due_on_desc date not null generated always as (coalesce(due_on, '-infinity')) stored,
  constraint recommendation_is_due_after_it_is_made check (made_on <= due_on),
  constraint recommendation_ends_for_a_reason check ((lifecycle_stage = 'ENDED') = (lifecycle_ending_kind is not null)
    and (lifecycle_ending_kind is null) = (lifecycle_ending_reason is null)),
  constraint recommendation_status_is_whole check ((status_implementation = 'NO_INFORMATION') = (status_assurance is null)
    and (status_assurance is null) = (status_as_of is null) and (status_as_of is null) = (status_derivation is null))
$$, updates => 'text, priority, made_on, due_on, lifecycle_stage, lifecycle_since, lifecycle_ending_kind, lifecycle_ending_reason, lifecycle_published,
  study_id, workshop_id, reference');
alter table record.recommendation set (fillfactor = 30); -- written three times by the command that records it: its status is derived in between
create index recommendation_made_on_asc on record.recommendation (made_on_asc, id);
create index recommendation_made_on_desc on record.recommendation (made_on_desc, id);
create index recommendation_due_on_asc on record.recommendation (due_on_asc, id);
create index recommendation_due_on_desc on record.recommendation (due_on_desc, id);
create index recommendation_deadline on record.recommendation (deadline, id) where deadline <> 'infinity';
create index recommendation_implementation on record.recommendation (status_implementation, id);
create index recommendation_summary on record.recommendation (status_summary, id);
create index recommendation_assurance on record.recommendation (status_assurance, id);
create index recommendation_stage on record.recommendation (lifecycle_stage, id);
create index recommendation_study on record.recommendation (study_id, id);
create index recommendation_workshop on record.recommendation (workshop_id, id);

call record.make('recommendation_successor', 'linked', $$
  recommendation_id uuid not null references record.recommendation,
  successor_id uuid not null references record.recommendation,
  constraint recommendation_does_not_succeed_itself check (recommendation_id <> successor_id)
$$);
create unique index recommendation_successor_once on record.recommendation_successor (recommendation_id, successor_id, ended_by) nulls not distinct;

call record.link('recommendation_place', 'recommendation', 'place');

call record.link('recommendation_programme', 'recommendation', 'programme');

call record.make('proposer', 'linked', $$
  recommendation_id uuid not null references record.recommendation,
  ordinal integer not null,
  label suivi.translated,
  audience suivi.audience,
  organisation_id uuid references record.organisation,
  sensitivity text not null default 'PUBLIC' check (sensitivity in ('PUBLIC', 'RESTRICTED', 'CONFIDENTIAL')),
  constraint proposer_has_a_name check (label is not null or organisation_id is not null)
$$);
create unique index proposer_organisation_once on record.proposer (recommendation_id, organisation_id) where ended_by is null;
create index proposer_of on record.proposer (recommendation_id);
create index proposer_organisation on record.proposer (organisation_id, recommendation_id);
create index proposer_audience on record.proposer (audience, recommendation_id);

call record.make('addressee', 'kept', $$
  ended_by uuid,
  recorded_to timestamptz not null default 'infinity',
  recommendation_id uuid not null references record.recommendation,
  ordinal integer not null,
  lead boolean not null,
  label suivi.translated,
  audience suivi.audience,
  organisation_id uuid references record.organisation,
  -- Derived from the position statements and the follow-ups (see 00005), which hold it to what it refers to; stored for speed.
  position_value suivi.position_value not null default 'NONE_YET',
  position_stated_on date,
  position_stated_by_id uuid,
  status_implementation suivi.implementation not null default 'NO_INFORMATION',
  status_assurance suivi.assurance,
  status_as_of date,
  status_stated_by_id uuid,
  status_summary text not null generated always as (suivi.summary('PUBLISHED', status_implementation, status_assurance)) stored,
  constraint addressee_has_a_name check (label is not null or organisation_id is not null),
  constraint addressee_of_one_recommendation unique (recommendation_id, id)
$$, updates => 'ended_by, ordinal, lead, label, audience');
alter table record.addressee set (fillfactor = 30); -- the same
create unique index addressee_organisation_once on record.addressee (recommendation_id, organisation_id) where ended_by is null;
create index addressee_organisation on record.addressee (organisation_id, recommendation_id);
create index addressee_audience on record.addressee (audience, recommendation_id);
create index addressee_position on record.addressee (position_value, recommendation_id);

call record.make('position_statement', 'kept', $$
  addressee_id uuid not null references record.addressee,
  value suivi.position_value not null constraint position_statement_says_something check (value <> 'NONE_YET'),
  stated_on date,
  stated_by_id uuid references record.source
$$);
create index position_statement_of on record.position_statement (addressee_id);

call record.make('follow_up', 'kept', $$
  reference suivi.reference,
  recommendation_id uuid not null references record.recommendation,
  addressee_id uuid,
  as_of date not null,
  implementation suivi.implementation not null,
  assurance suivi.assurance not null constraint follow_up_disputes_by_contesting check (assurance <> 'DISPUTED' or contests_id is not null),
  note suivi.translated,
  reason suivi.translated,
  stated_by_id uuid not null references record.source,
  contests_id uuid,
  mends_id uuid, -- the returned follow-up in whose place its author states this
  author_id uuid references record.account, -- who submitted it; null for what editors record
  -- Derived from the decisions (see 00004), stored for speed.
  state suivi.follow_up_state not null default 'SUBMITTED',
  constraint follow_up_and_its_recommendation unique (recommendation_id, id),
  constraint follow_up_is_about_an_addressee_of_its_recommendation foreign key (recommendation_id, addressee_id) references record.addressee (recommendation_id, id),
  constraint follow_up_contests_one_of_its_recommendation foreign key (recommendation_id, contests_id) references record.follow_up (recommendation_id, id),
  constraint follow_up_does_not_contest_itself check (contests_id <> id),
  constraint follow_up_mends_one_of_its_recommendation foreign key (recommendation_id, mends_id) references record.follow_up (recommendation_id, id)
$$);
create unique index follow_up_reference_is_taken on record.follow_up (reference) where reference is not null;
create index follow_up_as_of_of on record.follow_up (recommendation_id, as_of, id);
create index follow_up_as_of on record.follow_up (as_of, id);
create index follow_up_addressee on record.follow_up (addressee_id);
create index follow_up_contests on record.follow_up (contests_id) where contests_id is not null;
create unique index follow_up_is_mended_once on record.follow_up (mends_id) where mends_id is not null;
create index follow_up_stated_by on record.follow_up (stated_by_id);

call record.make('follow_up_decision', 'kept', $$
  follow_up_id uuid not null references record.follow_up,
  state suivi.follow_up_state not null constraint follow_up_decision_decides check (state <> 'SUBMITTED'),
  reason suivi.translated
$$);
create index follow_up_decision_of on record.follow_up_decision (follow_up_id, id);

-- What held of a recommendation, or of one addressee's part, from one day to another, as the record knew it from one time to another.
create table record.status_span (
  id uuid primary key,
  keeper_id uuid,
  visibility suivi.visibility not null,
  command_id uuid not null,
  recorded_from timestamptz,
  ended_by uuid,
  recorded_to timestamptz not null default 'infinity',
  -- Nobody writes here but record.derive (00005), of recommendations that are there and are never deleted. The other columns follow from the follow-ups and
  -- positions, which hold them to what they refer to.
  recommendation_id uuid not null,
  addressee_id uuid,
  valid_from date not null,
  valid_to date not null,
  implementation suivi.implementation not null,
  assurance suivi.assurance,
  as_of date,
  derivation text check (derivation in ('STATED', 'ROLLED_UP')),
  stated_by_id uuid,
  follow_up_id uuid,
  position_value suivi.position_value,
  position_stated_on date,
  position_stated_by_id uuid,
  lifecycle_stage text,
  due_on date,
  constraint status_span_is_a_period check (valid_from < valid_to)
) with (fillfactor = 45);
-- An exclusion of overlapping periods would cost more than all other indexes together; what is derived ends each span where the next begins, so no two of a subject may begin on one day.
create unique index status_span_begins_once on record.status_span (recommendation_id, addressee_id, valid_from, ended_by) nulls not distinct;
create index status_span_addressee on record.status_span (addressee_id, valid_from) where addressee_id is not null;
create index status_span_command on record.status_span (command_id);
create index status_span_ended on record.status_span (ended_by) where ended_by is not null;

-- +goose Down
drop table record.status_span, record.follow_up_decision, record.follow_up, record.position_statement, record.addressee, record.proposer,
  record.recommendation_programme, record.recommendation_place, record.recommendation_successor, record.recommendation;
drop domain suivi.follow_up_state, suivi.audience, suivi.position_value, suivi.assurance, suivi.implementation;
drop function suivi.summary(text, text, text);
drop table record.workshop, record.study_place, record.study_expert, record.study, record.source, record.programme_country,
  record.programme_organisation;
alter table record.account_grant drop constraint account_grant_programme_id_fkey;
drop table record.programme, record.place_reach, record.place_ancestor, record.place_successor, record.place_parent, record.place, record.citation, record.code,
  record.organisation_successor;
alter table record.account drop constraint account_organisation_id_fkey;
drop table record.organisation;
