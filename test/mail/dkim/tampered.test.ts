import { describe, expect, it } from "vitest";
import { createSigner } from "../../../src/mail/dkim/signer.ts";
import { ed25519Key, rsaKey, verdicts } from "../../support/dkim.ts";
import { HEAD, MESSAGE, messageOf } from "./message.ts";

const both = createSigner([rsaKey, ed25519Key]);

describe("a DKIM signature fails", () => {
	const at = (line: string) => HEAD.findIndex((one) => one.startsWith(line));
	const tampered: [string, (raw: string) => string][] = [
		["a body that was changed", (raw) => raw.replace("Ship it.", "Skip it.")],
		["a line added to the body", (raw) => `${raw}More.\r\n`],
		["a space at a line's end", (raw) => raw.replace("Ship it.", "Ship it. ")],
		[
			"a changed List-Unsubscribe-Post",
			(raw) => raw.replace("=One-Click", "=Two-Click"),
		],
		[
			"List-Unsubscribe-Post removed",
			(raw) => raw.replace(/List-Unsubscribe-Post: .*\r\n/, ""),
		],
		["another unsubscribe link", (raw) => raw.replace("/u1.7>", "/u1.8>")],
		[
			"another Feedback-ID",
			(raw) => raw.replace("Feedback-ID: issue-1", "Feedback-ID: issue-2"),
		],
		["another subject", (raw) => raw.replace("This week:", "That week:")],
	];
	for (const name of [
		"From: evil@example.net",
		"To: evil@example.net",
		"Message-ID: <evil@example.net>",
		"Subject: Evil",
		"Date: Fri, 20 Nov 2026 13:00:00 +0000",
		"Reply-To: evil@example.net",
		"Content-Type: text/html",
		"List-Unsubscribe: <https://evil.example.net/>",
		"List-Unsubscribe-Post: List-Unsubscribe=One-Click",
	]) {
		const field = name.slice(0, name.indexOf(":"));
		tampered.push([`a second ${field}, on top`, (raw) => `${name}\r\n${raw}`]);
		tampered.push([
			`a second ${field}, at the end`,
			(raw) => raw.replace("\r\n\r\n", `\r\n${name}\r\n\r\n`),
		]);
	}

	it.each(tampered)("for a message with %s", async (_, tamper) => {
		const signed = (await both.sign(MESSAGE)).toString("latin1");
		const changed = tamper(signed);
		expect(changed).not.toBe(signed);
		expect(
			await verdicts(Buffer.from(changed, "latin1"), [rsaKey, ed25519Key]),
		).toEqual([
			expect.stringMatching(/^rsa-sha256 fail: /),
			expect.stringMatching(/^ed25519-sha256 fail: /),
		]);
	});

	it.each([
		"Cc: a@example.net",
		"Content-Disposition: attachment; filename=issue.exe",
		"Content-Transfer-Encoding: base64",
		"MIME-Version: 2.0",
	])("for a message to which %s was added", async (line) => {
		const signed = await both.sign(MESSAGE);
		const added = Buffer.concat([Buffer.from(`${line}\r\n`), signed]);
		expect(await verdicts(added, [rsaKey, ed25519Key])).toEqual([
			"rsa-sha256 fail: bad signature",
			"ed25519-sha256 fail: bad signature",
		]);
	});

	it("for a confirmation to which a List-Unsubscribe header was added", async () => {
		const letter = HEAD.filter((line) => !line.startsWith("List-Unsub"));
		const raw = await both.sign(messageOf(letter, "Confirm.\r\n"));
		const pass = ["rsa-sha256 pass", "ed25519-sha256 pass"];
		expect(await verdicts(raw, [rsaKey, ed25519Key])).toEqual(pass);
		for (const line of HEAD.slice(at("List-Unsub"), at("List-Unsub") + 2)) {
			const added = Buffer.concat([Buffer.from(`${line}\r\n`), raw]);
			expect(await verdicts(added, [rsaKey, ed25519Key])).toEqual([
				"rsa-sha256 fail: bad signature",
				"ed25519-sha256 fail: bad signature",
			]);
		}
	});

	it("when DNS has another key under its name", async () => {
		const raw = await createSigner([ed25519Key]).sign(MESSAGE);
		const other = { ...rsaKey, selector: ed25519Key.selector };
		expect(await verdicts(raw, [other])).toEqual([
			expect.stringMatching(/^ed25519-sha256 neutral: /),
		]);
	});
});
