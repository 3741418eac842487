import { expect, test } from "vitest";
import { readConfig } from "../../../src/config/config.ts";
import { TemplateError } from "../../../src/issue/renderer.ts";
import { createLog } from "../../../src/log.ts";
import { createNotifier } from "../../../src/subscriber/letters/notify.ts";
import type { AddressedLetter } from "../../../src/subscriber/letters/send-letter.ts";
import { renderer } from "../../render/sample.ts";
import { FakeClock } from "../../support/clock.ts";

/** What the editor gets, where `change` is wrong. */
async function noticed(
	change: Partial<Parameters<typeof createNotifier>[3]> = {},
	env: Record<string, string> = { EDITOR_ADDRESS: "ed@example.com" },
	post?: (letter: AddressedLetter) => Promise<void>,
): Promise<AddressedLetter[]> {
	const mailed: AddressedLetter[] = [];
	const notify = createNotifier(
		readConfig({ STUDIO_PORT: "9091", ...env }),
		new FakeClock(),
		createLog("silent"),
		{ ...renderer, ...change },
		post ?? (async (letter) => void mailed.push(letter)),
	);
	await notify(
		"Issue 3 is paused",
		"454 <try> later & again. Go on with: digest issue resume 3",
		"digest issue show 3",
	);
	return mailed;
}

test("the editor reads what happened, what to type and where the desk is", async () => {
	const [letter] = await noticed();
	expect(letter).toMatchObject({
		to: "ed@example.com",
		subject: "Weekly AI Tool Verdicts: Issue 3 is paused",
	});
	expect(letter?.html).toContain("454 &lt;try&gt; later &amp; again.");
	for (const line of [
		"454 <try> later & again.",
		"digest issue show 3",
		"http://localhost:9091/studio",
	])
		expect(letter?.text).toContain(line);
	expect(letter?.unsubscribeUrl).toBeUndefined();
});

test("a notice whose template is broken goes out bare", async () => {
	const [letter] = await noticed({
		notice: async () => {
			throw new TemplateError("notice.tsx", 3, "broken");
		},
	});
	expect(letter?.subject).toBe("Weekly AI Tool Verdicts: Issue 3 is paused");
	expect(letter?.html).toContain("<p>454 &lt;try&gt; later &amp; again.");
	expect(letter?.text).toContain("digest issue show 3\n");
});

test("a relay that takes no notice either, and no address to write to, are borne", async () => {
	await noticed({}, undefined, async () => {
		throw new Error("no relay");
	});
	expect(await noticed({}, {})).toEqual([]);
});
