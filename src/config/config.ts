import { resolve } from "node:path";
import { z } from "zod";
import { domainRateFaults } from "../delivery/rates/domain-rates.ts";
import { Failure } from "../errors.ts";
import { type DkimSettings, dkimFaults, dkimSettings } from "./dkim.ts";
import {
	domainGroups,
	domainRates,
	type LimitSettings,
	rates,
	smtpUrls,
	warmUp,
} from "./limits.ts";
import {
	type ReaderSettings,
	readerEnvironment,
	readerSettings,
} from "./readers.ts";
import {
	databaseUrl,
	domain,
	duration,
	flag,
	mailbox,
	publicUrl,
	selector,
	sendAt,
	timeZone,
	whole,
} from "./values.ts";

/** Everything that can be set, checked whole and frozen. Times of day are in `timeZone`. */
export interface Config extends LimitSettings, ReaderSettings {
	readonly dataDir: string;
	/** A SQLite file path or a `postgres://` URL. */
	readonly databaseUrl: string;
	/** One URL, or several with spaces between them. Null: the built-in mailbox. */
	readonly smtpUrl: string | null;
	/** How many SMTP connections send at once. */
	readonly smtpConnections: number;
	/** What becomes of a message that may have gone out: sent again, or held for a person. */
	readonly unsure: "resend" | "hold";
	/** The wait before a deferred message is tried again, the first and the longest; milliseconds. */
	readonly retry: { readonly first: number; readonly max: number };
	readonly host: string;
	readonly port: number;
	/** The editors' context listens on the loopback alone. */
	readonly studioPort: number;
	/** Without a slash at the end. */
	readonly publicUrl: string;
	readonly publication: string;
	readonly mailFrom: { name: string; address: string };
	readonly replyTo: string | null;
	/** Who is told when an issue stops; null: the log alone. */
	readonly editorAddress: string | null;
	/** Null: messages are handed over unsigned, for the SMTP server to sign. */
	readonly dkim: DkimSettings | null;
	readonly postalAddress: string;
	/** The editor's templates, which replace ours file by file; null: ours alone. */
	readonly templatesDir: string | null;
	/** Colours, logo and words as JSON; null: the theme.json in `templatesDir`, if there is one. */
	readonly themeFile: string | null;
	readonly timeZone: string;
	/** Day of the week (1 Monday to 7 Sunday) and time at which an issue goes out. */
	readonly sendAt: { weekday: number; hour: number; minute: number };
	/** Hours before the send time at which the window closes and the draft is made. */
	readonly draftHours: number;
	/** Hours after the send time within which a late issue still goes out by itself. */
	readonly lateHours: number;
	readonly autoApprove: boolean;
	/** Fewer comparisons than this make a thin week. */
	readonly minimumComparisons: number;
	readonly thinWeek: "roll-over" | "skip";
	/** How many comparisons are told in full, in brief, and linked as "more this week". */
	readonly leads: number;
	readonly briefs: number;
	readonly moreLinks: number;
	/** Fewer community votes than this on a tool are not shown. */
	readonly communityMinimum: number;
	/** The path of a Chromium for preflight and pictures; null: one that is found. */
	readonly preflightBrowser: string | null;
	readonly logLevel: string;
}

const SECOND = 1_000;

const environment = z.object({
	DATA_DIR: z.string().default("data"),
	DATABASE_URL: databaseUrl.optional(),
	SMTP_URL: smtpUrls.optional(),
	SMTP_CONNECTIONS: whole(1, 100).default(8),
	SEND_RATE: rates.default([]),
	DOMAIN_RATE: domainRates.default(new Map()),
	DOMAIN_GROUPS: domainGroups.default(new Map()),
	WARM_UP: warmUp.optional(),
	UNSURE: z
		.enum(["resend", "hold"], { error: "must be resend or hold" })
		.default("resend"),
	RETRY_FIRST: duration(SECOND, 86_400 * SECOND).default(300 * SECOND),
	RETRY_MAX: duration(SECOND, 86_400 * SECOND).default(4 * 3_600 * SECOND),
	HOST: z.string().default("127.0.0.1"),
	PORT: whole(0, 65_535).default(8080),
	STUDIO_PORT: whole(0, 65_535).default(8081),
	PUBLIC_URL: publicUrl.optional(),
	PUBLICATION: z.string().default("Weekly AI Tool Verdicts"),
	MAIL_FROM: mailbox.default({ name: "", address: "digest@localhost" }),
	REPLY_TO: mailbox.optional(),
	EDITOR_ADDRESS: mailbox.optional(),
	DKIM_DOMAIN: domain.optional(),
	DKIM_SELECTOR: selector.optional(),
	DKIM_KEY_FILE: z.string().optional(),
	DKIM_ED25519_SELECTOR: selector.optional(),
	DKIM_ED25519_KEY_FILE: z.string().optional(),
	POSTAL_ADDRESS: z.string().default("(set POSTAL_ADDRESS to your address)"),
	TEMPLATES_DIR: z.string().optional(),
	THEME_FILE: z.string().optional(),
	...readerEnvironment,
	TIME_ZONE: timeZone.default("UTC"),
	SEND_AT: sendAt.default({ weekday: 2, hour: 9, minute: 0 }),
	DRAFT_HOURS: whole(0, 144).default(4),
	LATE_HOURS: whole(1, 144).default(12),
	AUTO_APPROVE: flag.default(false),
	MINIMUM_COMPARISONS: whole(1, 1000).default(1),
	THIN_WEEK: z
		.enum(["roll-over", "skip"], { error: "must be roll-over or skip" })
		.default("roll-over"),
	LEADS: whole(1, 10).default(3),
	BRIEFS: whole(0, 50).default(9),
	MORE_LINKS: whole(0, 100).default(20),
	COMMUNITY_MINIMUM: whole(1, 1000).default(5),
	PREFLIGHT_BROWSER: z.string().optional(),
	LOG_LEVEL: z
		.enum(["trace", "debug", "info", "warn", "error", "silent"])
		.default("info"),
});

/**
 * Reads the settings from the environment; an empty value counts as unset.
 *
 * @param env what `process.env` and `.env` hold
 * @throws Failure `bad-settings` that names every wrong one at once
 */
export function readConfig(env: Record<string, string | undefined>): Config {
	const set = Object.fromEntries(
		Object.entries(env).filter(
			([, value]) => value !== undefined && value !== "",
		),
	);
	const parsed = environment.safeParse(set);
	const faults = [
		...(parsed.error?.issues ?? []).map(
			(issue) => `${issue.path.join(".")}: ${issue.message}`,
		),
		...dkimFaults(set),
		...(parsed.success
			? domainRateFaults(
					parsed.data.DOMAIN_RATE,
					parsed.data.DOMAIN_GROUPS,
				).map((fault) => `DOMAIN_RATE: ${fault}`)
			: []),
	];
	if (!parsed.success || faults.length > 0)
		throw new Failure(
			"bad-settings",
			`These settings can't be used:\n${faults.map((fault) => `  ${fault}`).join("\n")}`,
		);
	const e = parsed.data;
	const dataDir = resolve(e.DATA_DIR);
	return Object.freeze({
		dataDir,
		databaseUrl: e.DATABASE_URL ?? resolve(dataDir, "digest.sqlite"),
		smtpUrl: e.SMTP_URL ?? null,
		smtpConnections: e.SMTP_CONNECTIONS,
		sendRate: e.SEND_RATE,
		domainRates: e.DOMAIN_RATE,
		domainGroups: e.DOMAIN_GROUPS,
		warmUp: e.WARM_UP ?? null,
		unsure: e.UNSURE,
		retry: Object.freeze({
			first: e.RETRY_FIRST,
			max: Math.max(e.RETRY_FIRST, e.RETRY_MAX),
		}),
		host: e.HOST,
		port: e.PORT,
		studioPort: e.STUDIO_PORT,
		publicUrl: (e.PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(
			/\/+$/,
			"",
		),
		publication: e.PUBLICATION,
		mailFrom: {
			name: e.MAIL_FROM.name || e.PUBLICATION,
			address: e.MAIL_FROM.address,
		},
		replyTo: e.REPLY_TO?.address ?? null,
		editorAddress: e.EDITOR_ADDRESS?.address ?? null,
		dkim: dkimSettings(e),
		postalAddress: e.POSTAL_ADDRESS,
		templatesDir: e.TEMPLATES_DIR ? resolve(e.TEMPLATES_DIR) : null,
		themeFile: e.THEME_FILE ? resolve(e.THEME_FILE) : null,
		...readerSettings(e),
		timeZone: e.TIME_ZONE,
		sendAt: e.SEND_AT,
		draftHours: e.DRAFT_HOURS,
		lateHours: e.LATE_HOURS,
		autoApprove: e.AUTO_APPROVE,
		minimumComparisons: e.MINIMUM_COMPARISONS,
		thinWeek: e.THIN_WEEK,
		leads: e.LEADS,
		briefs: e.BRIEFS,
		moreLinks: e.MORE_LINKS,
		communityMinimum: e.COMMUNITY_MINIMUM,
		preflightBrowser: e.PREFLIGHT_BROWSER ?? null,
		logLevel: e.LOG_LEVEL,
	});
}
