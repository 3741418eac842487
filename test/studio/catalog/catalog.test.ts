import { expect, test } from "vitest";
import { createStudio } from "../../../src/studio/app.ts";
import { freshSqlite } from "../../support/databases.ts";
import { compare, seedComparison, seedTool } from "../../support/seed.ts";
import { openWorld } from "../world.ts";

test("the catalog has every comparison, scheduled and held back ones with that word, page after page", async () => {
	const { db } = await freshSqlite();
	const world = await openWorld({ db });
	try {
		const get = async (path: string) =>
			(await createStudio(world.deps).request(path)).text();
		await seedComparison(db, "Pebble", "2099-01-01T00:00:00.000Z", {
			weight: -1,
		});
		const left = await seedTool(db, "<b>Left</b>");
		const right = await seedTool(db, "Right");
		for (let one = 0; one < 60; one++)
			await compare(db, `Pair ${one}`, left, right, "2026-11-01T00:00:00.000Z");
		let path: string | undefined = "/studio/catalog";
		let rows = 0;
		for (let pages = 0; path && pages < 5; pages++) {
			const page: string = await get(path);
			rows += page.split(" vs ").length - 1;
			expect(page).not.toContain("<b>Left</b>");
			if (pages === 0) {
				expect(page).toContain("scheduled</span>");
				expect(page).toContain("held back</span>");
			}
			path = /<a href="([^"]+)">Older/
				.exec(page)?.[1]
				?.replaceAll("&amp;", "&");
		}
		expect(rows).toBe(61);
		expect(await get("/studio/catalog?q=pebble")).toContain("Pebble Left");
		expect(await get("/studio/catalog/pebble-left")).toContain("skeptic");
		expect(
			(await createStudio(world.deps).request("/studio/catalog/none")).status,
		).toBe(404);
	} finally {
		await world.close();
		await db.destroy();
	}
});
