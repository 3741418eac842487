import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeIntro } from "../../../src/issue/words/intro.ts";
import { comparison, tool } from "../../support/content.ts";

/** Read them aloud: each is the first thing a reader is told. */
describe("the intro", () => {
	const alpha = tool("Alpha", "++++", { scores: [90, 90, 90, 90] });
	const beta = tool("Beta", "+---", { scores: [40, 40, 40, 40] });
	const gamma = tool("Gamma", "++--");
	const lost = tool("Delta", "+---", { flip: ["ship", "skip"] });
	const won = tool("Epsilon", "+++-", { flip: ["skip", "ship"] });

	it.each([
		[
			"one pair",
			[comparison(alpha, beta)],
			"The panel ships one of this week’s two tools; Alpha scores highest, with 90 points of 100.",
		],
		[
			"everything ships",
			[comparison(tool("Alpha", "++++"), tool("Beta", "++++"))],
			"The panel ships both tools this week.",
		],
		[
			"nothing ships",
			[
				comparison(tool("A", "----"), tool("B", "+---")),
				comparison(tool("C", "----"), tool("D", "+---")),
			],
			"The panel skips all four tools this week.",
		],
		[
			"a tie",
			[comparison(gamma, tool("Zeta", "----"))],
			"The panel ships one of this week’s two tools. On Gamma the panel is split down the middle.",
		],
		[
			"a tool in two pairs counts once",
			[comparison(alpha, lost), comparison(alpha, won)],
			"The panel ships two of this week’s three tools; Alpha scores highest, with 90 points of 100. Two changes of heart: Delta is now a skip, Epsilon is now a ship.",
		],
		[
			"one flip",
			[comparison(lost, tool("Zeta", "++++"))],
			"The panel ships one of this week’s two tools. One change of heart: Delta, a ship last time, is now a skip.",
		],
		[
			"readers at odds with the panel",
			[
				comparison(tool("Zeta", "++++"), {
					...beta,
					community: { share: 81, ship: null, skip: null },
				}),
			],
			"The panel ships one of this week’s two tools. Readers see Beta differently: 81% of them would ship it.",
		],
		[
			"some verdicts not known",
			[comparison(tool("A", "????"), tool("B", "++++"))],
			"The panel ships one of this week’s two tools, and one verdict is not known.",
		],
		[
			"no verdict known",
			[comparison(tool("A", "????"), tool("B", "????"))],
			"Two tools this week, and no panel verdict is known yet.",
		],
	])("%s", (_case, shown, intro) => {
		expect(composeIntro(shown)).toBe(intro);
	});

	it("consists of whole sentences for every combination of verdicts", () => {
		const votes = fc.string({
			unit: fc.constantFrom("+", "-", "?"),
			minLength: 4,
			maxLength: 4,
		});
		fc.assert(
			fc.property(
				fc.array(fc.tuple(votes, votes), { minLength: 1, maxLength: 12 }),
				(week) => {
					const intro = composeIntro(
						week.map(([a, b], n) =>
							comparison(tool(`Left ${n}`, a), tool(`Right ${n}`, b)),
						),
					);
					expect(intro).toMatch(/^[A-Z].*\.$/);
					expect(intro).not.toMatch(/null|undefined|NaN| {2}|\.\.|\bno of\b/);
					expect(intro.length).toBeLessThan(260);
				},
			),
		);
	});
});
