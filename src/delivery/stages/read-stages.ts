import {
	DAY,
	describeTimeSpan,
	MINUTE,
	parseTimeSpan,
	spanInWords,
	type TimeSpan,
	timeSpanMs,
} from "../../time/time-span.ts";

/** So many recipients get the issue, and then it waits. */
export interface Stage {
	/** Null: all that are left. */
	readonly count: number | null;
	/** How long after the stage before was sent; null for the first. */
	readonly after: TimeSpan | null;
}

const EXAMPLE = "50, 500 after 30m, rest after 2h";
const MAX_STAGES = 10;
const MAX_COUNT = 10_000_000;
const MAX_WAIT_MS = 7 * DAY;

/**
 * Reads `50, 500 after 30m, rest after 2h`.
 *
 * @throws Error with what STAGES must be, and an example
 */
export function readStages(text: string): readonly Stage[] {
	const parts = text.split(",").map((part) => part.trim().toLowerCase());
	if (parts.length < 2 || parts.length > MAX_STAGES)
		throw fault(`has 2 to ${MAX_STAGES} stages, with commas between them`);
	return parts.map((part, index) => {
		const isLast = index === parts.length - 1;
		const [, size = "", span] =
			/^(\d{1,8}|rest)(?:\s+after\s+(\S.*))?$/.exec(part) ?? [];
		if (size === "")
			throw fault(
				`can't be read at “${part}”: a stage is a number, or rest for the last, and “after” a time`,
			);
		if (isLast !== (size === "rest"))
			throw fault(
				isLast
					? "must end with the stage “rest”, which gets the issue to everybody else"
					: "has “rest” before its last stage",
			);
		const count = size === "rest" ? null : Number(size);
		if (count !== null && (count < 1 || count > MAX_COUNT))
			throw fault(`can't have a stage of ${size}`);
		if (index === 0 && span !== undefined)
			throw fault(
				"can't let its first stage wait: SEND_AT says when it begins",
			);
		if (index === 0) return { count, after: null };
		if (span === undefined)
			throw fault(
				`must say how long “${part}” waits, such as “${size} after 30m”`,
			);
		const after = parseTimeSpan(span);
		const ms = after === null ? 0 : timeSpanMs(after);
		if (after === null || ms < MINUTE || ms > MAX_WAIT_MS)
			throw fault(
				`can't wait “${span}”: it must be a time such as 30m, 2h or 1d, from 1m to 7d`,
			);
		return { count, after };
	});
}

function fault(what: string): Error {
	return new Error(`${what}. For example: ${EXAMPLE}`);
}

/** The text that `readStages` reads. */
export function writeStages(stages: readonly Stage[]): string {
	return stages
		.map(({ count, after }) =>
			[count ?? "rest", after && `after ${describeTimeSpan(after)}`]
				.filter(Boolean)
				.join(" "),
		)
		.join(", ");
}

/** "50 messages, 500 more after 30 minutes, the rest after 2 hours" */
export function stagesInWords(stages: readonly Stage[]): string {
	return stages
		.map(({ count, after }) => {
			const size =
				count === null
					? "the rest"
					: after === null
						? `${count.toLocaleString("en")} messages`
						: `${count.toLocaleString("en")} more`;
			return after === null ? size : `${size} after ${spanInWords(after)}`;
		})
		.join(", ");
}
