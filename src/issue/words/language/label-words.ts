import type { Reviewer, Verdict } from "../../../db/catalog-tables.ts";

/** The facts of an issue as words: in tables and next to names, never in sentences. */
export interface LabelWords {
	reviewers: Readonly<Record<Reviewer, string>>;
	verdict: Readonly<Record<Verdict | "unknown", string>>;
	panelUnknown: string;
	split(ship: number, skip: number, missing: number): string;
	panelShare(share: number): string;
	noVotes: string;
	votes(share: number, counts: { ship: number; skip: number } | null): string;
	readers(share: number, ship: number, skip: number): string;
	silent: string;
	score(score: number | null, verdict: Verdict | null): string;
	flip(from: Verdict, to: Verdict): string;
	counts(ship: number, skip: number, unknown: number): string;
	notGiven: string;
}
