import { expect, test } from "vitest";
import { composeLetter, type LetterMessage } from "../../src/mail/letter.ts";
import { readMail } from "../../src/mail/read-mail.ts";
import { listUnsubscribe } from "../../src/render/merge/headers.ts";

const letter: LetterMessage = {
	from: {
		name: 'Weekly "AI" Tool Verdicts, Zürich',
		address: "digest@example.com",
	},
	replyTo: "editor@example.com",
	to: "reader@example.com",
	subject: "Please confirm — ça va ?",
	html: "<p>Confirm, Zoë.</p>\n",
	text: "Confirm, Zoë.\n.\nA dot on a line.\n",
	date: "2026-11-20T12:00:00.000Z",
	messageId: "c.1@example.com",
};

/** The bytes of this letter, where one can unsubscribe by the link alone. */
const composed = (changes: Partial<LetterMessage> = {}) =>
	composeLetter({ ...letter, ...changes }, listUnsubscribe(null));

test("a letter that is read back has the content that was composed", async () => {
	const mail = await readMail(await composed());
	expect(mail).toMatchObject({
		from: 'Weekly "AI" Tool Verdicts, Zürich <digest@example.com>',
		to: "reader@example.com",
		subject: letter.subject,
		date: letter.date,
	});
	expect(mail.html?.trim()).toBe(letter.html.trim());
	expect(mail.text?.trim()).toBe(letter.text.trim());
	expect(valuesOf(mail, "Reply-To")).toEqual(["editor@example.com"]);
	expect(valuesOf(mail, "Message-ID")).toEqual(["<c.1@example.com>"]);
	expect(valuesOf(mail, "Auto-Submitted")).toEqual(["auto-generated"]);
	expect(valuesOf(mail, "X-Mailer")).toEqual([]);
});

test("a letter without an unsubscribe link, such as a confirmation, has no list headers", async () => {
	const mail = await readMail(await composed());
	expect(mail.headers.filter(({ name }) => /^list-/i.test(name))).toEqual([]);
});

test("a letter with an unsubscribe link has the two one-click headers, each on one line", async () => {
	const url = `https://example.com/unsubscribe/${"t".repeat(120)}`;
	const raw = await composed({
		listId: "AI Verdicts <digest.example.com>",
		unsubscribeUrl: url,
	});
	const mail = await readMail(raw);
	expect(valuesOf(mail, "List-Unsubscribe")).toEqual([`<${url}>`]);
	expect(valuesOf(mail, "List-Unsubscribe-Post")).toEqual([
		"List-Unsubscribe=One-Click",
	]);
	expect(valuesOf(mail, "List-Id")).toEqual([
		"AI Verdicts <digest.example.com>",
	]);
	expect(raw.toString()).toContain(`\r\nList-Unsubscribe: <${url}>\r\n`);
});

test("with an unsubscribe mailbox, List-Unsubscribe has its mailto after the one-click link", async () => {
	const url = "https://example.com/unsubscribe/token";
	const mail = await readMail(
		await composeLetter(
			{ ...letter, unsubscribeUrl: url },
			listUnsubscribe("leave@example.com"),
		),
	);
	expect(valuesOf(mail, "List-Unsubscribe")).toEqual([
		`<${url}>, <mailto:leave+token@example.com?subject=unsubscribe>`,
	]);
});

test("the same letter gives the same bytes, and another Message-ID gives another boundary", async () => {
	const raw = await composed();
	expect((await composed()).equals(raw)).toBe(true);
	const other = await composed({
		messageId: "<c.2@example.com>",
	});
	const boundary = (mail: Buffer) =>
		/boundary="([^"]+)"/.exec(mail.toString())?.[1];
	expect(boundary(other)).not.toBe(boundary(raw));
});

test("the lines of a letter end with CRLF, are shorter than 998 bytes and are ASCII", async () => {
	const text = (
		await composed({ html: `<p>${"é long ".repeat(2000)}</p>` })
	).toString("latin1");
	expect(/[^\r]\n|\r[^\n]|[^\p{ASCII}]/u.test(text)).toBe(false);
	expect(
		Math.max(...text.split("\r\n").map((line) => line.length)),
	).toBeLessThan(998);
});

test.each([
	{ subject: "Hello\r\nBcc: evil@example.com" },
	{
		from: { name: "x\r\nBcc: evil@example.com", address: "digest@example.com" },
	},
	{ to: "b@example.com\r\nBcc: evil@example.com" },
	{ to: "b@example.com, evil@example.com" },
	{ replyTo: "b@example.com\r\nBcc: evil@example.com" },
	{ messageId: "x@example.com>\r\nBcc: evil@example.com" },
	{ listId: "x <y>\r\nBcc: evil@example.com" },
	{ unsubscribeUrl: "https://example.com/\r\nBcc: evil@example.com" },
])("content can't add a header or a recipient: %j", async (evil) => {
	const mail = await readMail(await composed(evil));
	expect(valuesOf(mail, "Bcc")).toEqual([]);
	expect(mail.to).not.toMatch(/(^|, )<?evil@/);
});

test("a path or a URL in place of the text is sent as text, not read", async () => {
	const mail = await readMail(
		await composed({
			text: "/etc/passwd",
			html: "file:///etc/passwd",
		}),
	);
	expect(mail.text?.trim()).toBe("/etc/passwd");
	expect(mail.html?.trim()).toBe("file:///etc/passwd");
});

function valuesOf(
	mail: { headers: { name: string; value: string }[] },
	name: string,
) {
	return mail.headers
		.filter((header) => header.name.toLowerCase() === name.toLowerCase())
		.map(({ value }) => value);
}

test.each([
	"=?utf-8?q?=0D=0AEvil?= hello",
	"=?utf-8?B?SGk=?=",
	"Is 1 =? 2",
	"=?iso-8859-1?Q?=E9?= and é",
])(
	"a subject and a name that look encoded are read as they were written: %s",
	async (text) => {
		const mail = await readMail(
			await composed({
				subject: text,
				from: { name: text, address: "digest@example.com" },
			}),
		);
		expect(mail.subject).toBe(text);
		expect(mail.from.replaceAll("\u2060", "")).toBe(
			`${text} <digest@example.com>`,
		);
	},
);
