import type { ToolContent } from "../content/content.ts";
import { english } from "./language/en/english.ts";
import type { Language } from "./language/language.ts";
import { outcomeOf } from "./outcome.ts";
import { nameOf, type Phrase } from "./sentence.ts";
import { type Candidate, usedForms, waysOf } from "./used-forms.ts";

/** How the panel voted on one tool, as a clause: "three of four would ship X, all but the Founder". */
export function verdictClause(
	key: string,
	tool: ToolContent,
	language: Language = english,
): Phrase {
	return usedForms().choose(key, clausesOn(tool, language));
}

/** All clauses that say how the panel voted on one tool. */
export function clausesOn(
	tool: ToolContent,
	{ clauses }: Language,
): Candidate[] {
	const x = nameOf(tool);
	const outcome = outcomeOf(tool);
	const group = `clause ${outcome.kind}`;
	switch (outcome.kind) {
		case "dissent":
		case "lone":
			return waysOf(group, clauses[outcome.kind], { x, who: outcome.who });
		case "sides":
			return waysOf(group, clauses.sides, { x, ...outcome });
		case "share":
			return waysOf(group, clauses.share, { x, share: outcome.share });
		case "partial":
			return waysOf(group, clauses.partial, { x, ...outcome });
		default:
			return waysOf(group, clauses[outcome.kind], { x });
	}
}
