package fault

import (
	"regexp"
	"strings"
)

// French says a message in French, as far as it is one of those that a caller can mend; any other it gives back as it is. Messages are written in
// English where they arise; a test of each room that refuses holds that this table knows all of its sentences.
func French(message string) string {
	if said, known := french[message]; known {
		return said
	}
	for _, template := range templates {
		found := template.english.FindStringSubmatch(message)
		if found == nil {
			continue
		}
		said := template.french
		for _, part := range found[1:] {
			if word, known := french[part]; known {
				part = word
			}
			said = strings.Replace(said, "%s", part, 1)
		}
		return said
	}
	return message
}

type template struct {
	english *regexp.Regexp
	french  string
}

// templates are the sentences with something in them that changes.
var templates = func() (made []template) {
	for english, said := range french {
		if strings.Contains(english, "%") {
			pattern := regexp.MustCompile(`%[sd]`).ReplaceAllString(regexp.QuoteMeta(english), "(.+?)")
			made = append(made, template{regexp.MustCompile("^" + pattern + "$"), said})
		}
	}
	return made
}()

var french = map[string]string{
	// Words that stand in sentences.
	"reference": "référence", "number": "numéro", "IATI identifier": "identifiant IITA", "code": "code", "organisation": "organisation", "place": "lieu",
	"programme": "programme", "study": "étude", "workshop": "atelier", "recommendation": "recommandation", "follow-up": "suivi", "theme": "thème",
	"instrument": "instrument", "series of studies": "série d'études", "series of workshops": "série d'ateliers", "finding": "constat", "action": "action",
	"story of change": "récit de changement", "workshop of the series": "atelier de la série", "record": "enregistrement", "successor": "successeur",
	"organisation in that role": "organisation dans ce rôle", "country": "pays", "expert": "expert", "role in that programme": "rôle dans ce programme",
	"name": "nom", "study or workshop": "étude ou atelier", "figure": "chiffre", "evidence": "preuve", "change story": "récit de changement",
	"study series": "série d'études", "workshop series": "série d'ateliers", "account": "compte", "token": "jeton", "account token": "jeton", "account identity": "identité",
	"account grant": "rôle", "addressee": "destinataire", "SUBMITTED": "SUBMITTED",

	// What anything may break.
	"That %s is taken by another %s. Choose another one.":                                          "Déjà pris (%s) par un autre enregistrement (%s). Choisissez-en un autre.",
	"The same %s is there twice. Once is enough.":                                                  "Répétition : %s. Une fois suffit.",
	"This is one of %s.":                                                                           "Une de ces valeurs : %s.",
	"This must not be empty.":                                                                      "Ce champ ne doit pas être vide.",
	"Numbers count from 1.":                                                                        "Les numéros commencent à 1.",
	"A text has words and a state in each of its languages.":                                       "Un texte a des mots et un état dans chacune de ses langues.",
	"This text is needed, in at least one language.":                                               "Ce texte est nécessaire, dans une langue au moins.",
	"A text is first written in one language: at most one translation is ORIGINAL.":                "Un texte est d'abord écrit dans une langue : une seule version au plus est ORIGINAL.",
	"The last day must not come before the first.":                                                 "Le dernier jour ne peut pas précéder le premier.",
	"This day is still to come. State what was so by %s, or earlier.":                              "Ce jour est encore à venir. Dites ce qu'il en était au %s, ou avant.",
	"This has at most %d letters.":                                                                 "Pas plus de %s caractères.",
	"This is one line, without control characters.":                                                "Une seule ligne, sans caractères de contrôle.",
	"Say who: a name, a role or an organisation.":                                                  "Dites qui : un nom, un rôle ou une organisation.",
	"There is no such %s, or you may not see it. Name one that exists by its id or its reference.": "Introuvable, ou hors de votre vue : %s. Désignez un enregistrement qui existe, par son identifiant ou sa référence.",
	"There is no such %s, it was ended before, or you may not see it.":                             "Introuvable, déjà terminé, ou hors de votre vue : %s.",
	"A record that is named does not exist, or you may not see it.":                                "Un enregistrement désigné n'existe pas, ou vous ne pouvez pas le voir.",
	"That id is taken. Choose another one, or none.":                                               "Cet identifiant est déjà pris. Choisissez-en un autre, ou aucun.",
	"This request id was used before with another input. Use a new id for a new command, and the same input to repeat one.": "Cet identifiant de requête a déjà servi pour autre chose. Prenez-en un nouveau pour une nouvelle demande, et les mêmes données pour en répéter une.",
	"There is no such account, or it is disabled.":                                                                     "Ce compte n'existe pas, ou il est fermé.",
	"Your account may not write that. It takes an editor of the programme that keeps the record, or an administrator.": "Votre compte ne peut pas écrire cela : il faut un éditeur du programme qui tient l'enregistrement, ou un administrateur.",
	"An id is one that an answer gave, such as %s, or a reference; this is empty.":                                     "Un identifiant tel qu'une réponse l'a donné, comme %s, ou une référence ; celui-ci est vide.",
	"A date is a day as in ISO 8601, such as 2021-02-09.":                                                              "Une date est un jour selon ISO 8601, comme 2021-02-09.",
	"An instant is one as in RFC 3339, such as 2026-11-21T17:56:00Z.":                                                  "Un instant s'écrit selon RFC 3339, comme 2026-11-21T17:56:00Z.",
	"A text stands once in each language.":                                                                             "Un texte n'est donné qu'une fois par langue.",
	"A UUID is written as in RFC 9562, such as 0192f0c1-7c1e-7b6a-9f3e-2b6f5d0c9a11.":                                  "Un UUID s'écrit selon RFC 9562, comme 0192f0c1-7c1e-7b6a-9f3e-2b6f5d0c9a11.",

	// What is confidential, and what is erased.
	"Name it by its id, as an answer gave it.":                                                            "Désignez-le par son identifiant, tel qu'une réponse l'a donné.",
	"There is nothing there that is about a person, or it was erased before.":                             "Rien n'y concerne une personne, ou c'est déjà effacé.",
	"A place is shown as COUNTRY, REGION, CERCLE, COMMUNE or TOWN.":                                       "Un lieu est montré comme COUNTRY, REGION, CERCLE, COMMUNE ou TOWN.",
	"A place that is not for everybody says as what everybody else is shown it, and no other place does.": "Un lieu qui n'est pas pour tous dit comme quoi il est montré aux autres, et aucun autre lieu ne le dit.",
	"This place is not for everybody to know. Name a larger one that it lies in.":                         "Ce lieu n'est pas à faire connaître à tous. Nommez-en un plus grand où il se trouve.",
	"It lies in nothing that large that everybody may see. Say first what it lies in.":                    "Il ne se trouve dans rien d'aussi grand que tous puissent voir. Dites d'abord où il se trouve.",

	// The forms of fields.
	"A reference is at most 100 small letters and digits without accents, in groups joined by '-' or '.', as in kayes-validation-2021.":                                              "Une référence a au plus 100 minuscules et chiffres sans accents, en groupes joints par « - » ou « . », comme kayes-validation-2021.",
	"A language is a BCP 47 tag in its usual form, such as fr, en, bm or fr-ML.":                                                                                                     "Une langue est une étiquette BCP 47 sous sa forme habituelle, comme fr, en, bm ou fr-ML.",
	"The state of a translation is ORIGINAL, MACHINE, REVIEWED or STALE.":                                                                                                            "L'état d'une traduction est ORIGINAL, MACHINE, REVIEWED ou STALE.",
	"An address begins with http:// or https:// and names a host.":                                                                                                                   "Une adresse commence par http:// ou https:// et nomme un hôte.",
	"A quantity has a kind and a value that is not negative; a RANGE has an upper end above its value, a PERCENT is at most 100, and what is UNKNOWN or SUPPRESSED has words alone.": "Une quantité a un genre et une valeur qui n'est pas négative ; un RANGE a une borne supérieure au-dessus de sa valeur, un PERCENT est de 100 au plus, et ce qui est UNKNOWN ou SUPPRESSED n'a que des mots.",
	"A token has a name, of at most 100 letters.":                                                                                                                                    "Un jeton a un nom, de 100 lettres au plus.",
	"A token expires on a day.": "Un jeton expire un jour donné.",
	"An issuer is an address that begins with https://, letter for letter as in its tokens.":         "Un émetteur est une adresse qui commence par https://, lettre pour lettre comme dans ses jetons.",
	"A subject has at least one letter and at most 255.":                                             "Un sujet a au moins une lettre et au plus 255.",
	"That subject of the issuer is an account already. End that identity first.":                     "Ce sujet de l'émetteur est déjà celui d'un compte. Mettez d'abord fin à cette identité.",
	"The grant of an administrator is for everywhere and names no programme; every other names one.": "Le rôle d'administrateur vaut partout et ne nomme aucun programme ; tout autre en nomme un.",

	// Organisations, places, programmes, themes, instruments.
	"An organisation cannot belong to itself.":                           "Une organisation ne peut pas relever d'elle-même.",
	"An organisation cannot succeed itself.":                             "Une organisation ne peut pas se succéder à elle-même.",
	"A place cannot lie within itself, nor within one that lies in it.":  "Un lieu ne peut pas se trouver en lui-même, ni dans un lieu qui s'y trouve.",
	"A place cannot succeed itself.":                                     "Un lieu ne peut pas se succéder à lui-même.",
	"A place lies in one place at a time: the periods must not overlap.": "Un lieu se trouve dans un seul lieu à la fois : les périodes ne doivent pas se chevaucher.",
	"A programme cannot be part of itself.":                              "Un programme ne peut pas faire partie de lui-même.",
	"A theme cannot be part of itself.":                                  "Un thème ne peut pas faire partie de lui-même.",
	"An instrument cannot be part of itself.":                            "Un instrument ne peut pas faire partie de lui-même.",
	"Nothing rests on itself.":                                           "Rien ne repose sur soi-même.",
	"A threshold is 0, which shows every figure, or at least 2.":         "Un seuil est 0, qui montre tous les chiffres, ou au moins 2.",

	// Studies, workshops, findings.
	"Name a study or a workshop, and not both.":                                                                                                   "Nommez une étude ou un atelier, et non les deux.",
	"The studies of this series are opened or published once all of them are validated, and not before.":                                          "Les études de cette série sont ouvertes ou publiées quand toutes sont validées, et pas avant.",
	"A number is a place in a series, counting from 1: name the series too.":                                                                      "Un numéro est un rang dans une série, à partir de 1 : nommez aussi la série.",
	"Give the first and the last day with a precision of DAY, MONTH or YEAR, or none of them.":                                                    "Donnez le premier et le dernier jour avec une précision DAY, MONTH ou YEAR, ou rien de tout cela.",
	"To the month means from the first day of a month to the last day of one.":                                                                    "Au mois près veut dire du premier jour d'un mois au dernier jour d'un mois.",
	"To the year means from the first day of a year to the last day of one.":                                                                      "À l'année près veut dire du premier jour d'une année au dernier jour d'une année.",
	"Name a person, a capacity, an organisation or an audience.":                                                                                  "Nommez une personne, une qualité, une organisation ou un public.",
	"A key is small letters, digits, '-' and '_', as in under30. For TOTAL it is total, and for nothing else; for SEX it is women, men or other.": "Une clé se compose de minuscules, de chiffres, de « - » et de « _ », comme under30. Pour TOTAL, et pour rien d'autre, c'est total ; pour SEX, c'est women, men ou other.",
	"That study was put to that workshop already, and what came of it is recorded.":                                                               "Cette étude a déjà été soumise à cet atelier, et ce qu'il en est advenu est enregistré.",

	// Recommendations and what is said of them.
	"A recommendation says something: give at least one wording.":                                                               "Une recommandation dit quelque chose : donnez au moins une formulation.",
	"A recommendation must not be due before it is made.":                                                                       "Une recommandation ne peut pas être due avant d'être faite.",
	"A recommendation at the stage ENDED, and no other, says how it ended.":                                                     "Une recommandation au stade ENDED, et elle seule, dit comment elle a pris fin.",
	"A recommendation at the stage ENDED, and no other, says how it ended and why.":                                             "Une recommandation au stade ENDED, et elle seule, dit comment et pourquoi elle a pris fin.",
	"A recommendation cannot succeed itself.":                                                                                   "Une recommandation ne peut pas se succéder à elle-même.",
	"At least one addressee must lead: the status of the whole follows from those that do.":                                     "Un destinataire au moins doit être chef de file : l'état de l'ensemble découle des chefs de file.",
	"Name an organisation, or say in the source's words who is meant.":                                                          "Nommez une organisation, ou dites avec les mots de la source qui est visé.",
	"Say where it was said again: the workshop, the day or who said it.":                                                        "Dites où cela a été redit : l'atelier, le jour ou qui l'a dit.",
	"The recommendation has no such action. Name one of its own.":                                                               "La recommandation n'a pas cette action. Nommez une des siennes.",
	"The recommendation asks no such addressee. Name one of its addressees, by its id or by the reference of its organisation.": "La recommandation ne s'adresse pas à ce destinataire. Nommez un des siens, par son identifiant ou par la référence de son organisation.",
	"The action is another addressee's. Name its owner, or none.":                                                               "L'action est celle d'un autre destinataire. Nommez celui à qui elle revient, ou aucun.",
	"None yet is what holds where nobody has stated a position: record none.":                                                   "« Aucune encore » est ce qui vaut quand personne n'a pris position : n'enregistrez rien.",
	"No information is what holds where nobody has stated anything: record no follow-up.":                                       "« Aucune information » est ce qui vaut quand personne n'a rien déclaré : n'enregistrez pas de suivi.",
	"Closing as implemented needs evidence that shows it, or a reason.":                                                         "Clore comme mis en œuvre demande une preuve qui le montre, ou une raison.",
	"A follow-up of assurance DISPUTED names the follow-up that it contests.":                                                   "Un suivi d'assurance DISPUTED nomme le suivi qu'il conteste.",
	"A follow-up cannot contest itself.":                                                                                        "Un suivi ne peut pas se contester lui-même.",
	"Only an accepted follow-up of the same recommendation can be contested.":                                                   "Seul un suivi accepté de la même recommandation peut être contesté.",
	"Say why it is returned, so that its author can mend it.":                                                                   "Dites pourquoi il est renvoyé, afin que son auteur puisse le corriger.",
	"A decision is RETURNED, ACCEPTED or WITHDRAWN.":                                                                            "Une décision est RETURNED, ACCEPTED ou WITHDRAWN.",
	"Only an addressee claims: its organisation, or one that belongs to it. What others say of it is REPORTED, or VERIFIED.":    "Seul un destinataire affirme (CLAIMED) : son organisation, ou une qui en relève. Ce que d'autres en disent est REPORTED ou VERIFIED.",
	"What an addressee says of its own part is CLAIMED.":                                                                        "Ce qu'un destinataire dit de sa propre part est CLAIMED.",
	"Nobody verifies their own claim: a verification comes from somebody independent of the addressee.":                         "Nul ne vérifie sa propre affirmation : une vérification vient de quelqu'un d'indépendant du destinataire.",
	"The name of who tells a confidential story is withheld.":                                                                   "Le nom de qui raconte un récit confidentiel n'est pas donné.",
	"There is nothing to record. Give at least one record.":                                                                     "Il n'y a rien à enregistrer. Donnez au moins un enregistrement.",
	"The same number is there twice. Each item has its own.":                                                                    "Le même numéro figure deux fois. Chaque point a le sien.",
	"The agenda has no item of that number.":                                                                                    "L'ordre du jour n'a pas de point de ce numéro.",
	"Of several wordings each has its day, and they come in the order of their days.":                                           "De plusieurs formulations chacune a son jour, et elles viennent dans l'ordre de leurs jours.",
	"The study is published: what a workshop makes of it comes before.":                                                         "L'étude est publiée : ce qu'un atelier en fait vient avant.",
	"It has not ended: there is nothing to take up again.":                                                                      "Elle n'a pas pris fin : il n'y a rien à reprendre.",
	"Name at least one recommendation that stands in its place.":                                                                "Désignez au moins une recommandation qui prend sa place.",
	"Name at least one recommendation that ends in the other.":                                                                  "Désignez au moins une recommandation qui se fond dans l'autre.",
	"A recommendation is split into two others at least.":                                                                       "Une recommandation se divise en deux autres au moins.",
	"It has ended. What ended by mistake is reinstated.":                                                                        "Elle a pris fin. Ce qui a pris fin par erreur se rétablit.",
	"It has stood where it stands since %s: give that day or a later one.":                                                      "Elle en est là depuis le %s : donnez ce jour ou un jour d'après.",
	"That recommendation has ended itself, and stands in the place of none.":                                                    "Cette recommandation a elle-même pris fin, et ne prend la place d'aucune.",
	"The wording that holds was stated on %s: a new one is of that day or a later one.":                                         "La rédaction en vigueur est du %s : une nouvelle est de ce jour ou d'après.",
	"A gathering that was not held has said nothing: it is %s.":                                                                 "Une rencontre qui n'a pas eu lieu n'a rien dit : elle est %s.",
	"A gathering says again what was recommended before it.":                                                                    "Une rencontre redit ce qui a été recommandé avant elle.",
	"Only a study that is VALIDATED_WITH_AMENDMENTS has amendments.":                                                            "Seule une étude VALIDATED_WITH_AMENDMENTS a des amendements.",
	"It does not come from that study.":                                                                                         "Elle ne vient pas de cette étude.",
	"Say of at least one recommendation what was made of it.":                                                                   "Dites d'une recommandation au moins ce qui en a été fait.",
	"The days of the meeting are not known. Say first when it was held.":                                                        "Les jours de la réunion ne sont pas connus. Dites d'abord quand elle a eu lieu.",
	"It is not on the agenda of the meeting: an earlier meeting of the same series has not made it.":                            "Elle n'est pas à l'ordre du jour de la réunion : aucune réunion antérieure de la même série ne l'a faite.",
	"Say who reviewed how far each has come: no body is known that meets here.":                                                 "Dites qui a examiné où chacune en est : on ne connaît pas l'organe qui se réunit ici.",
	"The record is not there any more, or you may not see it.":                                                                  "L'enregistrement n'est plus là, ou hors de votre vue.",
	"Nobody disables the account that they are signed in with: ask another administrator.":                                      "Nul ne ferme le compte avec lequel il est connecté : demandez à un autre administrateur.",
	"No administrator ends their own grant: ask another administrator.":                                                         "Nul administrateur ne met fin à son propre droit : demandez à un autre administrateur.",
	"The account has no such role there.":                                                                                       "Le compte n'a pas ce rôle à cet endroit.",
	"Somebody of whose part a follow-up or an action tells stays an addressee.":                                                 "Celui dont un suivi ou une action dit la part reste destinataire.",
	"An addressee stays who it is. Leave this one out, and ask the other one.":                                                  "Un destinataire reste le même. Retirez celui-ci, et adressez-vous à l'autre.",
	"The record has been changed since you read it: it is at version %d now. Look at it as it is, and revise that.":             "L'enregistrement a changé depuis que vous l'avez lu : il est à la version %s. Regardez-le tel qu'il est, et corrigez cela.",
	"What is AMENDED is worded anew: say how.":                                                                                  "Ce qui est AMENDED est rédigé de nouveau : dites comment.",
	"Only what is AMENDED or REFERRED is worded anew.":                                                                          "Seul ce qui est AMENDED ou REFERRED est rédigé de nouveau.",
	"What is REFERRED is asked of others: say of whom.":                                                                         "Ce qui est REFERRED est demandé à d'autres : dites à qui.",
	"Only what is REFERRED is asked of others.":                                                                                 "Seul ce qui est REFERRED est demandé à d'autres.",
	"What is CLOSED is implemented, or has ended: then nothing is said of how far it has come.":                                 "Ce qui est CLOSED est mis en œuvre, ou a pris fin : alors rien n'est dit de son avancement.",
	"What is implemented is CLOSED.":                                                                                            "Ce qui est mis en œuvre est CLOSED.",
	"A percentage is one of the total: the total itself is a count.":                                                            "Un pourcentage est une part du total : le total lui-même est un compte.",
	"A token expires within a year, and not before it is made.":                                                                 "Un jeton expire dans l'année, et pas avant d'être fait.",

	// Files.
	"Your account has no role in any programme, so it has nothing to send files for.":                                   "Votre compte n'a de rôle dans aucun programme : il n'a donc rien pour quoi envoyer des fichiers.",
	"At most %d files can wait for evidence that names them. Submit a follow-up with those that you sent before.":       "Au plus %s fichiers peuvent attendre une preuve qui les nomme. Soumettez un suivi avec ceux que vous avez déjà envoyés.",
	"You have sent in no such file. Send it in first, with the same account, and name it by the id that you are given.": "Vous n'avez pas envoyé ce fichier. Envoyez-le d'abord, avec le même compte, et nommez-le par l'identifiant que vous recevez.",
	"The file is empty.": "Le fichier est vide.",
	"Files of this kind are not kept. Send a PDF, a JPEG, PNG or WebP image, a text or CSV in UTF-8, or a document of a word processor, a spreadsheet or a presentation as DOCX, XLSX, PPTX, ODT, ODS or ODP.": "Les fichiers de ce genre ne sont pas conservés. Envoyez un PDF, une image JPEG, PNG ou WebP, un texte ou un CSV en UTF-8, ou un document de traitement de texte, de tableur ou de présentation en DOCX, XLSX, PPTX, ODT, ODS ou ODP.",
	"The file is damaged, or only a part of it arrived. Open it, save it anew and send that.":                                                                                                                  "Le fichier est abîmé, ou n'est arrivé qu'en partie. Ouvrez-le, enregistrez-le à nouveau et envoyez le résultat.",
	"A text or a CSV has to be in UTF-8, without control characters. Save it anew in that encoding.":                                                                                                           "Un texte ou un CSV doit être en UTF-8, sans caractères de contrôle. Enregistrez-le à nouveau dans cet encodage.",
	"The document holds macros. Save it without them, or as a PDF.":                                                                                                                                            "Le document contient des macros. Enregistrez-le sans elles, ou en PDF.",
	"Send the file itself as the body of the request, by POST: no form, and not compressed.":                                                                                                                   "Envoyez le fichier lui-même comme corps de la requête, par POST : ni formulaire, ni compression.",
	"The file is longer than %d bytes. Send a smaller one, or say where it is to be had.":                                                                                                                      "Le fichier dépasse %s octets. Envoyez-en un plus petit, ou dites où le trouver.",
	"The file did not arrive to its end.":                                                          "Le fichier n'est pas arrivé jusqu'à sa fin.",
	"The file did not arrive in time.":                                                             "Le fichier n'est pas arrivé à temps.",
	"To send a file, show who you are, by a token in the header Authorization.":                    "Pour envoyer un fichier, dites qui vous êtes, par un jeton dans l'en-tête Authorization.",
	"There is no such file, or you may not see it.":                                                "Ce fichier n'existe pas, ou vous ne pouvez pas le voir.",
	"Send a file by POST to /evidence; get one by GET from /evidence/ and the id of the evidence.": "Envoyez un fichier par POST à /evidence ; obtenez-en un par GET à /evidence/ suivi de l'identifiant de la preuve.",
	"Something went wrong on our side. It has been logged; give the requestId to ask about it.":    "Quelque chose s'est mal passé de notre côté. C'est noté ; donnez le requestId pour vous renseigner.",
	// What becomes of follow-ups, positions and actions.
	"The follow-up was withdrawn, and nothing more is said with it.":               "Ce suivi a été retiré : rien ne s'y ajoute plus.",
	"A story is RESTRICTED or CONFIDENTIAL until an editor shows it to everybody.": "Un récit est RESTRICTED ou CONFIDENTIAL jusqu'à ce qu'un responsable du registre le montre à tous.",
	"It is %s, and from there it can only become one of %s.":                       "Son état est %s, et ne peut devenir que : %s.",
	"It is %s, and stays so.":                                          "Son état est %s, et le reste.",
	"Your account has no role that lets it do that here.":              "Votre compte n'a pas de rôle qui le permette ici.",
	"You state it for your own organisation: leave out who states it.": "Vous le déclarez pour votre propre organisation : n'indiquez pas qui le déclare.",
	"A follow-up says of which day it is, and what has come of the recommendation. Leave out what is to stay as it was.": "Un suivi dit de quel jour il est et ce qu'il est advenu de la recommandation. N'indiquez pas ce qui doit rester tel quel.",
	"The follow-up is %s. Only one that was returned is mended.":                                                         "Ce suivi est %s. On ne corrige que celui qui a été renvoyé.",
	"The follow-up is %s. Only one that is accepted is verified or contested.":                                           "Ce suivi est %s. On ne vérifie ou ne conteste que celui qui est accepté.",
	"That follow-up was mended already. Mend the one that stands in its place.":                                          "Ce suivi a déjà été corrigé. Corrigez celui qui le remplace.",
	"Nobody accepts or returns what they or their organisation stated: that is for somebody else.":                       "Personne n'accepte ni ne renvoie sa propre déclaration, ni celle de son organisation : c'est à quelqu'un d'autre de le faire.",
	"Nobody contests what they or their organisation stated: state what came since.":                                     "Personne ne conteste sa propre déclaration, ni celle de son organisation : déclarez ce qui est survenu depuis.",
	"That is for who submitted it.": "Cela revient à qui l'a soumis.",
	"A reporter speaks for their own organisation, and for those that it belongs to. This is for another one to say.":         "Un rapporteur parle pour sa propre organisation, et pour celles dont elle fait partie. C'est à une autre de le dire.",
	"Authors withdraw what they submitted until it is accepted. From then on it is for who keeps the record.":                 "On retire ce qu'on a soumis tant que ce n'est pas accepté. Ensuite, cela revient à qui tient le registre.",
	"Who submits a follow-up attaches evidence to it until it is decided. From then on it is for who reviews it.":             "Qui soumet un suivi y joint des preuves jusqu'à la décision. Ensuite, cela revient à qui l'examine.",
	"On that day %s held, and %s does not go back on it: submit a follow-up instead.":                                         "Ce jour-là, l'état était %s, et %s ne revient pas dessus : soumettez plutôt un suivi.",
	"Your account speaks for no organisation, so that nobody would stand behind what it says. Let an administrator name one.": "Votre compte ne parle pour aucune organisation : personne ne répondrait de ce qu'il dit. Demandez à un administrateur d'en désigner une.",
}
