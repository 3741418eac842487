import { toolIdsBySlug } from "../../db/catalog/catalog.ts";
import type { Db } from "../../db/schema.ts";
import { Failure } from "../../errors.ts";

/** @throws Failure `unknown-tool` that names every slug no tool has */
export async function toolIds(
	db: Db,
	slugs: readonly string[],
): Promise<number[]> {
	const found = await toolIdsBySlug(db, slugs);
	const unknown = slugs.filter((slug) => !found.has(slug));
	if (unknown.length > 0)
		throw new Failure(
			"unknown-tool",
			`No tool is called ${unknown.join(", ")}. Import it first, or correct the slug.`,
		);
	return [...found.values()];
}
