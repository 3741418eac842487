import { expect, test } from "vitest";
import { readConfig } from "../../../src/config/config.ts";
import { TemplateError } from "../../../src/issue/renderer.ts";
import { createLog } from "../../../src/log.ts";
import type { Letters } from "../../../src/render/letters/letter-data.ts";
import { createNotifier } from "../../../src/subscriber/letters/notify.ts";
import type { AddressedLetter } from "../../../src/subscriber/letters/send-letter.ts";
import { renderer } from "../../render/sample.ts";
import { FakeClock } from "../../support/clock.ts";

/** The letters that one notice sends to the editor. `change` replaces functions of the renderer. */
async function mailedNotices(
	change: Partial<Letters> = {},
	env: Record<string, string> = { EDITOR_ADDRESS: "ed@example.com" },
	sendLetter?: (letter: AddressedLetter) => Promise<void>,
): Promise<AddressedLetter[]> {
	const mailed: AddressedLetter[] = [];
	const notify = createNotifier({
		config: readConfig({ STUDIO_PORT: "9091", ...env }),
		clock: new FakeClock(),
		log: createLog("silent"),
		renderer: { ...renderer, ...change },
		sendLetter: sendLetter ?? (async (letter) => void mailed.push(letter)),
	});
	await notify(
		"Issue 3 is paused",
		"454 <try> later & again. Go on with: digest issue resume 3",
		"digest issue show 3",
	);
	return mailed;
}

test("a notice says what happened, which command to type and where the studio is", async () => {
	const [letter] = await mailedNotices();
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

test("a notice whose template is broken is mailed without a layout", async () => {
	const [letter] = await mailedNotices({
		notice: async () => {
			throw new TemplateError("notice.tsx", 3, "broken");
		},
	});
	expect(letter?.subject).toBe("Weekly AI Tool Verdicts: Issue 3 is paused");
	expect(letter?.html).toContain("<p>454 &lt;try&gt; later &amp; again.");
	expect(letter?.text).toContain("digest issue show 3\n");
});

test("a notice does not fail when it can't be mailed or there is no editor's address", async () => {
	await mailedNotices({}, undefined, async () => {
		throw new Error("no SMTP server");
	});
	expect(await mailedNotices({}, {})).toEqual([]);
});
