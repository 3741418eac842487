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
			"The panel would ship Alpha and skip Beta this week; Alpha scores highest, with 90 out of 100. The Builder is the only one who would ship Beta.",
		],
		[
			"everything ships",
			[comparison(tool("Alpha", "++++"), tool("Beta", "++++"))],
			"The panel would ship both tools this week. The four agree on both.",
		],
		[
			"nothing ships",
			[
				comparison(tool("A", "----"), tool("B", "+---")),
				comparison(tool("C", "----"), tool("D", "+---")),
			],
			"The panel would skip all four tools this week. The Builder disagrees most often, on B and D.",
		],
		[
			"a tie",
			[comparison(gamma, tool("Zeta", "----"))],
			"The panel would skip one of this week’s two tools. On Gamma the panel is split: the Builder and the Skeptic would ship it, the Founder and the Futurist would not.",
		],
		[
			"a tool in two pairs counts once",
			[comparison(alpha, lost), comparison(alpha, won)],
			"The panel would ship two of this week’s three tools and skip one. Two changes of heart: Delta is now a skip, Epsilon is now a ship.",
		],
		[
			"one flip",
			[comparison(lost, tool("Zeta", "++++"))],
			"The panel would ship Zeta and skip Delta this week. One change of heart: Delta, a ship last time, is now a skip.",
		],
		[
			"readers at odds with the panel",
			[
				comparison(tool("Zeta", "++++"), {
					...beta,
					community: { share: 81, ship: null, skip: null },
				}),
			],
			"The panel would ship Zeta and skip Beta this week. Readers see Beta differently: 81% of them would ship it.",
		],
		[
			"some verdicts not known",
			[comparison(tool("A", "????"), tool("B", "++++"))],
			"The panel would ship one of this week’s two tools; one verdict is open.",
		],
		[
			"no verdict known",
			[comparison(tool("A", "????"), tool("B", "????"))],
			"Two tools this week, and no panel verdict is known yet.",
		],
		[
			"the highest score, where one is not known",
			[comparison(alpha, tool("Zeta", "++++")), comparison(beta, beta)],
			"The panel would ship two of this week’s three tools and skip one; Alpha scores highest of the two whose scores are known, with 90 out of 100. The Builder is the only one who would ship Beta.",
		],
		[
			"the highest score belongs to a tool that the panel would skip",
			[comparison(alpha, tool("Beta", "+---", { scores: [99, 99, 99, 99] }))],
			"The panel would ship Alpha and skip Beta this week. The Builder is the only one who would ship Beta.",
		],
		[
			"two of four verdicts known are no split of the panel",
			[comparison(tool("Gamma", "+-??"), tool("Zeta", "----"))],
			"The panel would skip one of this week’s two tools; one verdict is open.",
		],
		[
			"two reviewers, each alone once",
			[comparison(tool("A", "+++-"), tool("B", "--+-"))],
			"The panel would ship A and skip B this week. The Futurist stands alone against A, and the Founder for B.",
		],
		[
			"a share that is hardly against the panel is not called “only”",
			[
				comparison(tool("A", "++++"), {
					...tool("B", "++++"),
					community: { share: 48, ship: null, skip: null },
				}),
			],
			"The panel would ship both tools this week. Readers are less sure of B: 48% of them would ship it.",
		],
		[
			"two prices that moved",
			[
				comparison(
					{ ...tool("A", "++++"), entryPrice: "$29", priceBefore: "$25" },
					{ ...tool("B", "++++"), entryPrice: "Free", priceBefore: "$9" },
				),
			],
			"The panel would ship both tools this week. Two prices moved: A from $25 to $29 and B from $9 to Free.",
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
