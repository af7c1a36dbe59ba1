package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Analyse brings the server's knowledge of how the record is made up in line with the record. The server does so by itself after a while; who
// has just written much does not wait for it. It needs the owner's connection.
func Analyse(ctx context.Context, ownerURL string) error {
	return analyse(ctx, ownerURL, "analyze")
}

// AnalyseRoughly does the same in a tenth of the time, from a tenth of the sample: for while much is being written.
func AnalyseRoughly(ctx context.Context, ownerURL string) error {
	return analyse(ctx, ownerURL, "set default_statistics_target = 10", "analyze")
}

func analyse(ctx context.Context, ownerURL string, statements ...string) error {
	owner, err := pgx.Connect(ctx, ownerURL)
	if err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	defer func() { _ = owner.Close(ctx) }()
	for _, statement := range statements {
		if _, err := owner.Exec(ctx, statement); err != nil {
			return fmt.Errorf("analyse the record: %w", err)
		}
	}
	return nil
}
