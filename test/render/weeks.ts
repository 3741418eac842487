import type {
	ComparisonContent,
	ToolContent,
} from "../../src/issue/content/content.ts";
import { pairTitle } from "../../src/issue/words/isolate.ts";
import { comparison as pairOf, tool } from "../support/content.ts";

/*
 * Ten made-up weeks, each with something that a week seldom has. They have the
 * facts alone: whoever needs words or a whole issue composes it.
 */

type Votes = Parameters<typeof tool>[1];
type More = Parameters<typeof tool>[2] &
	Partial<
		Pick<ToolContent, "community" | "entryPrice" | "priceBefore" | "shortName">
	>;

function made(name: string, votes: Votes, more: More = {}): ToolContent {
	const { scores, share, flip, ...facts } = more;
	// As an import allows it, whatever letters the name has.
	const slug = [...`${name}-${name.length}`]
		.map((letter) => (/[a-z0-9]/i.test(letter) ? letter.toLowerCase() : "-"))
		.join("")
		.replace(/-+/g, "-")
		.replace(/^-|-$/g, "");
	return {
		...tool(name, votes, {
			...(scores && { scores }),
			...(share !== undefined && { share }),
			...(flip && { flip }),
		}),
		slug,
		url: `https://digest.example.com/tools/${slug}`,
		entryPrice: "$20/mo",
		pricing: "$20 a seat and month",
		category: "Writing",
		tagline: `${name} in one line`,
		bestFor: "Teams of two to ten",
		...facts,
	};
}

const about = (average: number) => ({
	scores: [average - 3, average + 3, average - 1, average + 1],
});
const readers = (share: number) => ({
	community: { share, ship: share * 3, skip: (100 - share) * 3 },
});

function comparison(left: ToolContent, right: ToolContent): ComparisonContent {
	return { ...pairOf(left, right), title: pairTitle(left.name, right.name) };
}

/** The leads and briefs of each week, in the order of the issue. */
export const WEEKS: Readonly<Record<string, readonly ComparisonContent[]>> = {
	"all unanimous": [
		comparison(
			made("Quillwright", "++++", about(84)),
			made("Marginaut", "++++", about(79)),
		),
		comparison(
			made("Ledgerloom", "++++", about(71)),
			made("Tallyhoot", "++++", about(71)),
		),
		comparison(
			made("Reelmonger", "----", about(31)),
			made("Clipsody", "++++", about(77)),
		),
	],
	"all split": [
		comparison(
			made("Quillwright", "++--", about(55)),
			made("Marginaut", "+-+-", about(52)),
		),
		comparison(
			made("Ledgerloom", "--++", about(51)),
			made("Tallyhoot", "-++-", about(50)),
		),
		comparison(
			made("Reelmonger", "+--+", about(49)),
			made("Clipsody", "????", { share: 50 }),
		),
	],
	"one comparison": [
		comparison(
			made("Café & Croquis", "++-+", { ...about(66), ...readers(71) }),
			made("Gouachebot", "+++-", { ...about(59), ...readers(48) }),
		),
	],
	"the same tool five times": [
		"Marginaut",
		"Tallyhoot",
		"Reelmonger",
		"Clipsody",
		"Pebble 7B",
	].map((name, n) =>
		comparison(
			made("The Hub", "+++-", about(74)),
			made(
				name,
				["+---", "++++", "++--", "----", "++-+"][n] ?? "",
				about(40 + 9 * n),
			),
		),
	),
	"nothing known": [
		comparison(made("Quillwright", "????"), made("Marginaut", "????")),
		comparison(made("Ledgerloom", "????"), made("Tallyhoot", "????")),
	],
	"long names": [
		comparison(
			made("Hugging Face Inference Providers Hub", "++++", about(81)),
			made("Mistral 3 Small Instruct (22B, quantised)", "+---", about(44)),
		),
		comparison(
			made("Mistral 3 Small Instruct (24B)", "++-+", about(64)),
			made(
				"The Extremely Thorough Spreadsheet Companion: Enterprise Edition",
				"+++-",
				{ ...about(63), shortName: "Spreadsheet Companion" },
			),
		),
		comparison(
			made(
				"accounting/ledger-reconciliation-assistant-for-auditors",
				"----",
				about(20),
			),
			made(
				"accounting/ledger-reconciliation-assistant-for-bookkeepers",
				"----",
				about(22),
			),
		),
	],
	"right to left": [
		comparison(
			made("כלי הפלאים 7", "++++", about(80)),
			made("أداة (نسخة 2)", "+---", about(45)),
		),
		comparison(
			made("Quillwright", "++-+", about(66)),
			made("דיו דיגיטלית", "++--", about(58)),
		),
	],
	"two flips": [
		comparison(
			made("Quillwright", "+---", { ...about(48), flip: ["ship", "skip"] }),
			made("Marginaut", "+++-", about(68)),
		),
		comparison(
			made("Ledgerloom", "+++-", { ...about(68), flip: ["skip", "ship"] }),
			made("Tallyhoot", "++--", about(55)),
		),
		comparison(
			made("Reelmonger", "----", about(33)),
			made("Clipsody", "+---", about(41)),
		),
	],
	"a readers’ revolt": [
		comparison(
			made("Quillwright", "----", { ...about(31), ...readers(83) }),
			made("Marginaut", "++++", { ...about(82), ...readers(24) }),
		),
		comparison(
			made("Ledgerloom", "+++-", { ...about(70), ...readers(68) }),
			made("Tallyhoot", "+---", { ...about(42), ...readers(39) }),
		),
	],
	"a price war": [
		comparison(
			made("Quillwright", "++++", {
				...about(77),
				entryPrice: "$29/mo",
				priceBefore: "$25/mo",
			}),
			made("Marginaut", "++-+", {
				...about(74),
				entryPrice: "Free",
				priceBefore: "$12/mo",
			}),
		),
		comparison(
			made("Ledgerloom", "++++", {
				...about(70),
				entryPrice: "$5/mo",
				priceBefore: "$9/mo",
			}),
			made("Tallyhoot", "-+++", {
				...about(69),
				entryPrice: "$4/mo",
				priceBefore: "$9/mo",
			}),
		),
	],
};
