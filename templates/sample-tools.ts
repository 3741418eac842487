import type {
	ReviewContent,
	ToolContent,
} from "../src/issue/content/content.ts";

/*
 * Invented tools that between them show every case a mail must draw: a
 * unanimous and a split panel, both skipping, a flip, votes with and without
 * counts, verdicts only stated, scores unknown, fields left empty.
 */

type Said = [number | null, "ship" | "skip" | null, string];

const site = "https://digest.example.com";

function tool(
	slug: string,
	name: string,
	facts: Omit<ToolContent, "slug" | "name" | "url" | "reviews" | "flip">,
	said: Partial<Record<ReviewContent["reviewer"], Said>>,
	flip: ToolContent["flip"] = null,
): ToolContent {
	const reviews = (["builder", "skeptic", "founder", "futurist"] as const)
		.filter((reviewer) => said[reviewer])
		.map((reviewer) => {
			const [score, verdict, body] = said[reviewer] ?? [null, null, ""];
			return { reviewer, score, verdict, body };
		});
	return { slug, name, url: `${site}/tools/${slug}`, ...facts, reviews, flip };
}

const counted = (ship: number): ToolContent["panel"] => ({
	verdict: ship >= 2 ? "ship" : "skip",
	share: ship * 25,
	ship,
	skip: 4 - ship,
	basis: "reviews",
});

export const switchyard = tool(
	"switchyard-inference-hub",
	"Switchyard Inference Hub",
	{
		tagline:
			"One endpoint in front of fourteen model hosts, with routing by cost or latency",
		category: "Developer Tools",
		pricing:
			"Pay as you go per token at each host’s own price; free tier with monthly credits",
		entryPrice: "Free",
		bestFor: "Teams that switch models often and want a single bill",
		description:
			"A unified API that sends each request to the cheapest or the quickest of fourteen hosts.",
		panel: counted(4),
		community: { share: 62, ship: 31, skip: 19 },
	},
	{
		builder: [
			82,
			"ship",
			"I replaced three client libraries with one base URL and nothing downstream noticed. Routing is a field in the request, not a file to maintain, and failover happened twice during my test week without a single dropped call. Streaming, tool calls and token counts look the same whichever host answers. The logs name the host that served each request, which is exactly what you need at two in the morning.",
		],
		skeptic: [
			74,
			"ship",
			"Every gateway promises to abstract the hosts away, and every gateway leaks as soon as you need something only one of them offers. This one leaks less than most: provider options pass through untouched, and the price list matches what I was billed to the cent. My reservation is the extra hop, forty milliseconds at the median, and a status page that stayed green through a short outage I watched happen.",
		],
		founder: [
			78,
			"ship",
			"The buyer is whoever reconciles four invoices at the end of the month, and that person has a budget. Passing prices through at cost builds trust, but it leaves thin margins, so expect paid seats and audit logs to follow. The catalogue is the moat here, not the router. I would adopt it now and keep the direct keys in a drawer, because leaving takes an afternoon.",
		],
		futurist: [
			80,
			"ship",
			"Models are becoming interchangeable parts, and interchangeable parts need a switchboard. In two years nobody will pick a host by hand any more than we pick a network route. What matters then is who holds the traffic data that makes routing good, and this team has been collecting it from the start. The bet is sound even if the brand does not survive.",
		],
	},
);

export const pebble = tool(
	"pebble-7b",
	"Pebble 7B",
	{
		tagline: "A small open-weight model that calls functions on a laptop",
		category: "Developer Tools",
		pricing: "Free, open weights (Apache 2.0)",
		entryPrice: "Free",
		bestFor: "Offline assistants and privacy-bound deployments",
		description:
			"Seven billion parameters, quantised to run within six gigabytes of memory.",
		panel: counted(3),
		community: null,
	},
	{
		builder: [
			85,
			"ship",
			"Download, load, call a function: eleven minutes from an empty folder to a working agent on a three-year-old laptop. Structured output holds up without a grammar bolted on, and the quantised build loses less than I feared. The tokeniser is documented, the licence is one you can send to legal without a covering letter, and there is no account to create. This is how a model should ship.",
		],
		skeptic: [
			78,
			"ship",
			"The benchmark table is chosen kindly, as they all are, so I ran my own: forty support tickets, eight tools. It picked the right tool thirty-six times, which is honest work at this size. It falls apart past twelve thousand tokens and its French is schoolroom French. Within those limits it does what the label says, and that is rarer than it should be.",
		],
		founder: [
			52,
			"skip",
			"I cannot find the business. Weights are free, hosting is a commodity, and the enterprise plan is a support contract with a nicer name. Companies that must run on their own hardware are real, but they buy from vendors who will still answer the phone in five years. Use it, enjoy it, and do not build a company whose roadmap depends on the next release.",
		],
		futurist: [
			80,
			"ship",
			"Small models that act are more interesting than large ones that talk. Put this in a phone, a car or a hearing aid and the question of who hears your data simply goes away. The curve is what counts: last year’s seventy billion parameters now fit in seven. Extend that line and the data centre becomes the exception.",
		],
	},
);

export const ledgerline = tool(
	"ledgerline-copilot",
	"Ledgerline Copilot",
	{
		tagline: "Bookkeeping suggestions inside the spreadsheet you already have",
		category: "Finance",
		pricing: "From €29 a month per seat, yearly billing",
		entryPrice: "€29",
		bestFor: "Small firms with tidy books & one accountant",
		description: "Suggests postings, matches receipts, explains its choices.",
		panel: counted(1),
		community: { share: 48, ship: 12, skip: 13 },
	},
	{
		builder: [
			61,
			"ship",
			"The extension installs cleanly and the suggestions appear where the cursor already is, which beats yet another dashboard. Rules are plain formulas you can read and correct. Undo works across a whole batch, a detail most of its rivals forget. Import from banks outside Europe needs a converter script, and I had to write one; it took an hour and a strong coffee.",
		],
		skeptic: [
			38,
			"skip",
			"It booked a refund as income, twice, with the same calm confidence it brings to everything else. The explanation beside the posting was fluent and wrong. Accuracy of ninety-four per cent sounds fine until you remember that the remaining six are yours to find before the tax office does. I would want a mode that says “I do not know”, and there is none.",
		],
		founder: [
			44,
			"skip",
			"Seat pricing punishes exactly the firms this is made for, where one person keeps the books and five need to look. Last month it shipped on the strength of a free tier; that tier is gone now, and so is the reason to try it before the spring close. Bring back a viewer seat and I will happily look again.",
		],
		futurist: [
			49,
			"skip",
			"Assistants that live in a spreadsheet are a bridge to something else: books that keep themselves and ask a person only when it matters. Bridges are useful, but few people invest in one that leads back to the same side of the river. I see no sign yet that this team wants to cross.",
		],
	},
	{ from: "ship", to: "skip" },
);

export const tallyho = tool(
	"tallyho",
	"TallyHo",
	{
		tagline: "Receipts in, journal out",
		category: "Finance",
		pricing: "€0.04 per document",
		entryPrice: "",
		bestFor: "",
		description: "Reads receipts by photograph and writes a journal file.",
		panel: counted(1),
		community: { share: 55, ship: null, skip: null },
	},
	{
		builder: [
			58,
			"ship",
			"An API with three calls and honest error codes. I sent it two hundred crumpled receipts and got a clean journal back in under a minute, with a confidence number on every line that actually meant something. There is no SDK and none is needed.",
		],
		skeptic: [
			41,
			"skip",
			"Handwriting defeats it, thermal paper older than a year defeats it, and multi-page invoices are silently cut after the second page. Silently is the word that matters. A tool that drops a page must say so, loudly, every time.",
		],
		founder: [
			47,
			"skip",
			"Per-document pricing is fair and easy to explain, and it caps what this company can ever earn from its best customers. I like the product more than the business. At two people and no funding, ask who holds your documents if they stop.",
		],
		futurist: [
			45,
			"skip",
			"Paper receipts have perhaps five years left in most of the markets served here. Structured invoices by law will do to this category what the camera phone did to film. A sharp tool for a shrinking job.",
		],
	},
);

export const harbour = tool(
	"harbour-providers-v2",
	"Harbour Providers v2",
	{
		tagline: "Twelve clouds behind one contract, with usage analytics",
		category: "Developer Tools",
		pricing: "Not public",
		entryPrice: "Free",
		bestFor: "Procurement that signs one contract a year",
		description: "Unified billing and analytics over twelve clouds.",
		panel: { ...counted(3), ship: null, skip: null, basis: "stated" },
		community: null,
	},
	{
		builder: [
			null,
			null,
			"Set-up took one token and one environment variable, and the analytics page loads before you lose interest. I would like the raw numbers as a file rather than as a chart. Retries are sensible by default and can be switched off, which tells me somebody here has operated a service at night.",
		],
		skeptic: [
			null,
			null,
			"The analytics are the product and the routing is the bait. Fine, as long as you know it. What is missing from every page is what happens to the prompts that flow through, for how long and in which country. I asked twice and received a brochure.",
		],
		founder: [
			null,
			null,
			"One contract instead of twelve is worth real money to a company with a legal department, and worth nothing to one without. The pricing is hidden because it is negotiated, and it is negotiated because it works. Know which side of that table you are on.",
		],
		futurist: [
			null,
			"ship",
			"Aggregators come first, then standards, then nobody remembers why the aggregators mattered. Enjoy the years in between: they are short, and this one spends them well by publishing its interface as an open description.",
		],
	},
);

export const quill = tool(
	"quill-notes",
	"Quill Notes",
	{
		tagline: "",
		category: "Productivity",
		pricing: "Free while in beta",
		entryPrice: "Free",
		bestFor: "Note takers who dislike folders",
		description: "",
		panel: {
			verdict: null,
			share: null,
			ship: null,
			skip: null,
			basis: "unknown",
		},
		community: null,
	},
	{},
);
