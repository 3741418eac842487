import { html } from "hono/html";
import type { Verdict } from "../../../db/catalog-tables.ts";
import type {
	BrowseWords,
	ChangeWords,
	ComparisonWords,
	HomeWords,
	Standing,
	ToolWords,
} from "../site-words.ts";

export const home: HomeWords = {
	description:
		"Zwei KI-Tools nebeneinander: welche ein Panel aus vier Kritikern nehmen würde, welche lassen, und warum.",
	weekly: (schedule) => `Gesammelt in einer Mail pro Woche: ${schedule}.`,
	latestIssue: "Die neueste Ausgabe:",
	howDecided: "Wie das Panel urteilt",
	latest: "Die neuesten Urteile",
	earlier: "Frühere Urteile",
	all: "Alle Vergleiche",
	search: "Vergleiche durchsuchen",
	searchButton: "Suchen",
	newest: (day) => html`Neu am ${day}`,
	none: "Bisher ist kein Vergleich erschienen.",
};

export const comparison: ComparisonWords = {
	breadcrumb: { name: "Pfad", verdicts: "Urteile", compare: "Vergleiche" },
	kind: (day) => html`KI-Tools im Vergleich, ${day}`,
	facts: {
		community: "Leser",
		entryPrice: "Einstiegspreis",
		verdict: "Urteil des Panels",
		pricing: "Preise",
		bestFor: "Gut für",
		category: "Kategorie",
	},
	decision: "Entscheidungshilfe",
	scorecard: "Wertungen und Kritiken",
	noFigures: "Wertungen und Urteile der Kritiker sind nicht bekannt.",
	on: (of) => html`über ${of}`,
	related: "Verwandte Vergleiche",
	beside: { name: "Weitere Vergleiche", earlier: "Früher", later: "Später" },
};

export const tool: ToolWords = {
	tools: "Tools",
	reviews: "Was das Panel sagt",
	comparisons: "Vergleiche",
};

const verb = (verdict: Verdict) => (verdict === "ship" ? "nehmen" : "lassen");

/** "zu nehmen (75 %)" */
function call({ verdict, share }: Standing): string {
	if (verdict === null) return "ohne Urteil";
	return share === null
		? `zu ${verb(verdict)}`
		: `zu ${verb(verdict)} (${share}\u00A0% dafür)`;
}

const known = (share: number | null) =>
	share === null ? "kein bekannter Anteil" : `${share}\u00A0%`;
const begun = (day: string | null) =>
	day === null ? "jetzt" : `seit dem ${day}`;

export const changes: ChangeWords = {
	heading: "Geändert, seit es in der Mail stand.",
	verdict: (of, was, is, { on, since }) =>
		html`${of} war am ${on} ${call(was)}; ${begun(since)} ist es ${call(is)}.`,
	share: (of, was, is, { on, since }) =>
		html`Im Panel für ${of}: am ${on} ${known(was)}, ${begun(since)} ${known(is)}.`,
	price: (of, was, is, { on, since }) =>
		html`Der Einstiegspreis von ${of} war am ${on} ${was ?? "nicht angegeben"}; ${begun(since)} ist er ${is ?? "nicht angegeben"}.`,
	history: "Verlauf",
	now: "Jetzt",
	standing: (said, score, price) =>
		html`${said}${score === null ? "" : `, im Schnitt ${score}/100`}. Einstiegspreis: ${price}`,
};

export const browse: BrowseWords = {
	comparisons: {
		title: "Alle Vergleiche",
		description:
			"Jeder Vergleich zweier KI-Tools, mit den Urteilen des Panels.",
		list: "Vergleiche",
		more: "Frühere Vergleiche",
	},
	tools: {
		title: "Alle Tools",
		description: "Jedes KI-Tool, das sich das Panel angesehen hat, mit Urteil.",
		list: "Tools",
		more: "Weitere Tools",
	},
	search: "Suche",
	category: "Kategorie",
	verdict: "Urteil",
	all: "Alle",
	show: "Anzeigen",
	showAll: "Alles anzeigen",
	pairs: {
		"both-ship": "Beide nehmen",
		"one-ships": "Eines nehmen, eines lassen",
		"both-skip": "Beide lassen",
	},
	nothing: (searched) =>
		searched === null
			? html`Dazu passt nichts.`
			: html`Zu „${searched}“ passt nichts.`,
};
