import { z } from "zod";
import {
	DAY,
	oldMonthsFault,
	parseTimeSpan,
	type TimeSpan,
	timeSpanMs,
} from "../../time/time-span.ts";
import { setting } from "../setting.ts";
import { oneOf, timeSpanBetween } from "../values.ts";

/** A time span, or null for `off`. @param leastDays shorter spans would delete what is still needed */
function ageOrOff(leastDays: number) {
	return z.string().transform((text, context): TimeSpan | null => {
		if (text.trim() === "off") return null;
		const span = parseTimeSpan(text);
		const old = oldMonthsFault(text);
		if (span && !old && timeSpanMs(span) >= leastDays * DAY) return span;
		context.addIssue(
			old ??
				`must be off, or a time such as 90d, 8w, 6mo or 2y, of ${leastDays} days or more`,
		);
		return z.NEVER;
	});
}

export const retentionSettings = {
	retainConsents: setting({
		name: "RETAIN_CONSENTS",
		schema: ageOrOff(1),
		default: "off",
		doc: `How long to keep the proof of consent of people who unsubscribed: \`90d\`,
			\`8w\`, \`6mo\` or \`2y\`, at least one day. \`off\`: forever. A daily job
			deletes what is older.`,
	}),
	retainDeliveries: setting({
		name: "RETAIN_DELIVERIES",
		schema: ageOrOff(30),
		default: "off",
		doc: `How long to keep the records of who was sent an issue, counted from when
			the issue was complete, at least \`30d\`. After that only its totals are
			left. \`off\`: forever.`,
	}),
	retainLogs: setting({
		name: "RETAIN_LOGS",
		schema: ageOrOff(30),
		default: "off",
		doc: "How long to keep the replies of SMTP servers and the list of finished jobs, at least `30d`. `off`: forever.",
	}),
	erasedConsents: setting({
		name: "ERASED_CONSENTS",
		schema: oneOf("erase", "keep"),
		default: "erase",
		doc: `What happens to the proof of consent of a person who has their data
			erased. \`erase\`: it is erased too. \`keep\`: it is kept for as long as
			RETAIN_CONSENTS says, and only a keyed hash of the address leads to it.`,
	}),
	retireAfter: setting({
		name: "RETIRE_AFTER",
		schema: ageOrOff(60),
		default: "off",
		doc: `Subscribers without a sign of life for this long, at least \`60d\`, get a
			mail that asks whether they still want the digest; so do those who were sent
			issues of which none was accepted. Without an answer within RETIRE_GRACE
			they are unsubscribed as inactive. Reading is no sign of life: there is no
			tracking pixel. \`off\`: nobody is asked.`,
	}),
	retireGrace: setting({
		name: "RETIRE_GRACE",
		schema: timeSpanBetween("7d", "365d"),
		default: "30d",
		doc: "How long inactive subscribers have to answer, from 7d to 365d.",
	}),
};
