import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { settingsInForce } from "../../src/config/in-force.ts";
import { countFigures } from "../../src/report/count-figures.ts";
import { shift } from "../../src/time/clock.ts";
import { SEALED, seedSentIssue } from "../report/seed-report.ts";
import { issueContent } from "../studio/content.ts";
import { FakeClock } from "../support/clock.ts";
import { seedComparison } from "../support/seed.ts";
import { describeStudio } from "./open-studio.ts";

const studio = describeStudio();

const AXE = readFileSync(
	createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
	"utf8",
);

/** A folder for pictures of each page, to look at; unset: none are made. */
const PICTURES = process.env.STUDIO_PICTURES;

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
	])
		for (const colorScheme of ["light", "dark"] as const)
			for (const width of PICTURES ? [1280, 768, 375] : [375]) {
				await page.setViewportSize({ width, height: 800 });
				await page.emulateMedia({ colorScheme });
				await page.goto(path);
				const beyond = await page.evaluate(
					"document.documentElement.scrollWidth - document.documentElement.clientWidth",
				);
				expect(beyond, `${path} at ${width}`).toBe(0);
				const found = await page.evaluate(
					`${AXE}; axe.run().then((result) => result.violations.map((one) => one.id + " " + one.nodes[0].html))`,
				);
				expect(found, `${path} in ${colorScheme}`).toEqual([]);
				if (PICTURES)
					await page.screenshot({
						path: `${PICTURES}/${path.replaceAll(/\W+/g, "-")}-${width}-${colorScheme}.png`,
						fullPage: true,
					});
			}
	expect(complaints).toEqual([]);
	expect(requested.filter((url) => !url.startsWith(server.url))).toEqual([]);
});
