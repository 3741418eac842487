import { expect, test } from "vitest";
import { readConfig } from "../../../src/config/config.ts";
import { TemplateError } from "../../../src/issue/renderer.ts";
import { createLog } from "../../../src/log.ts";
import type { Letters } from "../../../src/render/letters/letter-data.ts";
import {
	createNotifier,
	sendDueNotices,
} from "../../../src/subscriber/letters/notify.ts";
import type { AddressedLetter } from "../../../src/subscriber/letters/send-letter.ts";
import { renderer } from "../../render/sample.ts";
import { FakeClock } from "../../support/clock.ts";
import { describeDatabases, freshSqlite } from "../../support/databases.ts";

/** The letters that one notice sends to the editor. `change` replaces functions of the renderer. */
async function mailedNotices(
	change: Partial<Letters> = {},
	env: Record<string, string> = { EDITOR_ADDRESS: "ed@example.com" },
	sendLetter?: (letter: AddressedLetter) => Promise<void>,
): Promise<AddressedLetter[]> {
	const mailed: AddressedLetter[] = [];
	const { db } = await freshSqlite();
	const notify = createNotifier({
		db,
		worker: { name: "here" },
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
	await db.destroy();
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

describeDatabases("a notice", (database) => {
	/** A process, and the subjects that it mailed. */
	function process(name: string, clock: FakeClock, isDown = () => false) {
		const mailed: string[] = [];
		const context = {
			db: database.db,
			worker: { name },
			config: readConfig({ EDITOR_ADDRESS: "ed@example.com" }),
			clock,
			log: createLog("silent"),
			renderer,
			sendLetter: async ({ subject }: AddressedLetter) => {
				if (isDown()) throw new Error("no SMTP server");
				mailed.push(subject);
			},
		};
		return { context, mailed, notify: createNotifier(context) };
	}

	test("with a key is mailed once, by whichever process comes first", async () => {
		const clock = new FakeClock();
		const [one, other] = [process("one", clock), process("other", clock)];
		await Promise.all(
			[one, other, one].map(({ notify }) =>
				notify("Issue 3 is complete", "All got it.", null, { key: "c 3" }),
			),
		);
		await other.notify("Issue 3 is complete", "Again.", null, { key: "c 3" });
		expect([...one.mailed, ...other.mailed]).toEqual([
			"Weekly AI Tool Verdicts: Issue 3 is complete",
		]);
	});

	test("that could not be mailed is mailed a minute later, by another process too", async () => {
		const clock = new FakeClock();
		let down = true;
		const one = process("one", clock, () => down);
		await one.notify("Issue 3 is paused", "The relay is gone.");
		down = false;
		const other = process("other", clock);
		await sendDueNotices(other.context);
		expect(other.mailed).toEqual([]);
		clock.advance(60_000);
		await sendDueNotices(other.context);
		await sendDueNotices(one.context);
		expect(other.mailed).toHaveLength(1);
		expect(one.mailed).toEqual([]);
	});
});
