import { beforeAll, describe, expect, it } from "vitest";
import { TEMPLATES } from "../../../src/app.ts";
import { itemsOf } from "../../../src/db/issue/issue-items.ts";
import { issueById } from "../../../src/db/issue/issues.ts";
import { composeIssue } from "../../../src/issue/content/compose.ts";
import { sealedContent } from "../../../src/issue/content/sealed.ts";
import { upcomingIssue } from "../../../src/issue/content/upcoming.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { cancelIssue } from "../../../src/issue/life/cancel.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { editIssue } from "../../../src/issue/life/edit.ts";
import { sealIssue } from "../../../src/issue/life/seal.ts";
import type { Renderer } from "../../../src/issue/renderer.ts";
import { currentSlot } from "../../../src/issue/week/schedule.ts";
import { createRenderer } from "../../../src/render/create-renderer.ts";
import {
	nothingFound,
	type TestContext,
	testContext,
} from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import {
	compare,
	seedComparison,
	seedSubscribers,
	setVotes,
} from "../../support/seed.ts";

/** The fake clock stands at 2026-11-20T12:00Z, a Friday; issues go out on Tuesdays. */
const NOW = "2026-11-20T12:00:00.000Z";

describeDatabases("an issue's life", (database) => {
	let _renderer: Renderer;
	beforeAll(() => {
		_renderer = createRenderer({ templatesDir: TEMPLATES });
	});

	async function places(context: TestContext, id: number): Promise<string[]> {
		const items = await itemsOf(context.db, id);
		return items.map(
			(item) => `${item.slug} ${item.place} ${item.reason_code}`,
		);
	}

	async function mailed(context: TestContext, slug: string): Promise<void> {
		await seedSubscribers(context.db, 1).catch(() => []);
		const { issue } = await draftIssue(context);
		await approveIssue(context, nothingFound, issue.id, "editor");
		await sealIssue(context, nothingFound, issue.id);
		expect(await places(context, issue.id)).toContain(`${slug} lead lead`);
	}

	describe("draft", () => {
		it("includes what was published in the window and nothing else", async () => {
			const context = testContext(database);
			await seedComparison(context.db, "old", "2026-11-13T11:59:59.999Z");
			await seedComparison(context.db, "first", "2026-11-13T12:00:00.000Z");
			await seedComparison(context.db, "last", "2026-11-20T11:59:59.999Z");
			await seedComparison(context.db, "next", NOW);
			const { outcome, issue } = await draftIssue(context);
			expect(outcome).toBe("drafted");
			expect(issue).toMatchObject({
				number: 1,
				state: "draft",
				window_end: NOW,
			});
			expect(await places(context, issue.id)).toEqual([
				"first lead lead",
				"last lead lead",
				"old passed before-first",
			]);
		});

		it("run twice selects again for the same draft and keeps the editor's texts", async () => {
			const context = testContext(database);
			await seedComparison(context.db, "one", "2026-11-19T00:00:00.000Z");
			const first = await draftIssue(context);
			await editIssue(context, first.issue.id, { subject: "Mine" });
			await seedComparison(context.db, "two", "2026-11-20T00:00:00.000Z");
			const second = await draftIssue(context);
			expect(second.outcome).toBe("updated");
			expect(second.issue).toMatchObject({
				id: first.issue.id,
				subject: "Mine",
			});
			expect(await places(context, second.issue.id)).toHaveLength(2);
		});

		it("makes one issue for a slot, however often and however late it runs", async () => {
			const context = testContext(database);
			await seedComparison(context.db, "one", "2026-11-16T00:00:00.000Z");
			const slot = currentSlot(context.config, context.clock.now());
			const first = await draftIssue(context, { slot });
			expect(first.issue).toMatchObject({
				slot: "2026-11-17T09:00:00.000Z",
				send_at: "2026-11-17T09:00:00.000Z",
				window_end: "2026-11-17T05:00:00.000Z",
			});
			context.clock.advance(86_400_000);
			const second = await draftIssue(context, { slot });
			expect(second.issue.id).toBe(first.issue.id);
			const all = await context.db.selectFrom("issues").select("id").execute();
			expect(all).toHaveLength(1);
		});

		it("does not change an approved issue except to give it the slot's time", async () => {
			const context = testContext(database);
			await seedComparison(context.db, "one", "2026-11-16T00:00:00.000Z");
			const { issue } = await draftIssue(context);
			const approved = await approveIssue(
				context,
				nothingFound,
				issue.id,
				"editor",
			);
			await seedComparison(context.db, "two", "2026-11-16T01:00:00.000Z");
			const slot = currentSlot(context.config, context.clock.now());
			const kept = await draftIssue(context, { slot });
			expect(kept.outcome).toBe("kept");
			expect(kept.issue).toMatchObject({
				approved_hash: approved.approved_hash,
				slot: slot.sendAt,
			});
			expect(await places(context, issue.id)).toHaveLength(1);
		});

		it("refuses a window that ends in the future", async () => {
			const context = testContext(database);
			await expect(
				draftIssue(context, { until: "2026-11-20T12:00:00.001Z" }),
			).rejects.toThrow(/still to come/);
		});
	});

	describe("the next issue", () => {
		it("begins where the last sealed issue ended: no comparison is lost or repeated", async () => {
			const context = testContext(database);
			await seedComparison(context.db, "one", "2026-11-19T00:00:00.000Z");
			await mailed(context, "one");
			await seedComparison(context.db, "boundary", NOW);
			context.clock.advance(30 * 86_400_000);
			await seedComparison(context.db, "later", "2026-12-01T00:00:00.000Z");
			const { issue } = await draftIssue(context);
			expect(issue).toMatchObject({ number: 2, window_start: NOW });
			expect(await places(context, issue.id)).toEqual([
				"boundary lead lead",
				"later lead lead",
			]);
		});

		it("includes a comparison that was published before the last seal and imported after it", async () => {
			const context = testContext(database);
			await seedComparison(context.db, "one", "2026-11-19T00:00:00.000Z");
			await mailed(context, "one");
			context.clock.advance(86_400_000);
			await seedComparison(context.db, "late", "2026-11-18T00:00:00.000Z", {
				createdAt: context.clock.now(),
			});
			// An archive from before the first window is history, not news.
			await seedComparison(context.db, "archive", "2025-01-01T00:00:00.000Z", {
				createdAt: context.clock.now(),
			});
			const { issue } = await draftIssue(context);
			expect(await places(context, issue.id)).toEqual([
				"late lead lead",
				"archive passed before-first",
			]);
		});

		it("includes a comparison that the editor held back before and then released", async () => {
			const context = testContext(database);
			await seedComparison(context.db, "one", "2026-11-19T00:00:00.000Z");
			const { id } = await seedComparison(
				context.db,
				"held",
				"2026-11-19T00:00:00.000Z",
				{ weight: -1 },
			);
			await mailed(context, "one");
			context.clock.advance(86_400_000);
			const still = await draftIssue(context);
			expect(await places(context, still.issue.id)).toEqual([
				"held passed held-back",
			]);
			await context.db
				.updateTable("comparisons")
				.set({ weight: 0 })
				.where("id", "=", id)
				.execute();
			const { issue } = await draftIssue(context);
			expect(await places(context, issue.id)).toEqual(["held lead lead"]);
		});

		it("includes the comparisons of a cancelled issue and takes its number", async () => {
			const context = testContext(database);
			await seedComparison(context.db, "one", "2026-11-19T00:00:00.000Z");
			await mailed(context, "one");
			await cancelIssue(context, 1, "wrong prices");
			context.clock.advance(60_000);
			const { issue } = await draftIssue(context);
			expect(issue).toMatchObject({
				number: 1,
				window_start: "2026-11-13T12:00:00.000Z",
			});
			expect(await places(context, issue.id)).toEqual(["one lead lead"]);
			const deliveries = await context.db
				.selectFrom("deliveries")
				.select(["state", "reason"])
				.execute();
			expect(deliveries).toEqual([
				{ state: "excluded", reason: "issue cancelled" },
			]);
		});

		it("finds a flip by comparing with the verdict that was mailed last", async () => {
			const context = testContext(database);
			const { left, right } = await seedComparison(
				context.db,
				"one",
				"2026-11-19T00:00:00.000Z",
				{ votes: ["++++", "----"] },
			);
			await mailed(context, "one");
			context.clock.advance(86_400_000);
			await setVotes(context.db, left, "---+");
			await compare(
				context.db,
				"again",
				left,
				right,
				"2026-11-21T00:00:00.000Z",
			);
			const { content } = await upcomingIssue(context);
			expect(content?.leads[0]?.left.flip).toEqual({
				from: "ship",
				to: "skip",
			});
			expect(content?.leads[0]?.right.flip).toBeNull();
			expect(content?.leads[0]?.summary).toContain("was a ship");
		});
	});

	describe("a thin week", () => {
		it("is recorded with its reason, and its comparisons roll over to the next issue", async () => {
			const context = testContext(database, { MINIMUM_COMPARISONS: "2" });
			await seedComparison(context.db, "one", "2026-11-16T00:00:00.000Z");
			const slot = currentSlot(context.config, context.clock.now());
			const { outcome, issue } = await draftIssue(context, { slot });
			expect(outcome).toBe("skipped");
			expect(issue).toMatchObject({ number: null, closes_window: 0 });
			expect(issue.note).toBe(
				"Only 1 new comparison; an issue takes at least 2. Nothing is sent; the comparisons roll over to the next issue.",
			);
			expect(await places(context, issue.id)).toEqual(["one passed thin-week"]);
			await seedComparison(context.db, "two", "2026-11-18T00:00:00.000Z");
			const next = await draftIssue(context);
			expect(await places(context, next.issue.id)).toEqual([
				"one lead lead",
				"two lead lead",
			]);
		});

		it("closes the window with THIN_WEEK=skip", async () => {
			const context = testContext(database, {
				MINIMUM_COMPARISONS: "2",
				THIN_WEEK: "skip",
			});
			await seedComparison(context.db, "one", "2026-11-16T00:00:00.000Z");
			const slot = currentSlot(context.config, context.clock.now());
			const { issue } = await draftIssue(context, { slot });
			expect(issue.note).toContain("passed over");
			await seedComparison(context.db, "two", "2026-11-18T00:00:00.000Z");
			await seedComparison(context.db, "three", "2026-11-18T00:00:00.000Z");
			const next = await draftIssue(context);
			expect(next.issue.window_start).toBe("2026-11-17T05:00:00.000Z");
			expect(await places(context, next.issue.id)).toHaveLength(2);
		});

		it("drafted by hand several times leaves one row", async () => {
			const context = testContext(database);
			await draftIssue(context);
			context.clock.advance(1_000);
			await draftIssue(context);
			const all = await context.db.selectFrom("issues").selectAll().execute();
			expect(all).toHaveLength(1);
			expect((await upcomingIssue(context)).blocked).toBe(
				"No new comparisons.",
			);
		});

		it("found by hand takes nobody's draft away, and what was written in it stays", async () => {
			const context = testContext(database);
			await seedComparison(context.db, "one", "2026-11-16T00:00:00.000Z");
			const { issue } = await draftIssue(context);
			await editIssue(context, issue.id, { subject: "Mine" });
			await context.db
				.updateTable("comparisons")
				.set({ published_at: "2026-12-31T00:00:00.000Z" })
				.execute();
			await expect(draftIssue(context)).rejects.toThrow(
				"No new comparisons. Issue 1 stays as it is. Import more comparisons with: digest import FILE",
			);
			const open = await issueById(context.db, issue.id);
			expect(open).toMatchObject({ state: "draft", subject: "Mine" });
		});
	});

	describe("approve and seal", () => {
		it("refuses to seal when the content has changed since the approval", async () => {
			const context = testContext(database);
			await seedSubscribers(context.db, 2);
			const { left } = await seedComparison(
				context.db,
				"one",
				"2026-11-19T00:00:00.000Z",
			);
			const { issue } = await draftIssue(context);
			await expect(sealIssue(context, nothingFound, issue.id)).rejects.toThrow(
				/not approved yet/,
			);
			await approveIssue(context, nothingFound, issue.id, "editor");
			await setVotes(context.db, left, "----");
			await expect(sealIssue(context, nothingFound, issue.id)).rejects.toThrow(
				/has changed since/,
			);
			await approveIssue(context, nothingFound, issue.id, "editor");
			const sealed = await sealIssue(context, nothingFound, issue.id);
			expect(sealed).toMatchObject({ state: "sealed", recipients: 2 });
			const content = await sealedContent(context.db, issue.id);
			await setVotes(context.db, left, "++++");
			expect(await sealIssue(context, nothingFound, issue.id)).toEqual(sealed);
			expect(await sealedContent(context.db, issue.id)).toEqual(content);
		});

		it("makes an approved issue a draft again when it is edited", async () => {
			const context = testContext(database);
			await seedComparison(context.db, "one", "2026-11-19T00:00:00.000Z");
			const { issue } = await draftIssue(context);
			await approveIssue(context, nothingFound, issue.id, "editor");
			const edited = await editIssue(context, issue.id, { intro: "Hello." });
			expect(edited).toMatchObject({ state: "draft", approved_hash: null });
			await expect(
				editIssue(context, issue.id, { subject: "a\r\nBcc: x" }),
			).rejects.toThrow(/control character/);
		});

		it("keeps what the editor wrote on a comparison and the name under it, and refuses links that nobody may follow", async () => {
			const context = testContext(database);
			await seedComparison(context.db, "one", "2026-11-19T00:00:00.000Z");
			const { issue } = await draftIssue(context);
			const content = async () =>
				composeIssue(
					context.db,
					context.config,
					(await issueById(context.db, issue.id)) ?? issue,
					await itemsOf(context.db, issue.id),
				);
			await editIssue(context, issue.id, {
				intro: "One.\n\nTwo *words*.",
				signed: "Mara",
				notes: { one: "We [use](https://a.example) it." },
			});
			const edited = await content();
			expect(edited.intro).toBe("One. Two words.");
			expect(edited.editorsIntro).toEqual({
				paragraphs: [
					[{ text: "One." }],
					[
						{ text: "Two " },
						{ text: "words", style: "emphasis" },
						{ text: "." },
					],
				],
				signed: "Mara",
			});
			expect(edited.leads[0]?.note?.paragraphs).toEqual([
				[
					{ text: "We " },
					{ text: "use", url: "https://a.example" },
					{ text: " it." },
				],
			]);
			for (const edit of [
				{ intro: "[x](javascript:alert(1))" },
				{ notes: { one: "[x](/somewhere)" } },
				{ notes: { other: "No such comparison." } },
				{ signed: "a\nb" },
			])
				await expect(editIssue(context, issue.id, edit)).rejects.toThrow(
					/begin with https|does not show|line break/,
				);
			expect(await content()).toEqual(edited);
			await editIssue(context, issue.id, { notes: { one: "" } });
			expect((await content()).leads[0]?.note).toBeUndefined();
		});

		it("leaves the issue approved when there are no recipients", async () => {
			const context = testContext(database);
			await seedComparison(context.db, "one", "2026-11-19T00:00:00.000Z");
			const { issue } = await draftIssue(context);
			await approveIssue(context, nothingFound, issue.id, "editor");
			await expect(sealIssue(context, nothingFound, issue.id)).rejects.toThrow(
				/no active subscribers to send to/,
			);
			const row = await context.db
				.selectFrom("issues")
				.select(["state", "sealed_at", "content"])
				.executeTakeFirstOrThrow();
			expect(row).toEqual({
				state: "approved",
				sealed_at: null,
				content: null,
			});
		});
	});

	it("can be shown before its draft exists, and nothing is written", async () => {
		const context = testContext(database, {
			LEADS: "1",
			BRIEFS: "1",
			MORE_LINKS: "1",
		});
		for (const name of ["one", "two", "three", "four"])
			await seedComparison(context.db, name, "2026-11-19T00:00:00.000Z");
		const { issue, content, items } = await upcomingIssue(context);
		expect(issue).toBeNull();
		expect(content?.leads.map((one) => one.slug)).toEqual(["one"]);
		expect(content?.briefs.map((one) => one.slug)).toEqual(["two"]);
		expect(content?.more).toHaveLength(1);
		expect(content?.moreUnlisted).toBe(1);
		expect(items).toHaveLength(4);
		expect(await context.db.selectFrom("issues").selectAll().execute()).toEqual(
			[],
		);
	});
});
