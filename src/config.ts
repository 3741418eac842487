import { resolve } from "node:path";
import { z } from "zod";
import { Failure } from "./errors.ts";
import { parseAddress } from "./subscriber/address.ts";

/** Everything that can be set, checked whole and frozen. Times of day are in `timeZone`. */
export interface Config {
	readonly dataDir: string;
	/** A SQLite file path or a `postgres://` URL. */
	readonly databaseUrl: string;
	/** Null: the built-in mailbox. */
	readonly smtpUrl: string | null;
	/** How many SMTP connections send at once. */
	readonly smtpConnections: number;
	readonly host: string;
	readonly port: number;
	/** The editors' desk listens on the loopback alone. */
	readonly studioPort: number;
	/** Without a slash at the end. */
	readonly publicUrl: string;
	readonly publication: string;
	readonly mailFrom: { name: string; address: string };
	readonly replyTo: string | null;
	readonly postalAddress: string;
	/** Null: one is generated and kept in the database. */
	readonly secretKey: string | null;
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
	readonly logLevel: string;
}

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const whole = (min: number, max: number) =>
	z
		.string()
		.regex(/^\d+$/, "must be a whole number")
		.transform(Number)
		.pipe(z.number().min(min).max(max));

const flag = z
	.enum(["true", "false", "1", "0", "yes", "no"], {
		error: "must be true or false",
	})
	.transform((text) => ["true", "1", "yes"].includes(text));

const url = (protocols: RegExp, example: string) =>
	z.string().refine((text) => URL.canParse(text) && protocols.test(text), {
		error: `must be a URL such as ${example}`,
	});

/** `Name <address>` or a bare address, such as every header and server takes. */
const mailbox = z.string().transform((text, context) => {
	const match = /^\s*(?:"?([^"<>\r\n]*?)"?\s*<([^<>\s]+)>|([^<>\s]+))\s*$/.exec(
		text,
	);
	try {
		const { email } = parseAddress(match?.[2] ?? match?.[3] ?? "");
		return { name: match?.[1] ?? "", address: email };
	} catch {
		context.addIssue(
			"must be an address such as Verdicts <digest@example.com>",
		);
		return z.NEVER;
	}
});

const sendAt = z.string().transform((text, context) => {
	const match = /^([a-z]{3})[a-z]*\s+([01]?\d|2[0-3]):([0-5]\d)$/i.exec(
		text.trim(),
	);
	const weekday = WEEKDAYS.indexOf((match?.[1] ?? "").toLowerCase()) + 1;
	if (!match || weekday === 0) {
		context.addIssue("must be a day and a time such as: tue 09:00");
		return z.NEVER;
	}
	return { weekday, hour: Number(match[2]), minute: Number(match[3]) };
});

const timeZone = z.string().refine(
	(zone) => {
		try {
			new Intl.DateTimeFormat("en", { timeZone: zone });
			return true;
		} catch {
			return false;
		}
	},
	{ error: "must be an IANA time zone such as Europe/Berlin" },
);

const environment = z.object({
	DATA_DIR: z.string().default("data"),
	DATABASE_URL: z
		.string()
		.refine(
			(text) => !/^(?!postgres(ql)?:\/\/)[A-Za-z][\w+.-]*:\/\//.test(text),
			{
				error:
					"must be a file or a URL such as postgres://user:password@host/digest",
			},
		)
		.optional(),
	SMTP_URL: url(
		/^smtps?:/,
		"smtps://user:password@mail.example.com",
	).optional(),
	SMTP_CONNECTIONS: whole(1, 100).default(4),
	HOST: z.string().default("127.0.0.1"),
	PORT: whole(0, 65_535).default(8080),
	STUDIO_PORT: whole(0, 65_535).default(8081),
	PUBLIC_URL: url(/^https?:/, "https://digest.example.com").optional(),
	PUBLICATION: z.string().default("Weekly AI Tool Verdicts"),
	MAIL_FROM: mailbox.default({ name: "", address: "digest@localhost" }),
	REPLY_TO: mailbox.optional(),
	POSTAL_ADDRESS: z.string().default("(set POSTAL_ADDRESS to your address)"),
	SECRET_KEY: z
		.string()
		.min(
			32,
			"must be 32 characters or more; make one with: openssl rand -hex 32",
		)
		.optional(),
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
	if (!parsed.success)
		throw new Failure(
			"bad-settings",
			`These settings can't be used:\n${parsed.error.issues
				.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`)
				.join("\n")}`,
		);
	const e = parsed.data;
	const dataDir = resolve(e.DATA_DIR);
	return Object.freeze({
		dataDir,
		databaseUrl: e.DATABASE_URL ?? resolve(dataDir, "digest.sqlite"),
		smtpUrl: e.SMTP_URL ?? null,
		smtpConnections: e.SMTP_CONNECTIONS,
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
		postalAddress: e.POSTAL_ADDRESS,
		secretKey: e.SECRET_KEY ?? null,
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
		logLevel: e.LOG_LEVEL,
	});
}
