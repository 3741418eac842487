import { z } from "zod";
import { setting } from "./setting.ts";
import { brakeSettings } from "./settings/brakes.ts";
import { issueSettings, publicationSettings } from "./settings/publication.ts";
import { retentionSettings } from "./settings/retention.ts";
import { returnSettings } from "./settings/returns.ts";
import { senderIdentitySettings } from "./settings/sender-identity.ts";
import { smtpSettings } from "./settings/smtp.ts";
import { webSettings } from "./settings/web.ts";
import { databaseUrl, oneOf, path } from "./values.ts";

const storageSettings = {
	dataDir: setting({
		name: "DATA_DIR",
		schema: path,
		default: "data",
		doc: "The folder of the database and the built-in mailbox. Nothing is written anywhere else.",
	}),
	databaseUrl: setting({
		name: "DATABASE_URL",
		schema: databaseUrl,
		doc: `The database: a SQLite file, or \`postgres://user:password@host/database\`.
			Unset: \`digest.sqlite\` in DATA_DIR.`,
	}),
};

const otherSettings = {
	preflightBrowser: setting({
		name: "PREFLIGHT_BROWSER",
		schema: z.string(),
		doc: `The path of the Chromium that preflight and pictures use. Unset: one that
			is installed on this machine, else the one of the npm package
			\`@sparticuz/chromium\`, else none.`,
	}),
	logLevel: setting({
		name: "LOG_LEVEL",
		schema: oneOf("trace", "debug", "info", "warn", "error", "silent"),
		default: "info",
		doc: "How much is logged: `trace`, `debug`, `info`, `warn`, `error` or `silent`.",
	}),
};

/** Every setting, in the order and under the titles of its documentation. */
export const SETTING_GROUPS = [
	{ title: "Where data is kept", settings: storageSettings },
	{ title: "Sending", settings: smtpSettings },
	{ title: "Addresses and signatures", settings: senderIdentitySettings },
	{
		title: "What comes back",
		settings: { ...returnSettings, ...brakeSettings },
	},
	{ title: "The publication and its schedule", settings: publicationSettings },
	{ title: "The content of an issue", settings: issueSettings },
	{ title: "Web pages, studio and sign-up", settings: webSettings },
	{ title: "How long data is kept", settings: retentionSettings },
	{ title: "Other", settings: otherSettings },
] as const;

export const SETTINGS = {
	...storageSettings,
	...smtpSettings,
	...senderIdentitySettings,
	...returnSettings,
	...brakeSettings,
	...publicationSettings,
	...issueSettings,
	...webSettings,
	...retentionSettings,
	...otherSettings,
};
