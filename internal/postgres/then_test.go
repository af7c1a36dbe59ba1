package postgres_test

import (
	"testing"

	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/postgres/pgtest"
)

// Whatever says when it was recorded can be asked for as it was then, column by column, by everybody and at the desk.
func TestEverythingRecordedIsToldAsItWasThen(t *testing.T) {
	owner := ownerOf(t, pgtest.New(t, postgres.Options{}))
	each(t, owner, `select v.schemaname, v.viewname from pg_views v where v.schemaname in ('open', 'desk') and v.viewname not like '%\_ever'
		and exists (select from pg_attribute a where a.attrelid = format('%I.%I', v.schemaname, v.viewname)::regclass and a.attname in ('recorded_at', 'recorded_from'))
		and not exists (select from pg_proc p where p.pronamespace = v.schemaname::regnamespace and p.proname = v.viewname || '_then'
			and array(select a.attname::text from pg_attribute a where a.attrelid = format('%I.%I', v.schemaname, v.viewname)::regclass and a.attnum > 0 order by a.attnum)
				= p.proargnames[3:])
		and v.viewname <> 'follow_up_state'`, nil,
		func(found []string) { t.Errorf("%s.%s has no function of then with its columns", found[0], found[1]) })
}

// Who changes the columns of a view need not think of the function that tells of then, nor of what it tells otherwise than the view.
func TestAViewMadeAnewIsToldOfThenAnew(t *testing.T) {
	owner := ownerOf(t, pgtest.New(t, postgres.Options{}))
	do(t, owner, `alter table record.recommendation add colour text`)
	do(t, owner, `alter table record.recommendation_place add colour text`)
	do(t, owner, `call record.expose('recommendation', 'select t.*, t.deadline < (select suivi.today()) as status_overdue, t.made_on as there_from from record.recommendation t
		where {visible:t}')`)
	do(t, owner, `call record.expose('recommendation_place', 'select t.* from record.recommendation_place t where {visible:t} and t.ended_by is null')`)
	each(t, owner, `select n.nspname, f.name from unnest(array['open', 'desk']) as n (nspname), unnest(array['recommendation_then', 'recommendation_place_then']) as f (name)
		where not exists (select from pg_proc p where p.pronamespace = n.nspname::regnamespace and p.proname = f.name and 'colour' = any (p.proargnames)
			and p.prosrc like '%recorded_from <= %$2%')`, nil,
		func(found []string) {
			t.Errorf("%s.%s lacks the colour, or no longer tells of then", found[0], found[1])
		})
}
