import type { SubscriberState } from "../../db/subscriber-tables.ts";
import type { Instant } from "../../time/clock.ts";
import type { ColumnPlan } from "./columns.ts";

/** What all rows of a file share. */
export interface RowContext {
	plan: ColumnPlan;
	/** The state of rows that do not say; undefined: nobody said, and they are active unless the file has a column for it. */
	state: SubscriberState | "suppressed" | undefined;
	/** Proof for rows without one of their own. */
	consent: string | null;
	/** The categories of our tools, as `categoryKey` gives them. */
	knownCategories: ReadonlySet<string>;
	now: Instant;
}

/** A value that could not be used. The row is imported without it. */
export interface CellWarning {
	code: string;
	reason: string;
}
