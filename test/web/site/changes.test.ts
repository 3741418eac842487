import { beforeEach, expect, it } from "vitest";
import { pebble, quill, switchyard } from "../../../templates/sample-tools.ts";
import { describeDatabases } from "../../support/databases.ts";
import { openSite, publish, type Site, seal } from "../site.ts";

describeDatabases(
	"a comparison that reads otherwise than it was mailed",
	(database) => {
		let site: Site;
		let slug: string;
		beforeEach(async () => {
			site = openSite(database);
			slug = await publish(site, pebble, quill);
		});

		async function read(path: string): Promise<string> {
			const response = await site.app.request(path);
			expect(response.status).toBe(200);
			return response.text();
		}

		/** Seals an issue of this date that found the tool so. */
		async function sealAt(
			number: number,
			date: string,
			found: { verdict: "ship" | "skip"; share: number; price: string },
			places: readonly string[] = [],
		): Promise<void> {
			await seal(site, number);
			const { id } = await site.db
				.updateTable("issues")
				.set({ send_at: date, sealed_at: date })
				.where("number", "=", number)
				.returning("id")
				.executeTakeFirstOrThrow();
			const tool = await site.db
				.selectFrom("tools")
				.select("id")
				.where("slug", "=", pebble.slug)
				.executeTakeFirstOrThrow();
			const { verdict, share, price } = found;
			await site.db
				.insertInto("tool_snapshots")
				.values({
					tool_id: tool.id,
					issue_id: id,
					verdict,
					share,
					ship: null,
					skip: null,
					score: null,
					entry_price: price,
				})
				.execute();
			for (const place of places)
				await site.db
					.insertInto("issue_items")
					.columns([
						"issue_id",
						"comparison_id",
						"place",
						"position",
						"reason_code",
						"reason",
					])
					.expression((eb) =>
						eb
							.selectFrom("comparisons")
							.select((row) => [
								row.val(id).as("issue_id"),
								"id",
								row.val(place).as("place"),
								row.val(0).as("position"),
								row.val("").as("code"),
								row.val("").as("reason"),
							])
							.where("slug", "=", place === "lead" ? slug : ""),
					)
					.execute();
		}

		/** Pebble as the catalog has it now. */
		const now = {
			verdict: pebble.panel.verdict ?? "ship",
			share: pebble.panel.share ?? 0,
			price: pebble.entryPrice,
		};
		const other = now.verdict === "ship" ? "skip" : "ship";

		it("says what each tool was when it was mailed, and since when it is another", async () => {
			await sealAt(
				1,
				"2026-11-19T10:00:00.000Z",
				{ verdict: other, share: 10, price: "$1/mo" },
				["lead"],
			);
			await sealAt(2, "2026-11-26T10:00:00.000Z", { ...now, price: "$1/mo" });
			const page = await read(`/c/${slug}`);
			expect(page).toContain("Changed since it was mailed");
			expect(page).toContain(
				`<bdi>${pebble.name}</bdi> was a ${other} (10%) on 19 November 2026; a ${now.verdict} (${now.share}%) since 26 November 2026.`,
			);
			expect(page).toContain(
				`was <bdi>$1/mo</bdi> on 19 November 2026; <bdi>${now.price}</bdi> now.`,
			);
			expect(page).not.toContain(`<bdi>${quill.name}</bdi> was`);
			const tool = await read(`/tools/${pebble.slug}`);
			const history = tool.slice(tool.indexOf('id="history"'));
			expect(history.indexOf("26 November 2026")).toBeGreaterThan(
				history.indexOf("<b>Now</b>"),
			);
			expect(history.indexOf("19 November 2026")).toBeGreaterThan(
				history.indexOf("26 November 2026"),
			);
		});

		it("says nothing while nothing changed, and nothing before an issue was sealed", async () => {
			expect(await read(`/c/${slug}`)).not.toContain("Changed since");
			await sealAt(1, "2026-11-19T10:00:00.000Z", now, ["lead"]);
			expect(await read(`/c/${slug}`)).not.toContain("Changed since");
		});

		it("is measured from its own issue, not from an earlier one, and a cancelled one does not count", async () => {
			await sealAt(1, "2026-11-19T10:00:00.000Z", { ...now, verdict: other });
			await sealAt(2, "2026-11-26T10:00:00.000Z", now, ["lead"]);
			expect(await read(`/c/${slug}`)).not.toContain("Changed since");
			await site.db
				.updateTable("issues")
				.set({ state: "cancelled" })
				.where("number", "=", 2)
				.execute();
			expect(await read(`/c/${slug}`)).toContain(`was a ${other}`);
		});

		it("keeps what was recorded of a tool before it was public to itself", async () => {
			await sealAt(1, "2026-11-12T10:00:00.000Z", {
				verdict: other,
				share: 13,
				price: "$99",
			});
			const tool = await read(`/tools/${pebble.slug}`);
			expect(tool).not.toMatch(/id="history"|\$99/);
		});

		it("leads on to what shares a tool or a category with it, and to what was published before and after", async () => {
			const related = await publish(
				site,
				pebble,
				switchyard,
				"2026-11-19T10:00:00.000Z",
			);
			const later = await publish(
				site,
				{ ...quill, slug: "secret" },
				pebble,
				"2026-12-24T09:00:00.000Z",
			);
			const page = await read(`/c/${slug}`);
			expect(page).toContain(`<h3><a href="/c/${related}"`);
			expect(page).toContain(`<a rel="next" href="/c/${related}"`);
			expect(page).not.toContain(later);
			expect(await read(`/c/${related}`)).toContain(
				`<a rel="prev" href="/c/${slug}"`,
			);
		});
	},
);
