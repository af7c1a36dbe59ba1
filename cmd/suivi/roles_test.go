package main

import "github.com/google/uuid"

// decides is a mutation that answers with a follow-up.
func (d door) decides(mutation string, input map[string]any) answered {
	d.Helper()
	kind := string(mutation[0]-'a'+'A') + mutation[1:] + "Input!"
	return d.ask("mutation ($input: "+kind+") { did: "+mutation+`(input: $input) {
		followUp { id state assurance version returnReason(language: "fr") mends { id } statedBy { organisation { reference } role } }
		problems { code field message }
	} }`, map[string]any{"input": input}).at("did")
}

// answeringForIt is the way of a claim from who makes it to where everybody sees it, by what each role of the demo may do on a record that no programme keeps.
func answeringForIt(d door, tokens map[string]string) {
	reporter, verifier, public := d.as(tokens["reporter"]), d.as(tokens["verifier"]), d
	claim := reporter.ask(operation(d.T, "06-submit"), submission(uuid.New(), "https://example.org/claim")).at("submitFollowUp")
	claim.want(map[string]string{
		"problems": "[]", "followUp.state": `"SUBMITTED"`, "followUp.assurance": `"CLAIMED"`, "followUp.recommendation.status.assurance": `"CLAIMED"`,
	})
	id := claim.at("followUp.id").value
	seen := map[string]any{"id": id}
	const look = `query ($id: ID!) { node(id: $id) { ... on FollowUp { state statedBy { organisation { reference } } evidence { totalCount } } } }`
	for name, each := range map[string]struct {
		door
		sees bool
	}{"the public": {public, false}, "an editor of other records": {d.as(tokens["editor"]), false}, "its author": {reporter, true}, "a verifier": {verifier, true}} {
		answer := each.post(look, seen)
		if node := (answered{d.T, answer.Data}).at("node"); (node.value != nil) != each.sees {
			d.Errorf("%s: %s", name, node.json())
		} else if each.sees {
			node.want(map[string]string{"state": `"SUBMITTED"`, "statedBy.organisation.reference": `"government-of-mali"`, "evidence.totalCount": "1"})
		}
	}
	for name, each := range map[string]door{"its author": reporter, "an editor of other records": d.as(tokens["editor"])} {
		answer := each.post(`mutation ($id: ID!) { acceptFollowUp(input: {followUp: $id, version: 1}) { followUp { id } problems { code } } }`, seen)
		if made := (answered{d.T, answer.Data}).at("acceptFollowUp"); made.value != nil && made.at("problems").json() == "[]" {
			d.Errorf("%s accepts it: %s", name, made.json())
		}
	}

	why := map[string]any{"language": "fr", "text": "Quelle loi ?"}
	verifier.decides("returnFollowUp", map[string]any{"followUp": id, "version": 1, "reason": why}).want(map[string]string{"problems": "[]", "followUp.state": `"RETURNED"`, "followUp.version": "2"})
	reporter.decides("resubmitFollowUp", map[string]any{"followUp": id, "version": 1}).want(map[string]string{
		"problems.0.code": `"CONFLICT"`, "problems.0.field": `["version"]`, "followUp.version": "2", "followUp.returnReason": `"Quelle loi ?"`,
	})
	mended := reporter.decides("resubmitFollowUp", map[string]any{"followUp": id, "version": 2, "note": map[string]any{"language": "fr", "text": "La loi organique."}})
	mended.want(map[string]string{"problems": "[]", "followUp.state": `"SUBMITTED"`, "followUp.mends.id": (answered{d.T, id}).json()})
	id = mended.at("followUp.id").value

	verifier.decides("acceptFollowUp", map[string]any{"followUp": id, "version": 1}).want(map[string]string{"problems": "[]", "followUp.state": `"ACCEPTED"`})
	public.ask(look, map[string]any{"id": id}).at("node").want(map[string]string{"state": `"ACCEPTED"`, "evidence.totalCount": "0"})
	verifier.decides("verifyFollowUp", map[string]any{"followUp": id, "asOf": "2023-01-10"}).want(map[string]string{
		"problems": "[]", "followUp.state": `"ACCEPTED"`, "followUp.assurance": `"VERIFIED"`, "followUp.statedBy.organisation": "null", "followUp.statedBy.role": `"Verifier of the record"`,
	})
	public.ask(`{ recommendation(reference: "upr-mali-2013-111-30") { status { implementation assurance asOf } } }`, nil).at("recommendation.status").want(map[string]string{
		"implementation": `"IN_PROGRESS"`, "assurance": `"VERIFIED"`, "asOf": `"2023-01-10"`,
	})
}
