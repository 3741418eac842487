/** What one step of a walk through a table did. */
export interface WalkStep {
	/** Rows that it changed or deleted. */
	changed: number;
	/** The last key that it looked at: the next step goes on behind it. Null: there are no more rows. */
	last: number | null;
}
