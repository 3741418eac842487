/*
 * The tone of reviews in German, French and Spanish, by their commonest words of
 * praise and complaint. Words of English must not be looked for there: "die" is
 * an article in German. In any other language the place of a sentence decides.
 */

const ENGLISH = new Set(
	(
		"the a an and of to is it its in for that this with was not i my we you but are " +
		"at on by no has have does one they than"
	).split(" "),
);
const OTHER = new Set(
	(
		"der die das und ist ein eine einen nicht mit für auf ich es wir zu im dem den " +
		"sich le la les un une des du et est en dans pour que qui je nous sur ne pas el " +
		"los las una y es con para por no se lo del mi il di per che non sono het een van " +
		"niet ik"
	).split(" "),
);

/** Stems; a word that begins so counts. */
const PRAISE =
	/^(?:gut|besser|best|schnell|stark|toll|großartig|hervorragend|zuverlässig|einfach|klar|günstig|hilfreich|nützlich|genau|überzeug|begeister|empfehl|lohn|gelungen|schön|elegant|sauber|solide|wertvoll|brillant|spar[te]|bon(?:ne)?s?$|meilleur|rapide|excellent|génial|superbe|magnifique|fiable|simple|clair|utile|précis|convain|recommand|adore|beau|belle|solide|efficace|ravi|parfait|économis|gagn|indispensable|buen|mejor|rápid|excelente|genial|magnífic|fiable|sencill|clar[oa]|útil|precis|convenc|recomiend|recomend|encant|eficaz|perfect|ahorr|impecable|imprescindible|hermos|bonit|funciona$|läuft$|fonctionne$|marche$)/u;
const COMPLAINT =
	/^(?:schlecht|langsam|falsch|fehler|teuer|hässlich|kaputt|absturz|abstürz|stürzt|unbrauchbar|nutzlos|enttäusch|verlor|verlier|unklar|problem|umständlich|mühsam|unzuverlässig|erfind|erfund|fehlt|fehlen|scheiter|ausfall|ausfäll|lästig|mauvais|lent(?:e|s|es)?$|faux|fausse|erreur|cher$|chère|moche|laid|cassé|plant|inutil|déçu|décev|perd|problème|pénible|incident|panne|bogue|bug|invent|manque|échou|malheureu|hélas|dommage|mal[oa]?s?$|peor|lent[oa]|erróne|error|car[oa]s?$|fe[oa]s?$|rot[oa]|fall[aoó]|inútil|decepcion|perd|perdi|problema|pesad|inventa|falta|fracas|desgracia|lástima|incidente)/u;
const DENIAL =
	/^(?:nicht|kein|keine[nmrs]?|ohne|nie|niemals|niemand|nichts|ne|pas|aucune?|sans|jamais|rien|personne|no|sin|ningún|ninguna?|nunca|jamás|nada|nadie)$/u;
const TURN =
	/^(?:aber|doch|jedoch|trotzdem|dennoch|leider|mais|pourtant|cependant|malheureusement|hélas|pero|sin embargo|aun así|por desgracia|lamentablemente)(?![\p{L}])|[,;:] (?:leider|hélas|malheureusement|por desgracia|sin embargo|pourtant|jedoch|allerdings)(?![\p{L}])/u;
/** So many words after a denial are denied. */
const REACH = 4;

/** Whether a review is written in another language than English, by its commonest words. */
export function isOtherLanguage(review: string): boolean {
	let balance = 0;
	for (const word of wordsOf(review)) {
		if (ENGLISH.has(word)) balance -= 1;
		else if (OTHER.has(word)) balance += 1;
	}
	return balance > 1;
}

/** As `toneOf`, for a sentence in another language. */
export function toneElsewhere(sentence: string): number {
	let tone = 0;
	for (const clause of sentence.split(/[,;:()!?.…]+\s*|\s[–—-]+\s/)) {
		let denied = 0;
		let own = 0;
		for (const word of wordsOf(clause)) {
			const worth = PRAISE.test(word) ? 1 : COMPLAINT.test(word) ? -1 : 0;
			own += denied > 0 ? -worth : worth;
			denied = DENIAL.test(word) ? REACH : denied - 1;
		}
		tone += own;
	}
	return tone;
}

/** Whether a sentence in another language turns against what was said before it. */
export function isTurnElsewhere(sentence: string): boolean {
	return TURN.test(sentence.trim().toLowerCase());
}

function wordsOf(text: string): string[] {
	return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}
