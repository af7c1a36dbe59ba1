package plan

import (
	"testing"

	"github.com/suivi-project/suivi/internal/postgres/pgtest"
)

func TestMain(m *testing.M) { pgtest.Main(m) }
