import type { Finding } from "../../issue/preflight-report.ts";
import { tagOf } from "../../subscriber/subscriber-links.ts";
import { caselessToken } from "../../text/caseless-token.ts";
import type { RenderedCopy } from "../rendered-copy.ts";

/** Headers that must be there exactly once (RFC 5322 3.6, RFC 2919, RFC 8058), and the form of their values. */
const REQUIRED: [name: string, level: "block" | "warn", form: RegExp][] = [
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
/** Characters of a line (RFC 5322 2.1.1). */
const MAX_LINE = 998;

/** The headers, and what SMTP requires of lines. */
export function checkHeaders({ raw, mail, reader }: RenderedCopy): Finding[] {
	return [
		...REQUIRED.flatMap(([name, level, form]) => {
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
	const fix =
		"No template writes headers: check MAIL_FROM, PUBLIC_URL and the reader's address.";
	const [value] = values;
	if (value === undefined)
		return [
			{
				level,
				code: `header-missing:${code}`,
				place,
				what: "This header is missing.",
				fix,
			},
		];
	if (values.length > 1)
		return [
			{
				level,
				code: `header-twice:${code}`,
				place,
				what: `This header is there ${values.length} times, and must be there once.`,
				fix,
			},
		];
	return form.test(value.trim())
		? []
		: [
				{
					level,
					code: `header-form:${code}`,
					place,
					what: `“${value.trim().slice(0, 120)}” is not a valid value of this header.`,
					fix,
				},
			];
}

/** The link must unsubscribe this reader and nobody else. */
function checkUnsubscribe(
	{ headers }: RenderedCopy["mail"],
	url: string | null,
): Finding[] {
	const header = headers.find(({ name }) => /^list-unsubscribe$/i.test(name));
	if (!header || url === null) return [];
	const rest = header.value.trim().slice(`<${url}>`.length);
	const token = url.slice(url.lastIndexOf("/") + 1);
	if (
		header.value.trim().startsWith(`<${url}>`) &&
		(rest === "" || [token, caselessToken(token)].includes(tagOf(rest)))
	)
		return [];
	return [
		{
			level: "block",
			code: "one-click-of-another",
			place: "header List-Unsubscribe",
			what: "Its link does not belong to this reader.",
			fix: "No template writes headers: this is a bug, please report it.",
		},
	];
}

function checkLines(raw: Buffer): Finding[] {
	const lines = raw.toString("latin1").split("\r\n");
	const head = lines.indexOf("");
	const long = lines.findIndex((line) => line.length > MAX_LINE);
	const bare = lines.findIndex((line) => /[\r\n]/.test(line));
	const found: Finding[] = [];
	if (long >= 0)
		found.push({
			level: "block",
			code: "line-too-long",
			place: long < head ? "headers" : `line ${long + 1} of the message`,
			what: `A line has ${lines[long]?.length} characters; the most that SMTP allows is ${MAX_LINE}.`,
			fix: "Shorten this line: servers break it or refuse the message.",
		});
	if (bare >= 0)
		found.push({
			level: "block",
			code: "bare-line-end",
			place: `line ${bare + 1} of the message`,
			what: "A line does not end with CR LF.",
			fix: "This is a bug, please report it: servers refuse such messages.",
		});
	return found;
}

function checkParts({ html, text }: RenderedCopy["mail"]): Finding[] {
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
			what: "The message does not have this part.",
			fix: "Fix the template: it renders nothing.",
		}));
}
