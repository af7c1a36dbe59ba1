package tracker

import (
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/record"
)

// broken is what to tell of a constraint of the database that an input broke.
type broken struct {
	code     fault.Code
	argument string
	message  string
}

// constraints tells every constraint that an input can break, by its name. What the rules check before is here too: a rule may be late, where
// two commands run at once. A test holds this table and the migrations together.
var constraints = map[string]broken{
	"organisation_reference_is_taken":   taken("organisations.reference", "reference", "organisation"),
	"place_reference_is_taken":          taken("places.reference", "reference", "place"),
	"programme_reference_is_taken":      taken("programmes.reference", "reference", "programme"),
	"study_reference_is_taken":          taken("studies.reference", "reference", "study"),
	"workshop_reference_is_taken":       taken("workshops.reference", "reference", "workshop"),
	"recommendation_reference_is_taken": taken("recommendations.reference", "reference", "recommendation"),
	"follow_up_reference_is_taken":      taken("followUps.reference", "reference", "follow-up"),
	"programme_iati_identifier_is_taken": taken("programmes.iatiIdentifier", "IATI identifier",
		"programme"),
	"code_means_one_record": taken("codes", "code", "record"),

	"organisation_successor_once":   twice("organisations.successors", "successor"),
	"place_successor_once":          twice("places.successors", "successor"),
	"programme_organisation_once":   twice("programmes.organisations", "organisation in that role"),
	"programme_country_once":        twice("programmes.countries", "country"),
	"study_expert_once":             twice("studies.experts", "expert"),
	"study_place_once":              twice("studies.places", "place"),
	"recommendation_successor_once": twice("recommendations.ending.successors", "successor"),
	"recommendation_place_once":     twice("recommendations.places", "place"),
	"recommendation_programme_once": twice("recommendations.programmes", "programme"),
	"proposer_organisation_once":    twice("recommendations.proposers", "organisation"),
	"addressee_organisation_once":   twice("recommendations.addressees", "organisation"),
	"account_grant_once":            twice("grants", "role in that programme"),

	"organisation_is_not_its_own_parent":          itself("organisations.parent", "An organisation cannot belong to itself."),
	"organisation_does_not_succeed_itself":        itself("organisations.successors", "An organisation cannot succeed itself."),
	"place_does_not_lie_in_itself":                itself("places.within", "A place cannot lie within itself, nor within one that lies in it."),
	"place_does_not_succeed_itself":               itself("places.successors", "A place cannot succeed itself."),
	"programme_is_not_its_own_parent":             itself("programmes.parent", "A programme cannot be part of itself."),
	"recommendation_does_not_succeed_itself":      itself("recommendations.ending.successors", "A recommendation cannot succeed itself."),
	"follow_up_does_not_contest_itself":           itself("followUps.contests", "A follow-up cannot contest itself."),
	"follow_up_disputes_by_contesting":            {fault.BadArgument, "followUps.contests", "A follow-up of assurance DISPUTED names the follow-up that it contests."},
	"follow_up_decision_decides":                  {fault.BadArgument, "decision.state", "A decision is RETURNED, ACCEPTED or WITHDRAWN."},
	"position_statement_says_something":           {fault.BadArgument, "positions.value", "None yet is what holds where nobody has stated a position: record none."},
	"place_lies_in_one_place_at_a_time":           {fault.BadArgument, "places.within", "A place lies in one place at a time: the periods must not overlap."},
	"recommendation_ends_for_a_reason":            {fault.BadArgument, "recommendations.ending", "A recommendation at the stage ENDED, and no other, says how it ended and why."},
	"recommendation_status_is_whole":              {fault.BadArgument, "followUps.implementation", "No information is what holds where nobody has stated anything: record no follow-up."},
	"recommendation_is_due_after_it_is_made":      {fault.BadArgument, "recommendations.dueOn", "A recommendation must not be due before it is made."},
	"proposer_has_a_name":                         {fault.BadArgument, "recommendations.proposers", "Name an organisation, or say in the source's words who is meant."},
	"addressee_has_a_name":                        {fault.BadArgument, "recommendations.addressees", "Name an organisation, or say in the source's words who is meant."},
	"source_says_something":                       {fault.BadArgument, "statedBy", "Say who: a name, a role or an organisation."},
	"workshop_has_dates_as_exact_as_stated":       {fault.BadArgument, "workshops.held", "Give the first and the last day with a precision of DAY, MONTH or YEAR, or none of them."},
	"workshop_month_is_whole":                     {fault.BadDate, "workshops.held", "To the month means from the first day of a month to the last day of one."},
	"workshop_year_is_whole":                      {fault.BadDate, "workshops.held", "To the year means from the first day of a year to the last day of one."},
	"workshop_ends_after_it_begins":               {fault.BadArgument, "workshops.held.to", "The last day must not come before the first."},
	"organisation_ends_after_it_begins":           {fault.BadArgument, "organisations.validTo", "The last day must not come before the first."},
	"place_ends_after_it_begins":                  {fault.BadArgument, "places.validTo", "The last day must not come before the first."},
	"programme_ends_after_it_begins":              {fault.BadArgument, "programmes.actualTo", "The last day must not come before the first."},
	"programme_is_planned_to_end_after_it_begins": {fault.BadArgument, "programmes.plannedTo", "The last day must not come before the first."},
	"account_grant_of_an_administrator_is_everywhere": {
		fault.BadArgument, "grants.programme",
		"The grant of an administrator is for everywhere and names no programme; every other names one.",
	},

	"account_name_check":         empty("accounts.name"),
	"organisation_acronym_check": empty("organisations.acronym"),
	"code_vocabulary_check":      empty("codes.vocabulary"),
	"code_version_check":         empty("codes.version"),
	"code_code_check":            empty("codes.code"),
	"citation_document_check":    empty("citations.document"),
	"citation_locator_check":     empty("citations.locator"),
	"source_name_check":          empty("statedBy.name"),
	"translated_check":           {fault.BadArgument, "", "A text has words and a state in each of its languages."},
	"reference_check":            {fault.BadArgument, "reference", referenceRule},

	"place_level_check":                 {fault.BadArgument, "places.level", oneOf(record.Country, record.Region, record.Cercle, record.Commune, record.Town, record.InformalArea)},
	"programme_status_check":            {fault.BadArgument, "programmes.status", oneOf(record.Pipeline, record.UnderWay, record.Finalisation, record.ActivityClosed, record.ActivityCancelled, record.Suspended)},
	"programme_organisation_role_check": {fault.BadArgument, "programmes.organisations.role", oneOf(record.Funding, record.Accountable, record.Extending, record.Implementing, record.Partner)},
	"study_kind_check":                  {fault.BadArgument, "studies.kind", oneOf(record.NeedsStudy, record.Assessment, record.Diagnostic, record.Consultation, record.Barometer, record.StoryCollection)},
	"study_stage_check":                 {fault.BadArgument, "studies.stage", oneOf(record.StudyPlanned, record.StudyFieldwork, record.StudyDrafted, record.StudyValidated, record.StudyPublished)},
	"study_disclosure_check":            {fault.BadArgument, "studies.disclosure", oneOf(record.Private, record.Announced, record.Open)},
	"workshop_kind_check": {fault.BadArgument, "workshops.kind", oneOf(record.ValidationWorkshop, record.Restitution, record.AdvisoryCommitteeMeeting, record.Exchange,
		record.Training, record.Symposium, record.Seminar, record.TabletopExercise, record.PublicHearing, record.Presentation, record.Briefing, record.ReviewSession)},
	"workshop_state_check":                       {fault.BadArgument, "workshops.state", oneOf(record.WorkshopPlanned, record.WorkshopHeld, record.WorkshopCancelled, record.WorkshopNotStated)},
	"workshop_held_precision_check":              {fault.BadArgument, "workshops.held.precision", oneOf(record.ToTheDay, record.ToTheMonth, record.ToTheYear, record.DateNotStated)},
	"recommendation_priority_check":              {fault.BadArgument, "recommendations.priority", oneOf(record.High, record.Medium, record.Low)},
	"recommendation_lifecycle_stage_check":       {fault.BadArgument, "recommendations.stage", oneOf(record.Draft, record.Validated, record.Published, record.Ended)},
	"recommendation_lifecycle_ending_kind_check": {fault.BadArgument, "recommendations.ending.kind", oneOf(record.Superseded, record.Merged, record.Split, record.Withdrawn, record.NoLongerApplicable)},
	"citation_basis_check":                       {fault.BadArgument, "citations.basis", oneOf(record.Stated, record.Inferred)},
	"account_grant_role_check":                   {fault.BadArgument, "grants.role", oneOf(record.Reporter, record.Verifier, record.Editor, record.Admin)},
	"audience_check": {fault.BadArgument, "audience", oneOf(record.Government, record.Legislature, record.Judiciary, record.LocalAuthorities, record.PublicServices,
		record.LocalCommunities, record.CivilSociety, record.PrivateSector, record.Media, record.Academia, record.InternationalDonors,
		record.InternationalCommunity, record.Participants)},
	"position_value_check": {fault.BadArgument, "positions.value", oneOf(record.Accepted, record.AcceptedInPart, record.Noted, record.Rejected)},
	"implementation_check": {fault.BadArgument, "followUps.implementation", oneOf(record.NotStarted, record.InProgress, record.PartiallyImplemented, record.Implemented,
		record.ImplementedOtherwise, record.NotImplemented, record.ContraryActionTaken)},
	"assurance_check":       {fault.BadArgument, "followUps.assurance", oneOf(record.Claimed, record.Reported, record.Verified, record.Disputed)},
	"follow_up_state_check": {fault.BadArgument, "decision.state", oneOf(record.FollowUpReturned, record.FollowUpAccepted, record.FollowUpWithdrawn)},
}

func taken(argument, what, noun string) broken {
	return broken{fault.Refused, argument, fmt.Sprintf("That %s is taken by another %s. Choose another one.", what, noun)}
}

func twice(argument, what string) broken {
	return broken{fault.BadArgument, argument, fmt.Sprintf("The same %s is there twice. Once is enough.", what)}
}

func itself(argument, message string) broken { return broken{fault.BadArgument, argument, message} }

func empty(argument string) broken {
	return broken{fault.BadArgument, argument, "This must not be empty."}
}

func oneOf[Value ~string](values ...Value) string {
	words := make([]string, len(values))
	for i, value := range values {
		words[i] = string(value)
	}
	return "This is one of " + strings.Join(words, ", ") + "."
}

// explain tells a refusal of the database in the words of the input. What no input can bring about is passed on, to be logged at the edge.
func explain(err error) error {
	if errors.Is(err, postgres.ErrNoAccount) {
		return fault.New(fault.Forbidden, "There is no such account, or it is disabled.").Because(err)
	}
	refused, ok := errors.AsType[*pgconn.PgError](err)
	if !ok {
		return err
	}
	if rule, ok := constraints[refused.ConstraintName]; ok {
		return fault.About(rule.argument, rule.code, "%s", rule.message).Because(err)
	}
	switch {
	case refused.Code == "42501": // insufficient_privilege: row-level security, or no account
		return forbidden("").Because(err)
	case refused.Code == "23503": // foreign_key_violation
		return fault.New(fault.UnknownReference, "A record that is named does not exist, or you may not see it.").Because(err)
	case refused.Code == "23505" && strings.HasSuffix(refused.ConstraintName, "_pkey"):
		return fault.About("id", fault.Refused, "That id is taken. Choose another one, or none.").Because(err)
	}
	return err
}

func forbidden(at path) *fault.Error {
	return fault.About(string(at), fault.Forbidden, "Your account may not write that. It takes an editor of the programme that keeps the record, or an administrator.")
}
