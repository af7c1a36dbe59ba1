package tracker

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/text/language"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// The rules that every noun shares. A check is nil, or says what is wrong with the field at a path and what would be right.

// checkEach checks the items of a list and answers with the first thing that is wrong.
func checkEach[Item interface{ check(path) error }](at path, items []Item) error {
	for i, item := range items {
		if err := item.check(at.item(i)); err != nil {
			return err
		}
	}
	return nil
}

func checkWords(at path, words string) error {
	if strings.TrimSpace(words) == "" {
		return fault.About(string(at), fault.BadArgument, "This must not be empty.")
	}
	return nil
}

// checkSomeText checks a text that must be there.
func checkSomeText(at path, text record.Text) error {
	if len(text) == 0 {
		return fault.About(string(at), fault.BadArgument, "This text is needed, in at least one language.")
	}
	return checkText(at, text)
}

const translationStateRule = "The state of a translation is ORIGINAL, MACHINE, REVIEWED or STALE."

// checkText checks a text that may be left out.
func checkText(at path, text record.Text) error {
	originals := 0
	for tag, translation := range text {
		if err := checkTag(at, tag); err != nil {
			return err
		}
		if err := checkWords(at.to(tag), translation.Text); err != nil {
			return err
		}
		switch translation.State {
		case record.Original:
			originals++
		case record.Machine, record.Reviewed, record.Stale:
		default:
			return fault.About(string(at.to(tag)), fault.BadArgument, translationStateRule)
		}
	}
	if originals > 1 {
		return fault.About(string(at), fault.BadArgument, "A text is first written in one language: at most one translation is ORIGINAL.")
	}
	return nil
}

const languageRule = "A language is a BCP 47 tag in its usual form, such as fr, en, bm or fr-ML."

// tagForm leaves out the private and grandfathered tags of BCP 47, in which no reader asks.
var tagForm = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// checkTag wants a language in the one form that its tag is usually written in, so that who asks for fr-ML finds it.
func checkTag(at path, tag string) error {
	known, err := language.Parse(tag)
	if err == nil && known.String() == tag && tagForm.MatchString(tag) {
		return nil
	}
	return fault.About(string(at), fault.BadLanguage, languageRule)
}

// checkOrder checks that what has a first and a last day begins before it ends.
func checkOrder(at path, first, last *record.Date) error {
	if first != nil && last != nil && last.Before(*first) {
		return fault.About(string(at), fault.BadArgument, "The last day must not come before the first.")
	}
	return nil
}

const addressRule = "An address begins with http:// or https:// and names a host."

// checkAddress checks an address on the web that may be left out.
func checkAddress(at path, address string) error {
	if address == "" {
		return nil
	}
	parsed, err := url.Parse(address)
	if err != nil || parsed.Scheme != "http" && parsed.Scheme != "https" || parsed.Host == "" {
		return fault.About(string(at), fault.BadArgument, addressRule)
	}
	return nil
}

// notFuture fails the command where a day is still to come: what is stated was true on a day that has been.
func (c *command) notFuture(at path, day *record.Date) {
	if day != nil && c.today.Before(*day) {
		c.fail(fault.About(string(at), fault.BadDate, "This day is still to come. State what was so by %s, or earlier.", c.today))
	}
}
