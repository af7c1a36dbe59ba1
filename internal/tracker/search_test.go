package tracker_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/record"
	"github.com/suivi-project/suivi/internal/tracker"
)

// both is a text in English, and in French as somebody wrote it.
func both(english, french string) record.Text {
	return record.Text{"en": {Text: english, State: record.Reviewed}, "fr": {Text: french, State: record.Original}}
}

// called is a recommendation to the council with a text of its own.
func called(reference, english, french string) tracker.Recommendation {
	made := toCouncil(reference)
	made.Wordings = []tracker.Wording{{Kind: record.FinalWording, Text: both(english, french)}}
	return made
}

// newTown is a village with something to look for.
func newTown(t *testing.T) house {
	t.Helper()
	h := newVillage(t)
	women := called("women", "Hire women for the market's patrols.", "Recruter des femmes pour les patrouilles du marché.")
	women.Places, women.Themes = []tracker.Ref{ref("segou")}, []tracker.Ref{ref("small-arms")}
	h.record(tracker.Batch{
		Organisations: []tracker.Organisation{{Entry: named("gendarmerie"), Name: both("National Gendarmerie", "Gendarmerie nationale"), Acronym: "GNX"}},
		Places: []tracker.Place{
			{Entry: named("tombouctou"), Name: both("Tombouctou", "Tombouctou"), Level: record.Town, Aliases: []tracker.Alias{{Text: "Timbuktu", Language: "en"}}},
			{Entry: named("segou"), Name: both("Ségou", "Ségou"), Level: record.Town},
		},
		Themes: []tracker.Theme{{Entry: named("small-arms"), Name: both("Small arms", "Armes légères")}},
	})
	h.record(tracker.Batch{Recommendations: []tracker.Recommendation{
		women,
		called("school", "Light the road to the school at night.", "Éclairer le chemin de l'école la nuit."),
		called("state", "Say what the State spends on security.", "Dire ce que l'État dépense pour la sécurité."),
	}})
	return h
}

// found is what a search answers in a transaction, as kind and reference, the best first.
func found(h house, tx pgx.Tx, query string, kinds ...string) (found []string) {
	h.Helper()
	var wanted any
	if kinds != nil {
		wanted = kinds
	}
	rows, err := tx.Query(h.Context(), `select kind || ' ' || coalesce((select r.reference from recommendation r where r.id = s.id),
		(select p.reference from place p where p.id = s.id), (select o.reference from organisation o where o.id = s.id),
		(select t.reference from study t where t.id = s.id), (select t.reference from theme t where t.id = s.id), s.id::text)
		from search($1, $2) s order by ordinal, id`, query, wanted)
	if err == nil {
		found, err = pgx.CollectRows(rows, pgx.RowTo[string])
	}
	if err != nil {
		h.Fatalf("search %q: %v", query, err)
	}
	return found
}

// asPublic runs something in a transaction of the public's.
func (h house) asPublic(do func(pgx.Tx)) {
	h.Helper()
	if err := pgx.BeginFunc(h.Context(), h.suivi.Public(), func(tx pgx.Tx) error { do(tx); return nil }); err != nil {
		h.Fatal(err)
	}
}

// asAccount runs something in a transaction of the desk's, in the name of an account.
func (h house) asAccount(account uuid.UUID, do func(pgx.Tx)) {
	h.Helper()
	err := pgx.BeginFunc(h.Context(), h.suivi.Desk(), func(tx pgx.Tx) error {
		_, err := tx.Exec(h.Context(), "select set_config('suivi.account', $1, true)", account.String())
		do(tx)
		return err
	})
	if err != nil {
		h.Fatal(err)
	}
}

func (h house) finds(query string, want ...string) {
	h.Helper()
	h.asPublic(func(tx pgx.Tx) {
		if got := found(h, tx, query); !slices.Equal(got, want) {
			h.Errorf("%q finds %q, want %q", query, got, want)
		}
	})
}

func TestWordsAreFoundHoweverTheyAreWritten(t *testing.T) {
	h := newTown(t)
	for name, query := range map[string]string{
		"in French": "patrouilles", "in English": "patrols", "in both": "women patrouilles", "in the singular": "femme patrouille", "in capitals": "FEMMES",
		"without its accent": "marche patrouille", "with an accent too many": "fémmes", "in another order": "marché femmes", "with words that join": "des femmes pour le marché",
		"by its theme": "armes femmes", "by its theme in English": "small arms women", "by its place": "segou femmes", "by its addressee": "council women",
		"by the beginning of a word": "patroui", "misspelt": "patruoilles", "misspelt in part": "femmes patruoilles", "by its reference": "women hire",
		"with signs": `"femmes" & (patrouilles) | !`,
	} {
		t.Run(name, func(t *testing.T) {
			house{t, h.Tracker, h.suivi, h.owner}.finds(query, "RECOMMENDATION women")
		})
	}
	h.finds("ecole", "RECOMMENDATION school")
	h.finds("l'etat", "RECOMMENDATION state")
	h.finds("l’État", "RECOMMENDATION state")
	h.healthy()
}

func TestAliasesAndSlipsOfThePenFindAPlace(t *testing.T) {
	h := newTown(t)
	for _, query := range []string{"Tombouctou", "TOMBOUCTOU", "Timbuktu", "tombouctu", "Timbuctu", "tombouct"} {
		h.finds(query, "PLACE tombouctou")
	}
	for _, query := range []string{"Ségou", "segou", "SEGOU", "segu"} {
		h.finds(query, "PLACE segou", "RECOMMENDATION women")
	}
	h.finds("GNX", "ORGANISATION gendarmerie")
	h.finds("gendamerie", "ORGANISATION gendarmerie")
}

func TestAllWordsMustBeFoundInOneRecord(t *testing.T) {
	h := newTown(t)
	h.finds("femmes école")
	h.finds("femmes xyzzyqwv")
	h.finds("school night", "RECOMMENDATION school")
	h.asPublic(func(tx pgx.Tx) {
		if got := found(h, tx, "segou", "STUDY", "WORKSHOP"); len(got) > 0 {
			h.Errorf("among other kinds it finds %q", got)
		}
		if got := found(h, tx, "segou", "RECOMMENDATION"); !slices.Equal(got, []string{"RECOMMENDATION women"}) {
			h.Errorf("among recommendations it finds %q", got)
		}
	})
}

// What nobody but its keepers may see: a draft, what an announced study recommends, a follow-up that is not accepted yet, restricted evidence. Each holds a word that
// stands nowhere else.
func keptBack(h house) tracker.Batch {
	draft := called("quillon", "Quillon drafts.", "Brouillon quillonné.")
	draft.Stage = record.Draft
	held := called("held", "The gorgonzola is held back.", "Le gorgonzola est retenu.")
	held.Study = ref("wells")
	submitted := h.said("mend-the-bridge", "2024-01-01", record.InProgress)
	submitted.Accepted, submitted.Note = false, text("A zeppelin was seen.")
	accepted := h.said("mend-the-bridge", "2024-01-02", record.InProgress)
	accepted.Evidence = []tracker.Evidence{{Kind: record.DocumentEvidence, Title: text("Marzipan ledger"), Sensitivity: record.RestrictedThing}}
	return tracker.Batch{
		Studies: []tracker.Study{
			{Entry: named("wells"), Keeper: ref("a"), Title: text("Wells"), Kind: record.NeedsStudy, Stage: record.StudyDrafted, Disclosure: record.Announced},
			{Entry: named("obelisk"), Keeper: ref("a"), Title: text("Obelisk inquiry"), Kind: record.NeedsStudy, Stage: record.StudyDrafted, Disclosure: record.Private},
		},
		Findings: []tracker.Finding{{
			Entry: named("found"), Keeper: ref("a"), Kind: record.Need, Text: text("Nobody sees the periwinkle."), Studies: []tracker.Ref{ref("wells")},
		}},
		Recommendations: []tracker.Recommendation{draft, held},
		FollowUps:       []tracker.FollowUp{submitted, accepted},
	}
}

// answers are all that one can have of a search, as text: with a word in it, and with the word that stands for it, all that differs is the word itself.
func answers(h house, tx pgx.Tx, query string) string {
	h.Helper()
	var all strings.Builder
	for _, sql := range []string{
		`select coalesce(json_agg(s order by s.ordinal, s.id), '[]')::text from search($1, null) s`,
		`select coalesce(json_agg(s), '[]')::text from recommendation_filter_text($1) s`, `select coalesce(json_agg(s), '[]')::text from follow_up_filter_text($1) s`,
		`select coalesce(json_agg(s), '[]')::text from study_filter_text($1) s`, `select coalesce(json_agg(s), '[]')::text from finding_filter_text($1) s`,
		`select coalesce(json_agg(s), '[]')::text from recommendation_relevance($1) s`,
		`select coalesce(json_agg(s), '[]')::text from (select t.* from (select id from recommendation union all select id from study) r, search_snippet(r.id, $1, array['en']) t where t.matched) s`,
		`select coalesce(json_agg(w order by w), '[]')::text from (select distinct w.word as w from search_word w where w.word operator(public.%) $1) w`,
	} {
		var answer string
		if err := tx.QueryRow(h.Context(), sql, query).Scan(&answer); err != nil {
			h.Fatalf("%s: %v", sql, err)
		}
		all.WriteString(answer + "\n")
	}
	return all.String()
}

// A word that stands only in what is hidden is, to whoever may not see it, a word that stands nowhere: whichever way it is written, alone or beside
// another. Before and after anything was hidden, the answers are the same to the letter.
func TestASearchHintsAtNothingThatIsHidden(t *testing.T) {
	h := newTown(t)
	words := []string{"quillon", "gorgonzola", "zeppelin", "marzipan", "obelisk", "periwinkle", "held", "ledger"}
	var queries []string
	for _, word := range words {
		queries = append(queries, word, word+"s", word[:4], word[:3]+word[4:], word[:3]+word[4:]+" women", "wells "+word)
	}
	ask := func(tx pgx.Tx) (all []string) {
		for _, query := range queries {
			all = append(all, answers(h, tx, query))
		}
		return all
	}
	hidden := keptBack(h)
	announced := tracker.Batch{Studies: hidden.Studies[:1], FollowUps: hidden.FollowUps[1:]}
	announced.FollowUps = slices.Clone(announced.FollowUps)
	announced.FollowUps[0].Evidence = nil
	other := newTown(t) // the same town, without what is hidden
	other.record(announced)
	h.record(hidden)
	var without, public, stranger, keeper []string
	other.asPublic(func(tx pgx.Tx) { without = ask(tx) })
	h.asPublic(func(tx pgx.Tx) { public = ask(tx) })
	h.asAccount(editorOfB, func(tx pgx.Tx) { stranger = ask(tx) })
	h.asAccount(editorOfA, func(tx pgx.Tx) { keeper = ask(tx) })
	for i, query := range queries {
		if without, public, stranger := unnamed(without[i]), unnamed(public[i]), unnamed(stranger[i]); public != without || stranger != without {
			t.Errorf("%q tells of what is hidden:\nwithout it %s\nthe public %s\na stranger %s", query, without, public, stranger)
		}
	}
	for i := 0; i < len(queries); i += len(queries) / len(words) {
		if keeper[i] == public[i] {
			t.Errorf("its keeper does not find %q: this test cannot tell much", queries[i])
		}
	}
}

// unnamed is an answer without ids, which differ from house to house.
func unnamed(answer string) string {
	var kept []string
	for _, part := range strings.Split(answer, `"`) {
		if _, err := uuid.Parse(part); err != nil {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, `"`)
}

func TestWhatIsHiddenIsNoLongerFoundAtOnce(t *testing.T) {
	h := newTown(t)
	batch := keptBack(h)
	h.record(batch)
	for _, step := range []struct {
		disclosure record.Disclosure
		want       []string
	}{{record.Open, []string{"RECOMMENDATION held"}}, {record.Announced, nil}, {record.Open, []string{"RECOMMENDATION held"}}, {record.Private, nil}} {
		if _, err := h.Disclose(t.Context(), by(editorOfA), ref("wells"), step.disclosure); err != nil {
			t.Fatal(err)
		}
		h.finds("gorgonzola", step.want...)
		h.finds("gorgonzoal", step.want...)
		h.healthy()
	}
}

func TestATitleCountsForMoreThanATextAndATextForMoreThanANameItIsTiedTo(t *testing.T) {
	h := newTown(t)
	tied := toCouncil("tied")
	tied.Places = []tracker.Ref{ref("lake")}
	h.record(tracker.Batch{
		Places:          []tracker.Place{{Entry: named("lake"), Name: both("Debolake", "Debolake"), Level: record.InformalArea}},
		Recommendations: []tracker.Recommendation{tied, called("says", "Fish in Debolake.", "Pêcher dans le Debolake.")},
	})
	h.finds("debolake", "PLACE lake", "RECOMMENDATION says", "RECOMMENDATION tied")
}

func TestAMatchIsMarkedInTheLanguageThatIsAskedForWhereItStandsThere(t *testing.T) {
	h := newTown(t)
	h.record(tracker.Batch{Recommendations: []tracker.Recommendation{called("signs", `Use <b>bold</b> & "café" signs.`, "Des signes.")}})
	for _, one := range []struct{ reference, query, language, want string }{
		{"women", "femmes", "fr", "Recruter des [femmes] pour les patrouilles du marché."},
		{"women", "femmes", "en", "Recruter des [femmes] pour les patrouilles du marché."}, // where it is
		{"women", "patrol", "en", "Hire women for the market's [patrols]."},
		{"women", "patruoilles marche", "fr", "Recruter des femmes pour les [patrouilles] du [marché]."},
		{"women", "segou", "en", "Hire women for the market's patrols."},
		{"signs", "cafe", "en", `Use <b>bold</b> & "[café]" signs.`},
	} {
		var got string
		err := h.suivi.Public().QueryRow(t.Context(), `select string_agg(case when s.matched then '[' || s.text || ']' else s.text end, '')
			from open.recommendation r, open.search_snippet(r.id, $2, array[$3]) s where r.reference = $1`, one.reference, one.query, one.language).Scan(&got)
		if err != nil || got != one.want {
			t.Errorf("%s in %s: %q, %v; want %q", one.query, one.language, got, err, one.want)
		}
	}
}

// A name that changes, and another name that is added, are taken up by all that is found by them.
func TestWhatIsTiedToANameIsFoundByItsNewName(t *testing.T) {
	h := newTown(t)
	command := uuid.New()
	err := pgx.BeginFunc(t.Context(), h.owner, func(tx pgx.Tx) error {
		for _, sql := range []string{
			"select set_config('suivi.account', '" + byAdministrator.Account.String() + "', true)",
			`update record.place set name = jsonb_set(name, '{fr,text}', '"Balanzanville"'), version = version + 1, command_id = '` + command.String() + `', position = null where reference = 'segou'`,
			"insert into record.alias (id, visibility, command_id, record_id, text, state) select gen_random_uuid(), 'OPEN', '" + command.String() + "', id, 'Kouroukan', 'ORIGINAL' from record.place where reference = 'segou'",
			"select record.derive_search('{}', '" + command.String() + "')",
			"select record.seal('" + command.String() + "', 'RENAME', null, null, array['place', 'alias'])",
		} {
			if _, err := tx.Exec(t.Context(), sql); err != nil {
				return fmt.Errorf("%s: %w", sql, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	h.finds("balanzanville", "PLACE segou", "RECOMMENDATION women")
	h.finds("kouroukan femmes", "RECOMMENDATION women")
	h.healthy()
}

func TestTheDoctorSeesWhatIsFoundByTheWrongWords(t *testing.T) {
	for name, harm := range map[string]string{
		"a word too many":    "update record.search_text set words = words || 'intruder'::tsvector where noun = 'place'",
		"a record left out":  "delete from record.search_text where noun = 'recommendation'",
		"a name left out":    "update record.search_text set words = ts_delete(words, 'segou') where noun = 'recommendation'",
		"a record of nobody": "insert into record.search_text values ('place', gen_random_uuid(), 'nowhere')",
		"a word forgotten":   "delete from record.search_word where word = 'tombouctou'",
	} {
		t.Run(name, func(t *testing.T) {
			h := newTown(t)
			if _, err := h.owner.Exec(t.Context(), harm); err != nil {
				t.Fatal(err)
			}
			if complaints, err := postgres.Doctor(t.Context(), h.suivi.OwnerURL); err != nil || len(complaints) == 0 {
				t.Errorf("the doctor has no complaint, %v", err)
			}
		})
	}
}

// Whatever somebody types, a search answers: no sign is an operator, and no text fails.
func TestNoTextIsTooStrangeToSearchFor(t *testing.T) {
	h := newTown(t)
	strange := []string{
		"'", `"`, `\`, `\\'`, "''", "a'b", `a\b`, "& | ! ( ) <->", "femmes:*", "femmes & !patrouilles", "a:b", ":*", "%", "_", "[]", "{}", "$1", "--", "/* */", ";", "<b>", "&amp;",
		"http://a.b/c?d=e", "a@b.c", "1e5", "-1.5", "+3", "0x1F", "1/2", "½", "№ 5", "ﬀ", "ß", "İstanbul", "œuvre", "ƒ", "日本語", "ߒߞߏ", "العربية", "Ɛ ɔ ŋ", "😀", "e\u0301cole", "\u200b", "\u00a0",
		"\ue000femmes\ue001", "la", "de la", "the", "the the the", "l'", "les", strings.Repeat("a ", 100), strings.Repeat("é", 200), strings.Repeat("femmes ", 28), "\t\n\r\v", "a\u0000"[:1],
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		var made []rune
		for range random.IntN(30) {
			made = append(made, []rune("aé'\"\\&|!<>():*- %_\u2019\u00a0ω日😀\ue000")[random.IntN(24)])
		}
		strange = append(strange, string(made))
	}
	for _, query := range strange {
		h.asPublic(func(tx pgx.Tx) {
			found(h, tx, query)
			for _, sql := range []string{
				"select count(*) from recommendation_filter_text($1)", "select count(*) from place_relevance($1)",
				"select count(*) from recommendation r, search_snippet(r.id, $1, array['fr', null])",
			} {
				var count int
				if err := tx.QueryRow(t.Context(), sql, query).Scan(&count); err != nil {
					t.Fatalf("%s of %q: %v", sql, query, err)
				}
			}
		})
	}
	h.finds("école", "RECOMMENDATION school")
	h.finds("e\u0301cole", "RECOMMENDATION school")
}
