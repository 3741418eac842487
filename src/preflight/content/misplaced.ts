import type { IssueContent } from "../../issue/content/content.ts";
import type { Finding } from "../../issue/preflight-report.ts";
import { finding, quoteList } from "../finding.ts";
import { callsOfBrief } from "./brief-calls.ts";
import type { PlacedText } from "./placed-text.ts";
import type { ToldTogether } from "./told-together.ts";

/** The sentences on a comparison that stand between the names of others. */
export function misplaced(
	part: string,
	placed: readonly PlacedText[],
	{ leads, briefs, groups }: Pick<IssueContent, "leads" | "briefs" | "groups">,
	together: ReadonlyMap<string, ToldTogether>,
): Finding[] {
	const lines = new Map(
		[...together].map(([place, { line }]) => [line, place.slice(0, -1)]),
	);
	const calls = callsOfBrief(
		{ leads, briefs, ...(groups && { groups }) },
		together,
	);
	const ownerOf = ({ path }: PlacedText) =>
		lines.get(path) ?? /^(?:leads|briefs|calls)\.\d+/.exec(path)?.[0];
	const names = placed.filter(({ path }) => /\.(?:name|title)$/.test(path));
	const order = new Map(placed.map((one, at) => [one, at]));
	const placeOf = (one: PlacedText) => order.get(one) ?? 0;
	return placed
		.filter(
			({ path }) =>
				lines.has(path) ||
				/^(?:leads|briefs|calls)\.\d+\.(?:summary|sentence)$/.test(path),
		)
		.flatMap((one) => {
			const before = names.findLast((name) => placeOf(name) < placeOf(one));
			const after = names.find((name) => placeOf(name) > placeOf(one));
			const owner = ownerOf(one);
			if ([before, after].some((name) => name && ownerOf(name) === owner))
				return [];
			const [list, at] = owner?.split(".") ?? [];
			const told =
				list === "calls"
					? [...calls.values()].find(({ prefix }) => prefix === `${owner}.`)
							?.comparison
					: (list === "briefs" ? briefs : leads)[Number(at)];
			return [
				finding(
					"block",
					"summary-differs",
					`${part}, “${told?.title ?? ""}”`,
					`Its sentence ${quoteList([one.text])} stands next to the names of another comparison.`,
					"Fix the template: the sentence on a comparison belongs next to its names.",
				),
			];
		});
}
