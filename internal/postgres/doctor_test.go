package postgres_test

import (
	"context"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/suivi-project/suivi/internal/demo"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/postgres/pgtest"
)

func TestTheDoctorFindsTheDemoRecordHealthyAndEveryTamperingWithIt(t *testing.T) {
	suivi := pgtest.New(t, postgres.Options{})
	if err := postgres.MakeFirstAdministrator(t.Context(), suivi.OwnerURL); err != nil {
		t.Fatal(err)
	}
	if err := demo.Load(t.Context(), suivi.Database); err != nil {
		t.Fatal(err)
	}
	complaints, err := postgres.Doctor(t.Context(), suivi.OwnerURL)
	if err != nil {
		t.Fatal(err)
	}
	if len(complaints) > 0 {
		t.Fatalf("the demo record is not healthy: %v", complaints)
	}
	owner, err := pgx.Connect(t.Context(), suivi.OwnerURL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = owner.Close(context.Background()) })
	for _, tampering := range []struct{ statement, complaint string }{
		{"update record.follow_up set state = 'RETURNED'", "the state of a follow-up"},
		{"update record.status_span set implementation = 'NOT_STARTED' where implementation = 'IN_PROGRESS'", "the spans of a recommendation"},
		{"delete from record.status_span", "the spans of a recommendation"},
		{"update record.recommendation set status_as_of = '2020-01-01' where status_as_of is not null", "the status of a recommendation"},
		{"update record.addressee set position_value = 'REJECTED'", "the status and position of an addressee"},
		{"update record.place set within_id = null", "a place lies where its latest parent says"},
		{"delete from record.place_ancestor", "a place lies in all that its parents lie in"},
		{"insert into record.place_ancestor select a.id, b.id from record.place a, record.place b on conflict do nothing", "a place lies in all"},
		{"delete from record.place_reach", "asking for a place finds what lies in it"},
		{"insert into record.place_reach select a.id, b.id from record.place a, record.place b on conflict do nothing", "asking for a place finds"},
		{"update record.recommendation set visibility = 'DESK'", "a row of recommendation is seen where it may be"},
		{"update record.study set disclosure = 'PRIVATE'", "a row of study is seen where it may be"},
		{"update record.source set visibility = 'DESK'", "a row of source is seen where it may be"},
		{"update record.attendance_cell set released = not released where key = 'women'", "a figure of attendance is released"},
		{"update record.attendance_cell set quantity_value = 2 where key = 'women'", "a figure of attendance is released"},
		{"update record.attendance_release set threshold = 20", "a figure of attendance is released"},
		{"delete from record.attendance_release", "a figure of attendance is released"},
		{"update record.participation set released = false", "a figure of attendance is released"},
		{"update record.audit_entry set position = position + 100 where position > 5", "the ledger has no gap"},
		{"update record.audit_entry set recorded_at = recorded_at + interval '1 year' where position = 5", "the ledger's times"},
		{"update record.audit_entry set previous_digest = digest where position = 5", "an entry of the ledger begins"},
		{"update record.audit_entry set changes = '[]' where position = 5", "the digest of an entry"},
		{"update record.ledger_head set digest = sha256('x')", "the head of the ledger"},
		{"update record.workshop set position = null", "every row of workshop is in the ledger"},
		{"update record.citation set command_id = gen_random_uuid()", "every row of citation is in the ledger"},
	} {
		t.Run(tampering.statement, func(t *testing.T) {
			tx, err := owner.Begin(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = tx.Rollback(t.Context()) }()
			if _, err := tx.Exec(t.Context(), tampering.statement); err != nil {
				t.Fatal(err)
			}
			complaints, err := postgres.Examine(t.Context(), tx)
			if err != nil {
				t.Fatal(err)
			}
			for _, complaint := range complaints {
				if strings.HasPrefix(complaint.Check, tampering.complaint) && complaint.Rows > 0 {
					return
				}
			}
			t.Errorf("the doctor finds %v, and not that %s", complaints, tampering.complaint)
		})
	}
}
