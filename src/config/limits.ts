import { z } from "zod";
import type { GroupTable } from "../delivery/rates/domain-groups.ts";
import {
	type DomainRates,
	parseDomainGroups,
	parseDomainRates,
} from "../delivery/rates/domain-rates.ts";
import { parseWarmUp, type WarmUp } from "../delivery/rates/warm-up.ts";
import { describeError } from "../errors.ts";
import { readSmtpUrls } from "../mail/smtp/smtp-url.ts";
import { parseRates, type Rate } from "../rate.ts";

/** How much may be sent, beside what the servers' URLs say. */
export interface LimitSettings {
	/** By all servers together; empty: as much as they take. */
	readonly sendRate: readonly Rate[];
	readonly domainRates: DomainRates;
	readonly domainGroups: GroupTable;
	readonly warmUp: WarmUp | null;
}

/** A value that one of our own readers takes, which says null to anything else. */
const read = <T>(reader: (text: string) => T | null, example: string) =>
	z.string().transform((text, context): T => {
		const value = reader(text);
		if (value !== null) return value;
		context.addIssue(`must be written like: ${example}`);
		return z.NEVER;
	});

export const rates = read(parseRates, "50/s,2000/m,50000/h,500000/d");
export const domainRates = read(
	parseDomainRates,
	"gmail.com=20/s,1000/h; *=30/s",
);
export const domainGroups = read(
	parseDomainGroups,
	"corp=corp.example,corp.co.uk",
);
export const warmUp = read(parseWarmUp, "500 x2");

/** One URL or several; what is wrong with them is said without their logins. */
export const smtpUrls = z.string().superRefine((text, context) => {
	try {
		readSmtpUrls(text);
	} catch (error) {
		// Elsewhere the sentence stands alone; here the setting's name comes before it.
		context.addIssue(describeError(error).replace(/^The SMTP URL /, ""));
	}
});
