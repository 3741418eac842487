import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeIntro } from "../../../src/issue/words/intro.ts";
import { numberInWords } from "../../../src/issue/words/phrases.ts";
import { averageScore } from "../../../src/issue/words/summary.ts";
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
			"The panel ships two of this week’s three tools. Two changes of heart: Delta is now a skip, Epsilon is now a ship.",
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
		[
			"the highest score, where one is not known",
			[comparison(alpha, tool("Zeta", "++++")), comparison(beta, beta)],
			"The panel ships two of this week’s three tools; Alpha scores highest of the two whose scores are known, with 90 points of 100.",
		],
		[
			"the highest score belongs to a tool that the panel would skip",
			[comparison(alpha, tool("Beta", "+---", { scores: [99, 99, 99, 99] }))],
			"The panel ships one of this week’s two tools.",
		],
		[
			"two of four verdicts known are no split of the panel",
			[comparison(tool("Gamma", "+-??"), tool("Zeta", "----"))],
			"The panel ships one of this week’s two tools.",
		],
	])("%s", (_case, shown, intro) => {
		expect(composeIntro(shown)).toBe(intro);
	});

	it("says that a tool scores highest only if no known score is as high, and says where some are not known", () => {
		const scores = fc.option(
			fc.array(fc.integer({ min: 60, max: 66 }), {
				minLength: 4,
				maxLength: 4,
			}),
		);
		const votes = fc.constantFrom("++++", "----", "+-??", "????");
		const side = fc.tuple(scores, votes);
		fc.assert(
			fc.property(
				fc.array(fc.tuple(side, side), { minLength: 1, maxLength: 4 }),
				(week) => {
					const tools = week.flat().map(([points, panel], n) => {
						const scored = points ? { scores: points } : {};
						return tool(`Tool ${n}`, panel, scored);
					});
					const intro = composeIntro(
						week.flatMap((_, n) => {
							const [left, right] = tools.slice(2 * n, 2 * n + 2);
							return left && right ? [comparison(left, right)] : [];
						}),
					);
					const claim = /; (Tool \d+) scores highest(.*), with (\d+)/.exec(
						intro,
					);
					if (!claim) return;
					const [, best, among, points] = claim;
					const known = tools.filter((one) => averageScore(one) !== null);
					for (const one of known)
						if (one.name === best)
							expect(averageScore(one)).toBe(Number(points));
						else expect(averageScore(one)).toBeLessThan(Number(points));
					expect(known.length).toBeGreaterThan(1);
					expect(among).toBe(
						known.length === tools.length
							? ""
							: ` of the ${numberInWords(known.length)} whose scores are known`,
					);
				},
			),
		);
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
