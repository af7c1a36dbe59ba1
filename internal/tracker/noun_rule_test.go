package tracker_test

import (
	"testing"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// value is a figure of a kind.
func value(kind record.QuantityKind, figures ...float64) record.Quantity {
	quantity := record.Quantity{Kind: kind}
	if len(figures) > 0 {
		quantity.Value = &figures[0]
	}
	if len(figures) > 1 {
		quantity.Upper = &figures[1]
	}
	return quantity
}

// enquiry is a study that asks for nothing else.
func enquiry(change func(*tracker.Study)) tracker.Batch {
	made := tracker.Study{Kind: record.NeedsStudy, Stage: record.StudyPlanned, Disclosure: record.Announced}
	change(&made)
	return tracker.Batch{Studies: []tracker.Study{made}}
}

// meeting is a workshop that asks for nothing else.
func meeting(change func(*tracker.Workshop)) tracker.Batch {
	made := tracker.Workshop{Kind: record.Exchange, State: record.WorkshopPlanned}
	change(&made)
	return tracker.Batch{Workshops: []tracker.Workshop{made}}
}

func counted(quantity record.Quantity) tracker.Batch {
	return meeting(func(w *tracker.Workshop) {
		w.Attendance = []tracker.AttendanceCell{{Dimension: record.SexDimension, Key: "women", Label: text("Women"), Quantity: quantity}}
	})
}

func cell(dimension record.AttendanceDimension, key string) tracker.AttendanceCell {
	return tracker.AttendanceCell{Dimension: dimension, Key: key, Label: text("Label"), Quantity: value(record.Exact, 1)}
}

func TestWhatARuleOfTheOtherNounsForbidsIsRefusedWithItsFieldAndCode(t *testing.T) {
	h := newVillage(t)
	early, late, future := day(t, "2020-01-01"), day(t, "2021-01-01"), day(t, "2024-05-02")
	const cellQuantity = "workshops.0.attendance.0.quantity"
	attended := func(cells ...tracker.AttendanceCell) tracker.Batch {
		return meeting(func(w *tracker.Workshop) { w.Attendance = cells })
	}
	agenda := func(numbers ...int) tracker.Batch {
		return meeting(func(w *tracker.Workshop) {
			for _, number := range numbers {
				w.Agenda = append(w.Agenda, tracker.AgendaItem{Number: number, Title: text("Item"), Kind: record.Discussion})
			}
		})
	}
	worded := func(wordings ...tracker.Wording) tracker.Batch {
		made := toCouncil("worded")
		made.Wordings = wordings
		return tracker.Batch{Recommendations: []tracker.Recommendation{made}}
	}
	supported := func(evidence tracker.Evidence) tracker.Batch {
		said := h.said("mend-the-bridge", "2024-01-01", record.InProgress)
		said.Evidence = []tracker.Evidence{evidence}
		return tracker.Batch{FollowUps: []tracker.FollowUp{said}}
	}
	told := func(change func(*tracker.ChangeStory)) tracker.Batch {
		made := tracker.ChangeStory{Change: text("It is mended."), Level: record.Community, Sensitivity: record.PublicThing}
		change(&made)
		return tracker.Batch{ChangeStories: []tracker.ChangeStory{made}}
	}

	for _, rule := range []struct {
		name     string
		batch    tracker.Batch
		code     fault.Code
		argument string
	}{
		{"a counted figure has a value", counted(value(record.Exact)), fault.BadArgument, cellQuantity},
		{"a figure is not negative", counted(value(record.Approximate, -1)), fault.BadArgument, cellQuantity},
		{"what is unknown has no value", counted(value(record.Unknown, 3)), fault.BadArgument, cellQuantity},
		{"what is suppressed has no value", counted(value(record.Suppressed, 3)), fault.BadArgument, cellQuantity},
		{"a range has an upper end", counted(value(record.Range, 3)), fault.BadArgument, cellQuantity},
		{"a range goes up", counted(value(record.Range, 3, 3)), fault.BadArgument, cellQuantity},
		{"nothing else has an upper end", counted(value(record.AtLeast, 3, 4)), fault.BadArgument, cellQuantity},
		{"a percentage is at most 100", counted(value(record.Percent, 101)), fault.BadArgument, cellQuantity},
		{"a figure is of a kind that there is", counted(value("SOME", 3)), fault.BadArgument, cellQuantity},
		{"a figure's words are a text", counted(record.Quantity{Kind: record.Unknown, Words: record.Text{"en": {Text: "many"}}}), fault.BadArgument, cellQuantity + ".words.en"},
		{"a method's figure is one", enquiry(func(s *tracker.Study) {
			s.Methods = []tracker.Method{{Kind: record.Interviews, Quantity: value(record.MoreThan)}}
		}), fault.BadArgument, "studies.0.methods.0.quantity"},
		{"a reported figure is one", enquiry(func(s *tracker.Study) {
			s.Reported = []tracker.ReportedCount{{Measure: record.DriversReported, Quantity: value(record.Percent, -3)}}
		}), fault.BadArgument, "studies.0.reported.0.quantity"},
		{"a target is a figure", tracker.Batch{Programmes: []tracker.Programme{{Title: text("P"), Targets: []tracker.Target{{
			Measure: text("Bridges"), Target: value(record.Range, 2, 1),
		}}}}}, fault.BadArgument, "programmes.0.targets.0.target"},
		{"a target measures something", tracker.Batch{Programmes: []tracker.Programme{{Title: text("P"), Targets: []tracker.Target{{}}}}}, fault.BadArgument, "programmes.0.targets.0.measure"},
		{"a count of people is a figure", meeting(func(w *tracker.Workshop) {
			w.Participations = []tracker.Participation{{Role: record.Host, Organisation: ref("council"), Count: value(record.Exact)}}
		}), fault.BadArgument, "workshops.0.participations.0.count"},

		{"everybody is total", attended(cell(record.TotalDimension, "all")), fault.BadArgument, "workshops.0.attendance.0.key"},
		{"total is everybody", attended(cell(record.KindDimension, "total")), fault.BadArgument, "workshops.0.attendance.0.key"},
		{"a sex has its key", attended(cell(record.SexDimension, "woman")), fault.BadArgument, "workshops.0.attendance.0.key"},
		{"a key is plain", attended(cell(record.AgeDimension, "Under 30")), fault.BadArgument, "workshops.0.attendance.0.key"},
		{"a figure is there once", attended(cell(record.SexDimension, "women"), cell(record.SexDimension, "women")), fault.BadArgument, "workshops.0.attendance.1.key"},
		{"a total is no percentage", attended(tracker.AttendanceCell{
			Dimension: record.TotalDimension, Key: "total", Label: text("All"), Quantity: value(record.Percent, 20),
		}), fault.BadArgument, cellQuantity},

		{"numbers of an agenda begin with 1", agenda(0), fault.BadArgument, "workshops.0.agenda.0.number"},
		{"a number is one item's", agenda(1, 2, 1), fault.BadArgument, "workshops.0.agenda.2.number"},
		{"who takes part in an item takes part in one that is there", meeting(func(w *tracker.Workshop) {
			w.Participations = []tracker.Participation{{Role: record.Chair, Organisation: ref("council"), AgendaItem: 2}}
		}), fault.BadArgument, "workshops.0.participations.0.agendaItem"},
		{"who takes part is somebody", meeting(func(w *tracker.Workshop) { w.Participations = []tracker.Participation{{Role: record.Chair}} }), fault.BadArgument, "workshops.0.participations.0"},
		{"a number is one in a series", meeting(func(w *tracker.Workshop) { w.Ordinal = 2 }), fault.BadArgument, "workshops.0.ordinal"},
		{"an outcome was stated by now", meeting(func(w *tracker.Workshop) {
			w.Outcomes = []tracker.Outcome{{Kind: record.Statement, Text: text("Yes."), StatedOn: &future}}
		}), fault.BadDate, "workshops.0.outcomes.0.statedOn"},
		{"an outcome is due after it is stated", meeting(func(w *tracker.Workshop) {
			w.Outcomes = []tracker.Outcome{{Kind: record.PlanOutcome, Text: text("Yes."), StatedOn: &late, DueOn: &early}}
		}), fault.BadArgument, "workshops.0.outcomes.0.dueOn"},
		{"a document's address is one of the web", meeting(func(w *tracker.Workshop) {
			w.Documents = []tracker.Document{{Kind: record.Report, Title: text("R"), URL: "ftp://example.org"}}
		}), fault.BadArgument, "workshops.0.documents.0.url"},
		{"a ground is a study or a workshop", enquiry(func(s *tracker.Study) { s.BasedOn = []tracker.Ground{{}} }), fault.BadArgument, "studies.0.basedOn.0"},
		{"a ground exists", enquiry(func(s *tracker.Study) { s.BasedOn = []tracker.Ground{{Workshop: ref("nowhere")}} }), fault.UnknownReference, "studies.0.basedOn.0.workshop"},
		{"a workshop responds to what was found", meeting(func(w *tracker.Workshop) { w.RespondsTo = []tracker.Ref{ref("nothing")} }), fault.UnknownReference, "workshops.0.respondsTo.0"},
		{"a theme exists", meeting(func(w *tracker.Workshop) { w.Themes = []tracker.Ref{ref("nothing")} }), fault.UnknownReference, "workshops.0.themes.0"},
		{"a finding says what", tracker.Batch{Findings: []tracker.Finding{{Kind: record.Need}}}, fault.BadArgument, "findings.0.text"},
		{"a finding is shown by what exists", tracker.Batch{Findings: []tracker.Finding{{Kind: record.Need, Text: text("T"), Workshops: []tracker.Ref{ref("none")}}}}, fault.UnknownReference, "findings.0.workshops.0"},
		{"an alias has words", tracker.Batch{Themes: []tracker.Theme{{Name: text("T"), Aliases: []tracker.Alias{{}}}}}, fault.BadArgument, "themes.0.aliases.0.text"},
		{"an alias is in a language", tracker.Batch{Instruments: []tracker.Instrument{{Name: text("T"), Aliases: []tracker.Alias{{Text: "T", Language: "zz"}}}}}, fault.BadLanguage, "instruments.0.aliases.0.language"},

		{"a recommendation says something", worded(), fault.BadArgument, "recommendations.0.wordings"},
		{"a wording is a text", worded(tracker.Wording{Kind: record.FinalWording}), fault.BadArgument, "recommendations.0.wordings.0.text"},
		{"of several wordings each has its day", worded(tracker.Wording{Kind: record.DraftWording, Text: text("D")}, tracker.Wording{Kind: record.FinalWording, Text: text("F"), StatedOn: &late}), fault.BadArgument, "recommendations.0.wordings.1.statedOn"},
		{"wordings follow one another", worded(tracker.Wording{Kind: record.DraftWording, Text: text("D"), StatedOn: &late}, tracker.Wording{Kind: record.FinalWording, Text: text("F"), StatedOn: &early}), fault.BadArgument, "recommendations.0.wordings.1.statedOn"},
		{"a wording was stated by now", worded(tracker.Wording{Kind: record.FinalWording, Text: text("F"), StatedOn: &future}), fault.BadDate, "recommendations.0.wordings.0.statedOn"},
		{"a repetition is somewhere", tracker.Batch{Repetitions: []tracker.Repetition{{Recommendation: ref("mend-the-bridge")}}}, fault.BadArgument, "repetitions.0"},
		{"an action is an addressee's", tracker.Batch{Actions: []tracker.Action{{
			Recommendation: ref("mend-the-bridge"), Owner: ref("watchers"), Title: text("Buy wood"), Progress: record.ActionPlanned,
		}}}, fault.UnknownReference, "actions.0.owner"},
		{"evidence has a title", supported(tracker.Evidence{Kind: record.LinkEvidence, Sensitivity: record.PublicThing}), fault.BadArgument, "followUps.0.evidence.0.title"},
		{"evidence is on the web or has no address", supported(tracker.Evidence{
			Kind: record.LinkEvidence, Title: text("T"), URL: "javascript:alert(1)", Sensitivity: record.PublicThing,
		}), fault.BadArgument, "followUps.0.evidence.0.url"},
		{"an address names a host", supported(tracker.Evidence{
			Kind: record.LinkEvidence, Title: text("T"), URL: "https://", Sensitivity: record.PublicThing,
		}), fault.BadArgument, "followUps.0.evidence.0.url"},
		{"evidence is of a day that has been", supported(tracker.Evidence{
			Kind: record.LinkEvidence, Title: text("T"), DatedOn: &future, Sensitivity: record.PublicThing,
		}), fault.BadDate, "followUps.0.evidence.0.datedOn"},
		{"a story tells a change", told(func(s *tracker.ChangeStory) { s.Change = nil }), fault.BadArgument, "changeStories.0.change"},
		{"who tells it is somebody", told(func(s *tracker.ChangeStory) { s.Source = &tracker.Source{} }), fault.BadArgument, "changeStories.0.source"},
		{"a confidential story names nobody", told(func(s *tracker.ChangeStory) {
			s.Sensitivity, s.Source = record.ConfidentialThing, &tracker.Source{Name: "Awa"}
		}), fault.Refused, "changeStories.0.source.withheld"},
		{"a story is past", told(func(s *tracker.ChangeStory) { s.HappenedOn = &future }), fault.BadDate, "changeStories.0.happenedOn"},
	} {
		t.Run(rule.name, func(t *testing.T) {
			_, err := h.Record(t.Context(), byAdministrator, rule.batch)
			refuses(t, err, rule.code, rule.argument)
		})
	}
	h.healthy()
}

func TestASeriesOpensItsStudiesWhenAllAreValidatedAndNotBefore(t *testing.T) {
	h := newVillage(t)
	sibling := func(reference string, stage record.StudyStage, disclosure record.Disclosure) tracker.Study {
		return tracker.Study{Entry: named(reference), Keeper: ref("a"), Kind: record.NeedsStudy, Stage: stage, Disclosure: disclosure, Series: ref("set")}
	}
	h.record(tracker.Batch{
		StudySeries: []tracker.StudySeries{{Entry: named("set"), Title: text("Set"), Rule: record.AllValidated}},
		Studies:     []tracker.Study{sibling("east", record.StudyValidated, record.Announced), sibling("west", record.StudyDrafted, record.Private)},
	})
	_, err := h.Disclose(t.Context(), byAdministrator, ref("east"), record.Open)
	refuses(t, err, fault.Refused, "disclosure")
	for argument, study := range map[string]tracker.Study{
		"studies.0.disclosure": sibling("north", record.StudyValidated, record.Open),
		"studies.0.stage":      sibling("south", record.StudyPublished, record.Announced),
	} {
		_, err := h.Record(t.Context(), byAdministrator, tracker.Batch{Studies: []tracker.Study{study}})
		refuses(t, err, fault.Refused, argument)
	}

	h.record(tracker.Batch{
		StudySeries: []tracker.StudySeries{{Entry: named("done"), Title: text("Done"), Rule: record.AllValidated}},
		Studies:     []tracker.Study{{Entry: named("only"), Keeper: ref("a"), Kind: record.NeedsStudy, Stage: record.StudyValidated, Disclosure: record.Announced, Series: ref("done")}},
	})
	if _, err := h.Disclose(t.Context(), byAdministrator, ref("only"), record.Open); err != nil {
		t.Fatal(err)
	}
	newcomer := sibling("newcomer", record.StudyPlanned, record.Private)
	newcomer.Series = ref("done")
	_, err = h.Record(t.Context(), byAdministrator, tracker.Batch{Studies: []tracker.Study{newcomer}})
	refuses(t, err, fault.Refused, "studies.disclosure")
	h.healthy()
}

func TestASeriesCountsTheStudiesThatAnEditorMayNotSee(t *testing.T) {
	h := newVillage(t)
	h.record(tracker.Batch{
		StudySeries: []tracker.StudySeries{{Entry: named("set"), Title: text("Set"), Rule: record.AllValidated}},
		Studies: []tracker.Study{
			{Entry: named("mine"), Keeper: ref("a"), Kind: record.NeedsStudy, Stage: record.StudyValidated, Disclosure: record.Announced, Series: ref("set")},
			{Entry: named("theirs"), Keeper: ref("b"), Kind: record.NeedsStudy, Stage: record.StudyPlanned, Disclosure: record.Private, Series: ref("set")},
		},
	})
	_, err := h.Disclose(t.Context(), by(editorOfA), ref("mine"), record.Open)
	refuses(t, err, fault.Refused, "studies.disclosure")
}

func TestAValidationComesBeforePublication(t *testing.T) {
	h := newVillage(t)
	h.record(tracker.Batch{
		Studies: []tracker.Study{
			{Entry: named("drafted"), Kind: record.NeedsStudy, Stage: record.StudyDrafted, Disclosure: record.Announced},
			{Entry: named("published"), Kind: record.NeedsStudy, Stage: record.StudyPublished, Disclosure: record.Open},
		},
		Workshops: []tracker.Workshop{{Entry: named("hall"), Kind: record.ValidationWorkshop, State: record.WorkshopNotStated}},
	})
	validate := func(study string) error {
		_, err := h.Record(t.Context(), byAdministrator, tracker.Batch{Validations: []tracker.Validation{{
			Study: ref(study), Workshop: ref("hall"), Outcome: record.SentBack,
		}}})
		return err
	}
	refuses(t, validate("published"), fault.Refused, "validations.0.study")
	if err := validate("drafted"); err != nil {
		t.Fatal(err)
	}
	refuses(t, validate("drafted"), fault.Refused, "validations")
}

func TestAFollowUpOnAnActionIsItsOwnersAndMovesNoStatus(t *testing.T) {
	h := newVillage(t)
	other := toCouncil("sweep")
	other.Addressees = append(other.Addressees, tracker.Addressee{Party: tracker.Party{Organisation: ref("watchers")}})
	h.record(tracker.Batch{
		Recommendations: []tracker.Recommendation{other},
		Actions: []tracker.Action{{
			Entry: named("buy-brooms"), Recommendation: ref("sweep"), Owner: ref("council"), Title: text("Buy brooms"), Progress: record.ActionUnderWay,
		}},
	})
	said := h.said("sweep", "2024-01-01", record.Implemented)
	said.Action, said.Addressee = ref("buy-brooms"), ref("watchers")
	_, err := h.Record(t.Context(), byAdministrator, tracker.Batch{FollowUps: []tracker.FollowUp{said}})
	refuses(t, err, fault.BadArgument, "followUps.0.addressee")
	said.Addressee = tracker.Ref{}
	h.record(tracker.Batch{FollowUps: []tracker.FollowUp{said}})
	h.wantStatus("sweep", "NO_INFORMATION UNKNOWN")
	owner := one[string](h, `select o.reference::text from record.follow_up f join record.addressee a on a.id = f.addressee_id
		join record.organisation o on o.id = a.organisation_id where f.action_id is not null`)
	if owner != "council" {
		t.Errorf("the follow-up is about the part of %s, want the council's", owner)
	}
	elsewhere := h.said("mend-the-bridge", "2024-01-01", record.InProgress)
	elsewhere.Action = ref("buy-brooms")
	_, err = h.Record(t.Context(), byAdministrator, tracker.Batch{FollowUps: []tracker.FollowUp{elsewhere}})
	refuses(t, err, fault.UnknownReference, "followUps.0.action")
	h.healthy()
}
