package record

import (
	"encoding/json"
	"testing"
	"time"
)

func FuzzADateIsReadAsItIsWritten(f *testing.F) {
	for _, seed := range []string{"2021-02-09", "2021-02-30", "0000-01-01", "2021-2-9", "yesterday", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		date, err := ParseDate(text)
		if err == nil && date.String() != text {
			t.Errorf("%q is read as %s", text, date)
		}
	})
}

func TestADateHasNoTime(t *testing.T) {
	var date Date
	if err := date.Scan(time.Date(2021, 2, 9, 23, 59, 0, 0, time.UTC)); err != nil || date != Day(2021, time.February, 9) {
		t.Errorf("got %s, %v", date, err)
	}
}

func TestATextIsReadAsItWasStored(t *testing.T) {
	text := Text{"fr": {Text: "Réparer le pont", State: Original}, "en": {Text: "Mend the bridge", State: Machine}}
	stored, err := text.Value()
	if err != nil {
		t.Fatal(err)
	}
	var read Text
	if err := read.Scan(stored); err != nil {
		t.Fatal(err)
	}
	wanted, _ := json.Marshal(text)
	if got, _ := json.Marshal(read); string(got) != string(wanted) {
		t.Errorf("got %s, want %s", got, wanted)
	}
	if nothing, err := (Text{}).Value(); nothing != nil || err != nil {
		t.Errorf("a text in no language is %v, %v; want null", nothing, err)
	}
}
