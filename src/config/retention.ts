import { z } from "zod";
import { type Moment, momentAt, readAgo } from "../audience/audience.ts";

/** How long what is kept about people, and when they are asked whether they still want it. Null: for ever, or never. */
export interface RetentionSettings {
	/** Whether proof of consent outlives one who had themselves erased. */
	readonly erasedConsents: "erase" | "keep";
	/** Of those who left. */
	readonly retainConsents: Moment | null;
	/** After an issue is complete; it keeps its counts. */
	readonly retainDeliveries: Moment | null;
	/** What mail servers said, and which jobs ran. */
	readonly retainLogs: Moment | null;
	/** Without a sign of life, or without mail that was accepted. */
	readonly retireAfter: Moment | null;
	/** Days to answer. */
	readonly retireGrace: number;
}

const NOW = "2026-06-01T00:00:00.000Z";
const DAY = 24 * 60 * 60_000;

/** @param least days: less would take away what is still needed */
const age = (least: number) =>
	z.string().transform((text, context): Moment | null => {
		if (text.trim() === "off") return null;
		const ago = readAgo(text.trim());
		if (ago && Date.parse(NOW) - Date.parse(momentAt(ago, NOW)) >= least * DAY)
			return ago;
		context.addIssue(
			`must be off, or a time such as 90d, 8w, 6m or 2y, of ${least} days or more`,
		);
		return z.NEVER;
	});

export const retentionEnvironment = {
	ERASED_CONSENTS: z
		.enum(["erase", "keep"], { error: "must be erase or keep" })
		.default("erase"),
	RETAIN_CONSENTS: age(1).default(null),
	RETAIN_DELIVERIES: age(30).default(null),
	RETAIN_LOGS: age(30).default(null),
	RETIRE_AFTER: age(60).default(null),
	RETIRE_GRACE: z
		.string()
		.regex(/^\d{1,3}d$/, "must be a number of days such as 30d")
		.transform((text) => Number.parseInt(text, 10))
		.refine((days) => days >= 7 && days <= 365, {
			error: "must be from 7d to 365d",
		})
		.default(30),
};

export function retentionSettings(
	e: z.infer<z.ZodObject<typeof retentionEnvironment>>,
): RetentionSettings {
	return {
		erasedConsents: e.ERASED_CONSENTS,
		retainConsents: e.RETAIN_CONSENTS,
		retainDeliveries: e.RETAIN_DELIVERIES,
		retainLogs: e.RETAIN_LOGS,
		retireAfter: e.RETIRE_AFTER,
		retireGrace: e.RETIRE_GRACE,
	};
}
