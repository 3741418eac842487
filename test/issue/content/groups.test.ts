import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ComparisonContent } from "../../../src/issue/content/content.ts";
import { groupsOf } from "../../../src/issue/content/groups.ts";
import { comparison, tool } from "../../support/content.ts";

const VOTES = ["++++", "+++-", "++--", "+---", "----", "++??"];

/** Up to eight comparisons among so many tools. */
const issue = (tools: number) =>
	fc
		.uniqueArray(
			fc
				.tuple(fc.nat(tools - 1), fc.nat(tools - 1))
				.filter(([a, b]) => a !== b),
			{ maxLength: 8, selector: (pair) => pair.join() },
		)
		.map((pairs) => pairs.map(([a, b]) => comparison(toolNo(a), toolNo(b))));

function toolNo(at: number) {
	return tool(`Tool ${at}`, VOTES[at % VOTES.length] ?? "++++");
}

const slugsOf = ({ left, right }: ComparisonContent) => [left.slug, right.slug];

describe("the groups of an issue", () => {
	test("have at least two comparisons, all with the shared tool, and no comparison is in two", () => {
		fc.assert(
			fc.property(issue(6), (pairs) => {
				const groups = groupsOf(pairs);
				const members = groups.flatMap(({ others }) =>
					others.map(({ slug }) => slug),
				);
				expect(new Set(members).size).toBe(members.length);
				for (const { slug, others } of groups) {
					expect(others.length).toBeGreaterThanOrEqual(2);
					for (const other of others) {
						const pair = pairs.find((one) => one.slug === other.slug);
						expect(pair && slugsOf(pair)).toContain(slug);
					}
				}
			}),
		);
	});

	test("leave no two comparisons apart that share a tool and are in no group", () => {
		fc.assert(
			fc.property(issue(6), (pairs) => {
				const grouped = new Set(
					groupsOf(pairs).flatMap(({ others }) =>
						others.map(({ slug }) => slug),
					),
				);
				const alone = pairs.filter(({ slug }) => !grouped.has(slug));
				const tools = alone.flatMap(slugsOf);
				expect(new Set(tools).size).toBe(tools.length);
			}),
		);
	});

	test("are none where every tool is met once", () => {
		fc.assert(
			fc.property(fc.nat(6), (count) => {
				const pairs = Array.from({ length: count }, (_, at) =>
					comparison(toolNo(2 * at), toolNo(2 * at + 1)),
				);
				expect(groupsOf(pairs)).toEqual([]);
			}),
		);
	});

	test("say every sentence whole: a capital letter first, a full stop last, nothing undefined", () => {
		fc.assert(
			fc.property(issue(6), (pairs) => {
				for (const { summary, others } of groupsOf(pairs))
					for (const text of [summary, ...others.map(({ line }) => line)])
						expect(text).toMatch(/^(?!.*(?:undefined|null| {2}))[A-Z].*\.$/);
			}),
		);
	});
});

test("a tool met by three is told once, with what the panel says of the three", () => {
	const hub = tool("Hub", "++++");
	const [group] = groupsOf([
		comparison(hub, tool("Alpha", "+++-")),
		comparison(tool("Beta", "----"), hub),
		comparison(tool("Gamma", "++++"), tool("Delta", "++++")),
		comparison(hub, tool("Epsilon", "++++", { flip: ["skip", "ship"] })),
	]);
	expect(group).toMatchObject({ slug: "hub", title: "Hub vs three others" });
	expect(group?.summary).toMatch(
		/Hub.*\. Of the three it met, the panel would ship two and skip one\.$/,
	);
	expect(group?.others.map(({ slug }) => slug)).toEqual([
		"hub-vs-alpha",
		"beta-vs-hub",
		"hub-vs-epsilon",
	]);
	expect(group?.others[2]?.line).toMatch(/It was a skip last time\.$/);
});
