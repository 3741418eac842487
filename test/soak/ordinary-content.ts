import { REVIEWERS } from "../../src/catalog/panel.ts";
import type { Random } from "./random.ts";

/*
 * What tools are called and what people write about them, drawn at random: plain
 * English, code, other scripts, long identifiers, and words that look like
 * something else to a careless check. All of it is right, and none may keep an
 * issue from being sent.
 */

const PLAIN: readonly [string, ...string[]] = [
	"It reads your code before it talks.",
	"Good for a team of three, and slow for thirty.",
	"You will ship by Friday. Skip the settings page!",
	"The panel skipped lunch over this one; nobody would ship it twice.",
	"Verdict: ship. Or skip? Ship, says the founder.",
	"+ Ship, if you must.",
	"× Skip it until 2.0",
	"? Not given",
	"Your vote on this: ship",
	"Unsubscribe from three other tools, and pay for this one.",
	"It costs $5, e.g. less than lunch vs. a seat at $49.99/mo.",
	"75% of us agree; 3 ship / 1 skip, 82 points.",
];
const CODE: readonly [string, ...string[]] = [
	"Reads s3://bucket/key and writes ftp://old.example.com/x, too.",
	"Use $\u007Ba && b} or {{ user['name'] }}, never %%slot:name%%.",
	"@import url(logo.png); @font-face { src: url('x.woff2') }",
	"[insert key] TODO: null, undefined, NaN and [object Object]",
	"lorem ipsum FIXME XXX TBD *|FNAME|* <%= name %>",
	"It says <script>alert(1)</script> & <img src=x onerror=y> in its docs.",
	"javascript:alert(1) was blocked, background-image:url(https://x.example/y.png) was not.",
	"http://plain.example.com/a?b=c#d is where it lives",
	"{issue.number} {comparison.title} {nope}",
	"<!--[if mso]> Outlook <![endif]-->",
	"=?utf-8?q?Not=20encoded?=",
	"> quoted text\nFrom here on\n.\n",
];
const SCRIPTS: readonly [string, ...string[]] = [
	"これは短い文です。次の文はもう少し長いですが、空白はありません。",
	"这个工具很好用，但是价格太贵，我们不建议小团队购买。",
	"เครื่องมือนี้ดีมากแต่ราคาแพงเกินไปสำหรับทีมขนาดเล็ก",
	"أداة ممتازة، لكنها باهظة الثمن. لا ننصح بها للفرق الصغيرة.",
	"כלי מצוין, אבל יקר מדי לצוות קטן (v2.0)!",
	"यह उपकरण अच्छा है। लेकिन महँगा है।",
	"Отличный инструмент, но дорогой.",
	"👩‍👩‍👧‍👦🏳️‍🌈 e\u0301clair naïve ﬁle Straße İstanbul",
];
const LONG: readonly [string, ...string[]] = [
	"meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8-Original",
	"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter",
	"com.example.enterprise.integration.orchestration.AbstractFactory",
	"x".repeat(60),
	"https://very-long-host-name.example.com/a/path/that/goes/on/and/on/for/ever",
];
const NAMES: readonly [string, ...string[]] = [
	"Copilot",
	"GitHub Copilot",
	"Copilot Pro",
	"Cursor",
	"A",
	"A vs B",
	"Ship",
	"Skip It",
	"Ship or Skip",
	"Not Given AI",
	"75% Off",
	"82",
	"Free",
	"null",
	"undefined",
	"TODO",
	"Yahoo! Scout",
	"Who?",
	"Dr. Code",
	"U.S. Robotics",
	"iA Writer",
	"n8n",
	"v0",
	"Node.js",
	"@font-face",
	"@import",
	"$\u007Benv}",
	"{{mustache}}",
	"%%slot:unsubscribe%%",
	"url(logo.png)",
	'Tom & Jerry\'s "AI" <beta>',
	"אבג דה 7",
	"أداة الذكاء (نسخة 2)",
	"王小明的工具",
	"한국어 도구",
	"ไทยทูล",
	"Café & Croquis",
	"🦄 Unicorn 👩‍🚀",
	"In brief",
	"This week’s calls",
	"Unsubscribe",
	"lorem ipsum",
];
const PRICES: readonly [string, ...string[]] = [
	"Free",
	"$10",
	"$10/mo",
	"$0.50/1M tokens; pay-as-you-go",
	"€ 9,90 pro Monat",
	"¥1,200",
	"免费",
	"مجاني",
	"Ship",
	"Skip",
	"100%",
	"82",
	"null",
	"[insert price]",
	"$\u007BPRICE}",
];

const ALL = [PLAIN, PLAIN, CODE, SCRIPTS, LONG] as const;

/** A sentence, or several. */
export function prose(random: Random, most = 3): string {
	return Array.from({ length: 1 + random.whole(most) }, () =>
		random.pick(
			random.pick(ALL as readonly [typeof PLAIN, ...(typeof PLAIN)[]]),
		),
	).join(" ");
}

/** A name: one of the list, one within another one, or a long one. */
export function name(random: Random): string {
	const one = random.pick(NAMES);
	if (random.chance(0.1)) return random.pick(LONG);
	if (random.chance(0.2)) return `${one} ${random.pick(NAMES)}`;
	return random.chance(0.2) ? `${one} ${random.whole(9)}` : one;
}

export function price(random: Random): string {
	return random.chance(0.1) ? random.pick(LONG) : random.pick(PRICES);
}

/** A comparison as `digest import` takes it. */
export function ordinaryComparison(random: Random) {
	const left = name(random);
	// Two tools may have one name.
	const right = random.chance(0.1) ? left : name(random);
	return {
		tools: [left, right].map((one, index) => ({
			name: one,
			...(index === 1 && (right === left || random.chance(0.1))
				? { slug: `another-${random.whole(1_000)}` }
				: {}),
			tagline: random.chance(0.1) ? "" : prose(random, 1).replace(/\s+/g, " "),
			category: random.pick(["Developer Tools", "AI", "null", "工具"]),
			pricing: random.chance(0.1) ? "" : price(random),
			entryPrice: random.chance(0.1) ? "" : price(random),
			bestFor: prose(random, 1).replace(/\s+/g, " "),
			description: prose(random),
			reviews: REVIEWERS.filter(() => random.chance(0.9)).map((reviewer) => ({
				reviewer,
				body: prose(random),
				...(random.chance(0.9) ? { score: random.whole(101) } : {}),
				...(random.chance(0.9)
					? { verdict: random.pick(["ship", "skip"]) }
					: {}),
			})),
			...(random.chance(0.5)
				? { community: { share: random.whole(101) } }
				: {}),
		})),
	};
}

/** What readers call themselves. */
export function readerName(random: Random): string {
	return random
		.pick([...NAMES, ...LONG, "@font-face", "Ana", 'Doe, John; "JD"'])
		.slice(0, 80);
}
