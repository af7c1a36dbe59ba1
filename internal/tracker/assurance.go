package tracker

import (
	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/record"
)

// standsBehind holds the rules of who may say what of whom: an addressee claims, others report and verify, and nobody verifies their own
// claim. A dispute is open to all.
func (f FollowUp) standsBehind(c *command, at path, of []asked) {
	if c.err != nil {
		return
	}
	var speaker *uuid.UUID
	if f.StatedBy.Organisation != (Ref{}) {
		speaker = c.findAny("organisation", at.to("statedBy").to("organisation"), f.StatedBy.Organisation)
	}
	own := c.isOneOf(speaker, of)
	switch f.Assurance {
	case record.Claimed:
		if !own && !(speaker == nil && speaksForItself(of)) {
			c.fail(fault.About(string(at.to("assurance")), fault.Refused,
				"Only an addressee claims: its organisation, or one that belongs to it. What others say of it is REPORTED, or VERIFIED."))
		}
	case record.Reported:
		if own {
			c.fail(fault.About(string(at.to("assurance")), fault.Refused, "What an addressee says of its own part is CLAIMED."))
		}
	case record.Verified:
		if own || c.isAbove(speaker, of) {
			c.fail(fault.About(string(at.to("assurance")), fault.Refused, "Nobody verifies their own claim: a verification comes from somebody independent of the addressee."))
		}
	case record.Disputed: // is open to all
	}
}

// isOneOf says whether an organisation is an addressee, or belongs to one.
func (c *command) isOneOf(organisation *uuid.UUID, of []asked) bool {
	for _, addressee := range of {
		if organisation != nil && addressee.OrganisationID != nil && c.isPartOf(*organisation, *addressee.OrganisationID) {
			return true
		}
	}
	return false
}

// isAbove says whether an addressee belongs to an organisation.
func (c *command) isAbove(organisation *uuid.UUID, of []asked) bool {
	for _, addressee := range of {
		if organisation != nil && addressee.OrganisationID != nil && c.isPartOf(*addressee.OrganisationID, *organisation) {
			return true
		}
	}
	return false
}

// speaksForItself says whether an addressee is an audience, for which somebody without an organisation may speak.
func speaksForItself(of []asked) bool {
	for _, addressee := range of {
		if addressee.OrganisationID == nil {
			return true
		}
	}
	return false
}
