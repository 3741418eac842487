import { expect, test } from "vitest";
import { settingsInForce } from "../../src/config/in-force.ts";
import { countFigures } from "../../src/report/count-figures.ts";
import { shift } from "../../src/time/clock.ts";
import { SEALED, seedSentIssue } from "../report/seed-report.ts";
import { issueContent } from "../studio/content.ts";
import { looksRight } from "../support/axe.ts";
import { FakeClock } from "../support/clock.ts";
import { seedComparison } from "../support/seed.ts";
import { describeStudio } from "./open-studio.ts";

const studio = describeStudio();

test("axe finds nothing on the pages of reports, people, catalog and settings, and none is wider than its window", async () => {
	const { page, world, complaints, requested, server } = studio;
	let reader = 0;
	await seedComparison(world.db, "Pebble", "2099-01-01T00:00:00.000Z", {
		weight: -1,
	});
	for (const number of [7, 8, 9, 10]) {
		const sealed = shift(SEALED, (number - 10) * 7 * 86_400_000);
		const { readers } = await seedSentIssue(
			world.db,
			issueContent({ number }),
			number,
			sealed,
		);
		reader = readers[10] ?? 0;
	}
	const clock = new FakeClock(shift(SEALED, 7 * 86_400_000));
	await countFigures({ ...world.deps, clock }, async () => null);
	world.deps.settings = settingsInForce({}, {});
	world.deps.jobs = async () => [
		{ name: "job", about: "does it", nextDue: SEALED, last: null },
	];
	for (const path of [
		"/studio/reports",
		"/studio/reports/10",
		"/studio/reports/10/rows?what=refused",
		"/studio/people",
		`/studio/people/${reader}?issue=10`,
		"/studio/catalog",
		"/studio/catalog/pebble-left",
		"/studio/settings",
	]) {
		await page.goto(path);
		await looksRight(page, path);
	}
	expect(complaints).toEqual([]);
	expect(requested.filter((url) => !url.startsWith(server.url))).toEqual([]);
});
