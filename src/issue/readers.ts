import type { AudienceTerm } from "../db/audience.ts";
import type { IssueHead } from "../db/issues.ts";
import { wantsNoneOf } from "../db/wanted.ts";
import { termsOf } from "../subscriber/audience-terms.ts";
import type { Desk } from "./desk.ts";
import { toldCategories } from "./told-categories.ts";

/** Whom an issue that is not sealed yet is for: the active ones of its audience to whose categories it has something to say. */
export async function readerTerms(
	{ db, dialect, clock }: Pick<Desk, "db" | "dialect" | "clock">,
	{ id, audience }: IssueHead,
): Promise<AudienceTerm[]> {
	const told = await toldCategories(db, id);
	return [
		{ field: "state", not: false, values: ["active"] },
		...termsOf(audience, clock.now()),
		{ unless: await wantsNoneOf(db, dialect, told) },
	];
}
