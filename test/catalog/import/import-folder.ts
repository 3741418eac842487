import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import {
	type CatalogImportOptions,
	importPaths,
} from "../../../src/catalog/import/import.ts";
import { describeProblem } from "../../../src/catalog/import/problem.ts";
import { toolBySlug } from "../../../src/db/catalog/catalog.ts";
import type { Db } from "../../../src/db/schema.ts";
import { FakeClock } from "../../support/clock.ts";

export const FIXTURES = new URL("../fixtures/", import.meta.url).pathname;

/** For each test an empty folder, and imports from it into the database. */
export function importFolder(database: { readonly db: Db }) {
	let folder = "";
	let clock = new FakeClock();
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "import-"));
		clock = new FakeClock();
	});
	afterEach(() => rm(folder, { recursive: true }));

	const run = (
		paths: string | string[] = folder,
		options: CatalogImportOptions = {},
	) => importPaths(database.db, clock, [paths].flat(), options);

	return {
		run,
		get folder() {
			return folder;
		},
		get clock() {
			return clock;
		},
		/** Writes text or bytes as they are, anything else as JSON or JSON Lines, and returns the path. */
		put: async (name: string, content: unknown): Promise<string> => {
			const path = join(folder, name);
			const text =
				typeof content === "string" || Buffer.isBuffer(content)
					? content
					: name.endsWith(".json")
						? JSON.stringify(content, null, 1)
						: (content as unknown[])
								.map((one) => JSON.stringify(one))
								.join("\n");
			await writeFile(path, text);
			return path;
		},
		/** Imports, and returns the problems as the command line prints them, with paths in the folder. */
		problems: async (paths: string | string[] = folder) => {
			const { errors, warnings } = await run(paths);
			const lines = (all: typeof errors) =>
				all.map((one) => describeProblem(one).replaceAll(`${folder}/`, ""));
			return { errors: lines(errors), warnings: lines(warnings) };
		},
		tool: (slug: string) => toolBySlug(database.db, slug),
	};
}

/** Everything in the catalog, also the times at which it was written. */
export async function wholeCatalog(db: Db) {
	const tools = await db
		.selectFrom("tools")
		.selectAll()
		.orderBy("slug")
		.execute();
	const reviews = await db
		.selectFrom("reviews")
		.selectAll()
		.orderBy("tool_id")
		.orderBy("reviewer")
		.execute();
	const comparisons = await db
		.selectFrom("comparisons")
		.selectAll()
		.orderBy("slug")
		.execute();
	return { tools, reviews, comparisons };
}
