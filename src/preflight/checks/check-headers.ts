import { addressTag } from "../../reader/subscriber-links.ts";
import type { Finding } from "../finding.ts";
import type { Specimen } from "../rendered-copy.ts";

/** What must stand exactly once (RFC 5322 3.6, RFC 2919, RFC 8058), and what its value must look like. */
const ONCE: [name: string, level: "block" | "warn", form: RegExp][] = [
	["From", "block", /@/],
	["To", "block", /^[^\s,;<>]+@[^\s,;<>]+$|^[^,;<>]*<[^\s,;<>]+@[^\s,;<>]+>$/],
	["Subject", "block", /\S/],
	["Date", "block", /^\w{3}, \d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}$/],
	["Message-ID", "block", /^<[^\s<>@]+@[^\s<>@]+>$/],
	["MIME-Version", "block", /^1\.0$/],
	["Content-Type", "block", /^multipart\/alternative/i],
	["List-Id", "block", /<[\w.-]+>$/],
	[
		"List-Unsubscribe",
		"block",
		/^<https?:\/\/[^<>\s]+>(?:,\s*<mailto:[^<>\s]+>)?$/,
	],
	["List-Unsubscribe-Post", "block", /^List-Unsubscribe=One-Click$/],
	["Feedback-ID", "warn", /^(?:[^:]+:){1,3}[^:]{5,15}$/],
];
const LINE = 998;

/** The headers and the lines, as SMTP will carry them. */
export function checkHeaders({ raw, mail, reader }: Specimen): Finding[] {
	return [
		...ONCE.flatMap(([name, level, form]) => {
			const values = mail.headers
				.filter((one) => one.name.toLowerCase() === name.toLowerCase())
				.map(({ value }) => value);
			return checkField(name, level, form, values);
		}),
		...checkUnsubscribe(mail, reader.unsubscribeUrl),
		...checkLines(raw),
		...checkParts(mail),
	];
}

function checkField(
	name: string,
	level: "block" | "warn",
	form: RegExp,
	values: readonly string[],
): Finding[] {
	const code = name.toLowerCase();
	const place = `header ${name}`;
	const mend =
		"Headers are made by the program alone: look at MAIL_FROM, PUBLIC_URL and the reader's address.";
	const [value] = values;
	if (value === undefined)
		return [
			{
				level,
				code: `header-missing:${code}`,
				place,
				what: "It is missing.",
				mend,
			},
		];
	if (values.length > 1)
		return [
			{
				level,
				code: `header-twice:${code}`,
				place,
				what: `It stands there ${values.length} times, and must once.`,
				mend,
			},
		];
	return form.test(value.trim())
		? []
		: [
				{
					level,
					code: `header-form:${code}`,
					place,
					what: `“${value.trim().slice(0, 120)}” is not what it must look like.`,
					mend,
				},
			];
}

/** The one click must be this reader's. */
function checkUnsubscribe(
	{ headers }: Specimen["mail"],
	url: string | null,
): Finding[] {
	const header = headers.find(({ name }) => /^list-unsubscribe$/i.test(name));
	if (!header || url === null) return [];
	const rest = header.value.trim().slice(`<${url}>`.length);
	const token = url.slice(url.lastIndexOf("/") + 1);
	if (
		header.value.trim().startsWith(`<${url}>`) &&
		(rest === "" || addressTag(rest) === token)
	)
		return [];
	return [
		{
			level: "block",
			code: "one-click-of-another",
			place: "header List-Unsubscribe",
			what: "Its link is not this reader's own.",
			mend: "Headers are made by the program alone: this is a defect, please report it.",
		},
	];
}

/** RFC 5322 2.1.1. */
function checkLines(raw: Buffer): Finding[] {
	const lines = raw.toString("latin1").split("\r\n");
	const head = lines.indexOf("");
	const long = lines.findIndex((line) => line.length > LINE);
	const bare = lines.findIndex((line) => /[\r\n]/.test(line));
	const found: Finding[] = [];
	if (long >= 0)
		found.push({
			level: "block",
			code: "line-too-long",
			place: long < head ? "headers" : `line ${long + 1} of the message`,
			what: `A line has ${lines[long]?.length} characters; SMTP carries ${LINE}.`,
			mend: "Shorten what stands there; servers break or refuse such lines.",
		});
	if (bare >= 0)
		found.push({
			level: "block",
			code: "bare-line-end",
			place: `line ${bare + 1} of the message`,
			what: "A line ends without CR LF.",
			mend: "This is a defect, please report it: servers refuse such messages.",
		});
	return found;
}

function checkParts({ html, text }: Specimen["mail"]): Finding[] {
	const parts: [string, string | null][] = [
		["html", html],
		["text", text],
	];
	return parts
		.filter(([, part]) => part === null || part.trim() === "")
		.map(([name]) => ({
			level: "block",
			code: `${name}-missing`,
			place: `${name === "html" ? "HTML" : name} part`,
			what: "The message has none.",
			mend: "Mend the template: it renders nothing.",
		}));
}
