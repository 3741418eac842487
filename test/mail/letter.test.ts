import { expect, test } from "vitest";
import { composeLetter, type LetterContent } from "../../src/mail/letter.ts";
import { readMail } from "../../src/mail/read-mail.ts";

const letter: LetterContent = {
	from: {
		name: 'Weekly "AI" Tool Verdicts, Zürich',
		address: "digest@example.com",
	},
	replyTo: "desk@example.com",
	to: "reader@example.com",
	subject: "Please confirm — ça va ?",
	html: "<p>Confirm, Zoë.</p>\n",
	text: "Confirm, Zoë.\n.\nA dot on a line.\n",
	date: "2026-11-20T12:00:00.000Z",
	messageId: "c.1@example.com",
};

test("a letter reads as it was written", async () => {
	const mail = await readMail(await composeLetter(letter));
	expect(mail).toMatchObject({
		from: 'Weekly "AI" Tool Verdicts, Zürich <digest@example.com>',
		to: "reader@example.com",
		subject: letter.subject,
		date: letter.date,
	});
	expect(mail.html?.trim()).toBe(letter.html.trim());
	expect(mail.text?.trim()).toBe(letter.text.trim());
	expect(valuesOf(mail, "Reply-To")).toEqual(["desk@example.com"]);
	expect(valuesOf(mail, "Message-ID")).toEqual(["<c.1@example.com>"]);
	expect(valuesOf(mail, "Auto-Submitted")).toEqual(["auto-generated"]);
	expect(valuesOf(mail, "X-Mailer")).toEqual([]);
});

test("a confirmation has no one-click header, for who has not joined cannot leave", async () => {
	const mail = await readMail(await composeLetter(letter));
	expect(mail.headers.filter(({ name }) => /^list-/i.test(name))).toEqual([]);
});

test("a welcome has the one-click pair, on one line each", async () => {
	const url = `https://example.com/unsubscribe/${"t".repeat(120)}`;
	const raw = await composeLetter({
		...letter,
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

test("a welcome names the mail to leave by, where there is one, after the one click", async () => {
	const url = "https://example.com/unsubscribe/token";
	const mail = await readMail(
		await composeLetter({
			...letter,
			unsubscribeUrl: url,
			unsubscribeMailbox: "leave@example.com",
		}),
	);
	expect(valuesOf(mail, "List-Unsubscribe")).toEqual([
		`<${url}>, <mailto:leave+token@example.com?subject=unsubscribe>`,
	]);
});

test("the same letter gives the same bytes, another one another boundary", async () => {
	const raw = await composeLetter(letter);
	expect((await composeLetter(letter)).equals(raw)).toBe(true);
	const other = await composeLetter({
		...letter,
		messageId: "<c.2@example.com>",
	});
	const boundary = (mail: Buffer) =>
		/boundary="([^"]+)"/.exec(mail.toString())?.[1];
	expect(boundary(other)).not.toBe(boundary(raw));
});

test("its lines end with CRLF, are short and in seven bits", async () => {
	const text = (
		await composeLetter({ ...letter, html: `<p>${"é long ".repeat(2000)}</p>` })
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
])("nobody slips a header or a recipient in: %j", async (evil) => {
	const mail = await readMail(await composeLetter({ ...letter, ...evil }));
	expect(valuesOf(mail, "Bcc")).toEqual([]);
	expect(mail.to).not.toMatch(/(^|, )<?evil@/);
});

test("a path or a URL in place of the text is text", async () => {
	const mail = await readMail(
		await composeLetter({
			...letter,
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
