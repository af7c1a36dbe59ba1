package tracker

import (
	"slices"

	"github.com/google/uuid"

	"github.com/suivi-project/suivi/internal/fault"
	"github.com/suivi-project/suivi/internal/postgres"
	"github.com/suivi-project/suivi/internal/record"
)

// site is a place, as far as the rules look at it.
type site struct {
	ID          uuid.UUID
	Sensitivity record.Sensitivity
	ShownAs     *record.PlaceLevel
}

// levels are those as which a place can be shown, from the largest.
var levels = []record.PlaceLevel{record.Country, record.Region, record.Cercle, record.Commune, record.Town}

const shownAsRule = "A place is shown as COUNTRY, REGION, CERCLE, COMMUNE or TOWN."

func checkShownAs(at path, level record.PlaceLevel) error {
	if level != "" && !slices.Contains(levels, level) {
		return fault.About(string(at), fault.BadArgument, shownAsRule)
	}
	return nil
}

const sensitivePlaceRule = "A place that is not for everybody says as what everybody else is shown it, and no other place does."

func (p Place) checkShownAs(at path) error {
	if sensitive := p.Sensitivity != "" && p.Sensitivity != record.PublicThing; sensitive != (p.ShownAs != "") {
		return fault.About(string(at), fault.BadArgument, sensitivePlaceRule)
	}
	return checkShownAs(at, p.ShownAs)
}

// findSite finds a place, sensitive or not.
func (c *command) findSite(at path, ref Ref) (found site) {
	id := c.findIn("place", at, ref)
	if c.err != nil {
		return site{}
	}
	if found, met := c.sites[id]; met {
		return found
	}
	found = site{id, record.PublicThing, nil} // where a record names one that the account may not see, it goes on naming it
	c.fail(c.tx.Table("place").Select("id", "sensitivity", "shown_as").Where("id = ?", id).Scan(&found).Error)
	c.sites[id] = found
	return found
}

// findOpenPlace finds a place that everybody may see. Of one that is sensitive only those records tell that can show another in its stead.
func (c *command) findOpenPlace(at path, ref Ref) uuid.UUID {
	found := c.findSite(at, ref)
	if c.err == nil && found.Sensitivity != record.PublicThing {
		c.fail(fault.About(string(at), fault.Refused, "This place is not for everybody to know. Name a larger one that it lies in."))
	}
	return found.ID
}

// placement is where a record is: the place as which everybody is shown it, and the place itself where that is another.
type placement struct{ shown, exact *uuid.UUID }

// stays is where a record was, if nothing is said of its place.
func stays(place Patch[Ref], shown, exact *uuid.UUID) *placement {
	if place.Given {
		return nil
	}
	return &placement{shown, exact}
}

// placed is where something is: the place as which everybody is shown it, and the place itself where that is another.
func (c *command) placed(at path, ref Ref, as record.PlaceLevel, still *placement) (shown, exact *uuid.UUID) {
	if still != nil {
		return still.shown, still.exact
	}
	if ref == (Ref{}) {
		return nil, nil
	}
	found := c.findSite(at.to("place"), ref)
	if found.ShownAs != nil && (as == "" || slices.Index(levels, *found.ShownAs) < slices.Index(levels, as)) {
		as = *found.ShownAs
	}
	if as == "" || c.err != nil {
		return &found.ID, nil
	}
	var err error
	if shown, err = postgres.ShownPlace(c.tx, found.ID, as); err != nil {
		c.fail(err)
		return nil, nil
	}
	if shown == nil {
		c.fail(fault.About(string(at.to("place")), fault.Refused, "It lies in nothing that large that everybody may see. Say first what it lies in."))
		return nil, nil
	}
	if *shown == found.ID {
		return shown, nil
	}
	return shown, &found.ID
}
