import { baseForms } from "./base-form.ts";
import { PHRASES } from "./phrases-of-tone.ts";
import { BURDENS, COMPLAINT, PRAISE } from "./tone-words.ts";

/*
 * Whether a sentence of a review speaks for the tool or against it. It counts
 * words of praise and of complaint, turns them where they are denied, and weighs
 * what stands after "but" more than what stands before it.
 */

/** A word that denies what follows it in its clause. */
const DENIALS = new Set(
	"not no never none nobody nothing nor neither without hardly barely scarcely stop lack avoid zero".split(
		" ",
	),
);

/** A word that turns what follows and says nothing alone: "leaks less", "fewer errors". */
const FAINT_DENIALS = new Set("less fewer rarely seldom least".split(" "));

/** So many words after a denial are denied. */
const REACH = 7;

/** What a denial alone is worth: most say what the tool has not. */
const DENIED = -0.5;

const DENIED_BEFORE = /\b(?:not|never|without) (?:\w+ly )?$/;

/** A clause that gives way to the main one: "although it is fast". */
const CONCEDES =
	/^(?:and |but )?(?:although|though|while|whilst|despite|even if|even though|granted|admittedly|to be fair|for all|whatever|sure|yes|true)\b/;

/** A clause that outweighs the one before it. */
const TURNS =
	/^(?:but|yet|however|still|nevertheless|nonetheless|except|only)\b/;

/** What others say of the tool is not what the reviewer says of it. */
const CLAIMED =
	/\b(?:they|it|who|site|page|maker|vendor|company|press|marketing|brochure|website|docs|pitch|deck) (?:say|says|said|claims?|claimed|promises|promised|swears?|calls?|insists?)\b|\b(?:supposed|supposedly|allegedly|so-called|sold as|billed as|marketed as)\b/;

/** "What kills this isn't X, it's that Y": whatever follows, it is a danger. */
const FATAL =
	/\b(?:what|that|which) (?:breaks|kills|sinks|ends|dooms|worries)\b|\b(?:scenario|day|moment|point|place)s? (?:where|when|at which) (?:this|it) (?:breaks|fails|dies|ends)\b|^(?:this|it) breaks (?:when|if|at|under|down|as)\b/;

/** What may come, or would be if something else were. */
const UNREAL =
	/\b(?:(?:has|have) to (?:go|hold|stay|happen|work|be)\b|if (?:it|they|the|this|i|someone|somebody|anyone)\b|unless|until|(?:may|might|could) (?:yet|one day|still)\b|(?:would|could) have been|i had hoped|i wish|were it)/;

/** About other products, not this one. */
const OTHERS =
	/^(?:(?:direct |the |its |most |all |some |many |and |every )*(?:competitors?|competition|rivals?|incumbents?|alternatives?|others|competing \w+)\b|every (?:other \w+|vendor|gateway|wrapper|platform|provider|maker|product|tool|one of them)\b)/;

/** Of something else than the tool, in a comparison: "our team solved more". */
const COMPARED =
	/^(?:our|my|the)(?! \w+ (?:is|was|are|were)\b)(?!.*\b(?:it|this|its|with|thanks|since|than)\b).*\b(?:more|better|faster|cheaper|fewer|sooner)\b/;

/**
 * @param text a sentence of a review, as `plainWords` gives it
 * @returns above 0: for the tool; below 0: against it; 0: neither. Its size says how clearly; most are from -3 to 3.
 */
export function toneOf(text: string): number {
	let tone = 0;
	for (const clause of clausesOf(deniedFirst(text))) {
		if (TURNS.test(clause)) tone *= 0.3;
		const own = toneOfClause(clause);
		tone += CONCEDES.test(clause) ? own * 0.3 : own;
	}
	if (/^no[,.;:]/.test(text)) tone -= 1.5;
	if (/^yes[,.;:]/.test(text)) tone += 1;
	if (FATAL.test(text)) tone = Math.min(tone, -1.5);
	// What would be good is not so now.
	if (tone > 0 && UNREAL.test(text)) tone *= 0.3;
	if (CLAIMED.test(text)) tone *= 0.3;
	if (OTHERS.test(text)) tone *= 0.3;
	if (COMPARED.test(text)) tone *= -0.5;
	return tone;
}

/** Lower case, without code and without what stands in quotation marks, whose words are not the reviewer's own. */
export function plainWords(sentence: string): string {
	const own = sentence
		.replace(/`[^`]*`/g, " code ")
		.replace(/[“"„][^”"“]{0,80}[”"“]/g, (quoted) =>
			quoted.length > sentence.length / 2 ? quoted : " words ",
		);
	return own
		.toLowerCase()
		.replace(/[’‘]/g, "'")
		.replace(/\bcan't\b/g, "can not")
		.replace(/\bwon't\b/g, "will not")
		.replace(/n't\b/g, " not")
		.replace(/\bcannot\b/g, "can not")
		.replace(/\bno one\b/g, "nobody")
		.replace(/\s+/g, " ")
		.trim();
}

/** "Churn is zero", "complains about nothing", "complaints: none": the denial, put before what it denies. */
function deniedFirst(text: string): string {
	return text
		.replace(
			/\b(\w+) (?:is|are|was|were|stays|stayed) (?:zero|none|nil)\b/g,
			"no $1",
		)
		.replace(
			/\b(\w+) (?:about|of|at|over) (?:nothing|nobody|none)\b(?! of)/g,
			"no $1",
		)
		.replace(
			/^(\w[^;:.!?]*): (?:none|zero|nil|nothing|(?:i'm |i am )?still looking)\b/,
			"no $1",
		);
}

function clausesOf(text: string): string[] {
	return text
		.split(
			/[,;:()!?…]+\s*|\s[–—-]+\s|—|\.\s|\s(?=(?:but|yet|because|although|though|while|whereas)\b)/,
		)
		.map((clause) => clause.trim())
		.filter((clause) => clause !== "");
}

function toneOfClause(clause: string): number {
	let tone = 0;
	let rest = clause;
	for (const [phrase, worth] of PHRASES)
		rest = rest.replace(phrase, (_, ...more) => {
			// "It does not leak memory": what is bad and denied is good.
			const before = rest.slice(
				0,
				more.find((one) => typeof one === "number"),
			);
			tone += DENIED_BEFORE.test(before) ? -0.8 * worth : worth;
			return " - ";
		});
	const tokens = rest.match(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu) ?? [];
	let denial: { at: number; used: boolean } | null = null;
	tokens.forEach((token, at) => {
		if (
			DENIALS.has(token) ||
			baseForms(token).some(
				(form) =>
					form === "lack" ||
					// "I stopped checking", which is no fault as "it stopped" is.
					(form === "stop" && tokens[at + 1]?.endsWith("ing")),
			)
		) {
			// "not without", "never no": the second takes the first back.
			if (denial && at - denial.at <= 2 && !denial.used) denial = null;
			else denial = { at, used: false };
			return;
		}
		if (token === "and") {
			if (denial?.used) denial = null;
			return;
		}
		if (FAINT_DENIALS.has(token)) {
			denial = { at, used: true };
			return;
		}
		const denied = denial !== null && at - denial.at <= REACH;
		const worth = worthOf(token, denied);
		if (worth === 0) return;
		tone += denied ? -worth * (worth > 0 ? 1 : 0.8) : worth;
		if (denied && denial) denial.used = true;
	});
	const open = denial as { at: number; used: boolean } | null;
	if (open && !open.used && tone <= 0) tone += DENIED;
	return tone;
}

function worthOf(token: string, denied: boolean): number {
	for (const form of baseForms(token)) {
		if (PRAISE.has(form)) return 1;
		if (COMPLAINT.has(form)) return -1;
		if (denied && BURDENS.has(form)) return -1;
	}
	return 0;
}
