import type { Hono } from "hono";
import {
	browseComparisons,
	type PairVerdict,
} from "../../db/catalog/browse.ts";
import { comparisonBySlug } from "../../db/catalog/catalog.ts";
import { comparisonContent } from "../../issue/content/comparison-content.ts";
import type { WebDeps } from "../http/deps.ts";
import { comparisonList } from "../site/comparison-list.ts";
import { filterOf } from "./browse-query.ts";
import { indexRoutes } from "./catalog-index.ts";

/** Every published comparison, newest first. */
export function comparisonIndexRoutes(deps: WebDeps): Hono {
	const { db, clock, config } = deps;
	const { communityMinimum, timeZone } = config;
	return indexRoutes(deps, {
		path: "c",
		place: "verdicts",
		pageSize: 30,
		words: ({ browse }) => browse.comparisons,
		verdicts: ({ browse }) => browse.pairs,
		async find(query, limit) {
			const { after, verdict } = query;
			const last = after === "" ? undefined : await comparisonBySlug(db, after);
			// One that is not published yet must look like one that isn't there.
			if (after !== "" && !(last && last.published_at <= clock.now()))
				return null;
			return browseComparisons(db, clock.now(), limit, {
				...filterOf(query),
				...(verdict !== "" && { verdict: verdict as PairVerdict }),
				...(last && { after: last }),
			});
		},
		list(records, words) {
			const { links, language } = words;
			const comparisons = records.map((record) =>
				comparisonContent(record, { links, communityMinimum, language }),
			);
			return comparisonList(comparisons, timeZone, words, "h2");
		},
	});
}
