import { baseForms } from "./base-form.ts";
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

/** Turns of phrase that say something else than their words. */
const PHRASES: readonly [RegExp, number][] = [
	[
		/\b(?:needs?|needed|more|some|at|out of|weeks? of|days? of|hours? of) work\b/g,
		-0.3,
	],
	[/\b(?:i|we|you)(?:'d| would| might) (?:like|love)\b/g, -0.5],
	[
		/\b(?:make|let|made) it (?:fail|break|crash|choke)\b|\b(?:tried|try|trying) (?:\w+ )?to (?:break|kill|crash|fool|trick|confuse) (?:it|this)\b/g,
		0.3,
	],
	[
		/\bfree (?:tier|plan|trial|version|account|credits?)\b|\b(?:good|bad|better|strong) (?:weekend|morning|day|coffee)s?\b/g,
		0,
	],
	// For the tool
	[
		/\b(?:miss(?:ed|es)?|lost|loses|lacks?|lacked|dropped|drops|broke|spilled|leaked) (?:nothing|none|no)\b|\bzero (?:downtime|lost|errors|bugs|regressions|surprises|learning)\b/g,
		1.5,
	],
	[
		/\bthe first (?:\w+ ){1,3}(?:that|to|i|which|where|whose)\b|\bfor the first time\b/g,
		1,
	],
	[/\b(?:i|we)(?: \w+ly| do| also)? (?:like|love|enjoy)\b/g, 1],
	[/\b(?:would|will|'d|'ll) (?:be )?miss(?:ed)?\b/g, 1],
	[/\bknows (?:where|when|what|its|how|that)\b/g, 0.8],
	[/\bthan it should be\b|\bno bugs?\b|\bnot once\b/g, 0.8],
	[/\b(?:not (?:only|just|merely)|no wonder)\b/g, 0],
	[/\bno longer (?:have|has|had|need|want|worry|wait|worth)\w*/g, 1],
	[
		/\bno (?:complaints?|regrets?|surprises?|drama|nonsense|fuss|catch|strings)\b/g,
		1.5,
	],
	[/\b(?:run|ran) out of (?:complaints|objections|excuses)\b/g, 2],
	[/\b(?:pays?|paid) for itself\b|\bpays? off\b|\bpaid off\b/g, 1.5],
	[
		/\bout of the box\b|\bjust works?(?:ed)?\b|\bit works\b|\bit held\b|\bheld (?:up|on)\b|\bhold up\b|\bholds up\b/g,
		1,
	],
	[
		/\b(?:can(?:no|')t|cannot|could not|would not|wouldn't|never) (?:imagine |think of )?(?:go(?:ing)? back|liv(?:e|ing) without|work(?:ing)? without|fault|complain)\b/g,
		2,
	],
	[
		/\bhard to (?:beat|fault|leave|replace|copy|argue with|match|resist|go back)\b/g,
		1.5,
	],
	[
		/\b(?:hard|tough|difficult|impossible) (?:to replicate|to (?:build|do) yourself)\b/g,
		1,
	],
	[
		/\b(?:nobody|no one|no rival|no competitor|nothing) (?:else|can|has|comes|could)\b/g,
		0.8,
	],
	[
		/\bthan (?:its|any|the|most|all|every) (?:other )?(?:rivals?|competitors?|alternatives?|others|rest|incumbents?)\b/g,
		1,
	],
	[
		/\b(?:leaks?|fails?|breaks?|costs?|crash(?:es)?) less\b|\bhad forgotten (?:that|how|what)\b/g,
		1.2,
	],
	[/\bin (?:\S+ ){1,4}(?:instead of|rather than|not) |\bdown from\b/g, 1],
	[
		/\brarer than\b|\bmore than (?:i|we) (?:expected|feared|hoped)\b|\bless than (?:i|we) feared\b|\bfewer than\b/g,
		1,
	],
	[/\bcan live with(?:out)?\b|\bforgiv(?:e|en|able)\b/g, 1],
	[
		/\bwhat it says\b|\bdoes what\b|\bkeeps? (?:its|their) promises?\b|\bdelivers?\b/g,
		1,
	],
	[
		/\b(?:nothing|none of (?:that|this|it)|no one) (?:broke|breaks|stopped|failed|noticed|was lost|matters)\b/g,
		1.5,
	],
	[
		/\b(?:daily|every day|ever since|each morning|nightly|in production)\b/g,
		0.4,
	],
	[
		/\bremoves? (?:a |the |real |my |all |weeks? of |hours? of )*(?:\w+ )?(?:drudgery|pain|friction|plumbing|work|step|complaint|tax)\b/g,
		1.5,
	],
	[
		/\b(?:won|wins) (?:me|us|them) over\b|\bconvince[sd]? me\b|\bcame round\b/g,
		1.5,
	],
	[/\bahead of\b|\bearly (?:enough|to)\b|\bon time\b|\bright side\b/g, 0.7],
	// Against it
	[/\bnone of (?:that|this|it|them) (?:is|was|has|does|did|will)\b/g, -1],
	[
		/\b(?:pric(?:e|es|ing)|costs?|latency|churn|bill|fees?) (?:is|are|was|remains) (?:\w+ )?(?:high|steep|higher)\b/g,
		-1,
	],
	[/\b(?:i|we) (?:only |do )?wish\b|\b(?:my|one|only) wish\b/g, -0.7],
	[
		/\b(?:nobody|none|never) (?:buys?|pays?|uses?|wants?|needs?|opens?|asked|reads?|bought|paid|used)\b/g,
		-1.5,
	],
	[
		/\b(?:i|we) would have (?:\w+ )?(?:asked|liked|preferred|wanted|expected|hoped)\b/g,
		-0.7,
	],
	[/\b(?:i|we|you|one) (?:had|have|has) to\b|\bforces? (?:me|you|us)\b/g, -0.7],
	[/\b(?:drives?|drove|scares?|turns?) (?:\w+ )?away\b/g, -1],
	[
		/\bwins? against\b|\b(?:some|any)(?:body|one) else (?:owns|collects|controls|decides)\b/g,
		-1,
	],
	[/\bdoes not (?:have|hold|handle|support|know|do|offer|help|fit)\b/g, -1],
	[/\btoo (?!many to count)\w+/g, -1],
	[
		/\b(?:walk|walked) away\b|\blook(?:ing)? elsewhere\b|\bstay away\b|\bsteer clear\b/g,
		-2,
	],
	[
		/\b(?:would|could|should|can|will|do|does|did|is|are|was) not (?:be )?(?:enough|ready|there yet|work|worth|scale|last|survive|do|deliver|matter)\b/g,
		-1.5,
	],
	[
		/\bnot (?:a|an|the) (?:\w+ ){0,2}(?:business|product|company|moat|strategy|bargain|venture|job|queue|tool|reason|future)\b/g,
		-1.5,
	],
	[
		/\b(?:no|little|not much|without a|any) (?:\w+ )?(?:moat|path|plan|reason|business|future|buyer|market|data flywheel|lock-in|support|answer|sign|evidence|way|margin|defen[cs]e|defensibility)\b/g,
		-1.2,
	],
	[
		/\bfalls? (?:apart|over|short|flat|down)\b|\bfell (?:apart|over|short|flat)\b|\bgives? up\b|\bgave up\b|\bgoes quiet\b|\bwent quiet\b/g,
		-1.5,
	],
	[
		/\b(?:hit|hits) (?:a|the|memory) walls?\b|\bdead (?:weight|end)\b|\bstep backwards?\b|\bback to (?:the|my|our|paper)\b/g,
		-1.5,
	],
	[
		/\b(?:made|makes|make|making) (?:\w+ )?(?:things? |it |some )?up\b|\bmade-up\b/g,
		-1.5,
	],
	[/\boff by\b|\bone (?:run|time|call|in) in \w+\b|\bonce too often\b/g, -1],
	[
		/\b(?:what|this|that) (?:breaks|kills)\b|\bbreaks (?:is|when|this|as|in|down|at|the|every|on|my|under|for|whenever|if)\b|\bbreaks\b|\bkills\b/g,
		-1,
	],
	[
		/\b(?:last|yesterday's) year's problem\b|\b(?:so far|as yet|yet) to\b|\bnot yet\b|\bthe bin\b/g,
		-1,
	],
	[
		/\bcopies? (?:it|this|the feature)\b|\bcopying\b|\bbundled?\b|\bbuild (?:it|this) (?:yourself|in)\b/g,
		-1,
	],
	[
		/\bgive-?away\b|\bnever pay\b|\bpays? nobody\b|\bwon't pay\b|\bnot pay\b/g,
		-1.5,
	],
	[
		/\b(?:a|the) (?:solution|tool|hammer) (?:looking|in search)\b|\bnice-to-have\b|\bfeature,? not a\b|\bmore than a feature\b/g,
		-1.5,
	],
	[/\b(?:some|somebody|someone) else's\b|\bon (?:a|the) roadmap\b/g, -0.5],
	[/\b(?:cost|costs|lose|loses|burn|burns) (?:them |it |us )?[$€£]\d/g, -1],
];

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
	/\b(?:if (?:it|they|the|this|i|someone|somebody|anyone)\b|unless|until|(?:may|might|could) (?:yet|one day|still)\b|(?:would|could) have been|i had hoped|i wish|were it)/;

/** About other products, not this one. */
const OTHERS =
	/^(?:(?:direct |the |its |most |all |some |many |and |every )*(?:competitors?|competition|rivals?|incumbents?|alternatives?|others|competing \w+)\b|every (?:other \w+|vendor|gateway|wrapper|platform|provider|maker|product|tool|one of them)\b)/;

/**
 * @param text a sentence of a review, as `plainWords` gives it
 * @returns above 0: for the tool; below 0: against it; 0: neither. Its size says how clearly; most are from -3 to 3.
 */
export function toneOf(text: string): number {
	let tone = 0;
	for (const clause of clausesOf(text)) {
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
		rest = rest.replace(phrase, () => {
			tone += worth;
			return " - ";
		});
	const tokens = rest.match(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu) ?? [];
	let denial: { at: number; used: boolean } | null = null;
	tokens.forEach((token, at) => {
		if (
			DENIALS.has(token) ||
			baseForms(token).some((form) => form === "lack")
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
