import { html } from "hono/html";
import type { TimeSpan } from "../../../time/time-span.ts";
import type {
	ApiWords,
	IssuesWords,
	PanelWords,
	PrivacyWords,
} from "../about-words.ts";

export const issues: IssuesWords = {
	title: "Frühere Ausgaben",
	description: "Jede Ausgabe, wie sie verschickt wurde.",
	none: "Bisher ist keine Ausgabe erschienen.",
	number: (number) => `Nr. ${number}`,
	named: (number, subject) => html`Nr. ${number}, ${subject}`,
	bar: {
		name: "Website",
		all: "Alle Ausgaben",
		previous: (number) => `Vorige: Nr. ${number}`,
		next: (number) => `Nächste: Nr. ${number}`,
		subscribe: "Abonnieren",
	},
	entry: (number, subject) => `Nr. ${number}: ${subject}`,
	call: (tool, call, tagline) => html`${tool}: ${call}. ${tagline}`,
	facts: (price, bestFor) =>
		html`Einstiegspreis: ${price}. Gut für: ${bestFor}`,
};

export const panel: PanelWords = {
	title: "Über das Panel",
	description:
		"Vier Kritiker mit je einer Frage: wie aus ihren Wertungen ein Urteil wird, nehmen oder lassen.",
	what: "Vier Kritiker sehen sich jedes Tool an. Jeder hat eine Frage, gibt 0 bis 100 Punkte, sagt nehmen oder lassen, und sagt, warum.",
	questions: {
		builder: "fragt, wie es sich damit baut",
		skeptic: "fragt, wo es bricht und was es sonst gibt",
		founder: "fragt, wer zahlt, und wofür",
		futurist: "fragt, wohin es führt",
	},
	verdict: {
		heading: "Das Urteil des Panels",
		rule: html`Ein Tool ist zu <b class="ship">nehmen</b>, wenn mindestens die Hälfte der Kritiker dafür ist, sonst zu <b class="skip">lassen</b>. „75\u00A0% des Panels dafür“ heißt: Drei von vier würden es nehmen.`,
		history:
			"Eine Kritik gehört zum Tool, also hat ein Tool in jedem Vergleich dieselben Kritiken. Ändert das Panel seine Meinung, ändern sich auch die Vergleiche. Dann steht auf ihren Seiten, wie das Urteil lautete, als sie verschickt wurden, und auf der Seite des Tools der ganze Verlauf.",
	},
	community: {
		heading: "Die Leser",
		rule: (minimum) =>
			`Auch die Leser stimmen ab, nehmen oder lassen, jeder einmal über jedes Tool. Ihre Stimmen stehen neben dem Urteil des Panels und werden nie damit vermischt; gezeigt werden sie ab ${minimum === 1 ? "einer Stimme" : `${minimum} Stimmen`}.`,
	},
	unknown: {
		heading: "Was nicht bekannt ist",
		rule: "Ist eine Wertung, ein Urteil oder ein Preis nicht bekannt, dann sagen die Seiten das. Es zählt nie als 0 oder als lassen.",
	},
	verdicts: "Die neuesten Urteile",
	tools: "Alle Tools",
};

/** One; several; several in the dative. */
const UNITS: Readonly<
	Record<TimeSpan["unit"], readonly [string, string, string]>
> = {
	s: ["Sekunde", "Sekunden", "Sekunden"],
	m: ["Minute", "Minuten", "Minuten"],
	h: ["Stunde", "Stunden", "Stunden"],
	d: ["Tag", "Tage", "Tagen"],
	w: ["Woche", "Wochen", "Wochen"],
	mo: ["Monat", "Monate", "Monaten"],
	y: ["Jahr", "Jahre", "Jahren"],
};

function span({ count, unit }: TimeSpan, isDative: boolean): string {
	const [one, several, dative] = UNITS[unit];
	return `${count} ${count === 1 ? one : isDative ? dative : several}`;
}

/** @param event from which the time counts; null: it has no end */
const after = (time: TimeSpan | null, event: string) =>
	time === null
		? "solange es diesen Digest gibt"
		: `${span(time, false)} ${event}`;

export const privacy: PrivacyWords = {
	title: "Datenschutz",
	description: (publication) =>
		`Was ${publication} über Leser speichert, und wie lange.`,
	standfirst:
		"Keine Cookies, kein Zählpixel. Das hier ist alles, was gespeichert wird.",
	reading: {
		heading: "Wenn du hier nur liest",
		what: "Das Protokoll des Servers hat eine Zeile für jede Seite, die abgerufen wurde: welche Seite, wann, und wie lange es dauerte. Weder deine Netzadresse noch der Name deines Browsers steht darin. Tools, die du dir merkst, bleiben in deinem eigenen Browser.",
	},
	subscribing: {
		heading: "Wenn du abonnierst",
		what: "Was",
		howLong: "Wie lange",
		rest: "Wir wissen nicht, ob du eine Mail öffnest oder liest. Links werden nur gezählt, wenn du es in deinen Einstellungen einschaltest. Nichts wird weitergegeben oder verkauft; Mailserver auf dem Weg zu dir sehen deine Adresse, wie bei jeder Mail.",
	},
	kept: (limits, days) => [
		[
			"Deine Adresse, der Name, den du angegeben hast, und was du eingestellt hast",
			limits.retireAfter === null
				? "bis du es löschen lässt"
				: `bis du es löschen lässt. Nach ${span(limits.retireAfter, true)} ohne Lebenszeichen fragen wir, ob du die Mails noch willst; ohne Antwort binnen ${span(limits.retireGrace, true)} werden sie abbestellt`,
		],
		[
			"Tools, die du dir gemerkt hast, und deine Stimmen",
			"bis du sie entfernst oder löschen lässt",
		],
		[
			"Der Nachweis, dass du die Mails wolltest: der Text, dem du zugestimmt hast, wann, und von welcher Netzadresse und mit welchem Browser",
			`${after(limits.retainConsents, "nach dem Abbestellen")}${limits.erasedConsents === "keep" ? ". Er bleibt, auch wenn du das Übrige löschen lässt; zu ihm führt dann nur ein Hash deiner Adresse mit einem geheimen Schlüssel" : ", oder bis du es löschen lässt"}`,
		],
		[
			"Ein Link, der deine Adresse bestätigt",
			`funktioniert einmal, ${days} Tage lang`,
		],
		[
			"Welche Ausgaben dir geschickt wurden",
			after(limits.retainDeliveries, "nach dem Ende des Versands"),
		],
		[
			"Was die Mailserver geantwortet haben",
			after(limits.retainLogs, "nach der Antwort"),
		],
		[
			"Ein Vermerk, dass eine Adresse keine Mail bekommt: nach einem Rückläufer, einer Beschwerde oder auf Wunsch",
			"bis er aufgehoben wird; als Hash mit einem geheimen Schlüssel, nicht als Adresse",
		],
	],
	rights: {
		heading: "Was du tun kannst",
		leave: html`<b>Abbestellen</b>, mit einem Klick, in jeder Ausgabe.`,
		see: (requestLink) =>
			html`Alles, was wir über dich speichern, <b>ansehen, ändern und mitnehmen</b>, auf der Seite deiner <a href="${requestLink}">Einstellungen</a>.`,
		erase: html`Es <b>löschen lassen</b>, auf derselben Seite. Es bleibt nur der Vermerk, dir keine Mail zu schicken, falls du das wolltest, ohne deine Adresse darin.`,
	},
	responsible: "Wer verantwortlich ist",
};

export const api: ApiWords = {
	accepted:
		"Wenn sich diese Adresse anmelden lässt, ist eine Mail mit einem Link zum Bestätigen unterwegs.",
	notJson: 'Schick JSON, zum Beispiel {"email": "ada@example.com"}.',
	noProof:
		"Löse die Aufgabe von GET /api/v1/challenge und schick die Lösung als `altcha`.",
	badText:
		"Die Anfrage ist unvollständig, oder ein Text darin enthält ein Steuerzeichen. Es wurde nichts gespeichert. Schick sie als UTF-8, ohne Steuerzeichen.",
};
