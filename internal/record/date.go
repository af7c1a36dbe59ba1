package record

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Date is a day of the calendar, with no time and no zone.
type Date struct{ day time.Time }

// Day makes a date.
func Day(year int, month time.Month, day int) Date {
	return Date{time.Date(year, month, day, 0, 0, 0, 0, time.UTC)}
}

// ParseDate reads a date as in ISO 8601, 2021-02-09, and nothing else.
func ParseDate(text string) (Date, error) {
	day, err := time.Parse(time.DateOnly, text)
	return Date{day}, err
}

func (d Date) String() string { return d.day.Format(time.DateOnly) }

// MarshalText writes the date as ParseDate reads it: without it, JSON would hold nothing of a date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// Before says whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.day.Before(other.day) }

// Next is the day after.
func (d Date) Next() Date { return Date{d.day.AddDate(0, 0, 1)} }

// BeginsMonth says whether d is the first day of a month.
func (d Date) BeginsMonth() bool { return d.day.Day() == 1 }

// BeginsYear says whether d is the first day of a year.
func (d Date) BeginsYear() bool { return d.day.YearDay() == 1 }

// Value is the date to store.
func (d Date) Value() (driver.Value, error) { return d.String(), nil }

// Scan reads a date column.
func (d *Date) Scan(stored any) error {
	switch stored := stored.(type) {
	case time.Time:
		*d = Day(stored.Year(), stored.Month(), stored.Day())
		return nil
	case string:
		parsed, err := ParseDate(stored)
		*d = parsed
		return err
	default:
		return fmt.Errorf("a date cannot be read from %T", stored)
	}
}

// GormDataType is the column's type.
func (Date) GormDataType() string { return "date" }
