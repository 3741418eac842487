import type { Verdict } from "../../../db/catalog-tables.ts";

/*
 * Sentences in which a reviewer decides: "I would ship it", "worth every cent",
 * "walk away". The text is that of `plainWords`: lower case, "can not" for "can't".
 */

const WILL =
	"(?:i|we)(?:'d|'ll| would| will| can| could| might)?(?: still| also| \\w+ly| always)?";
const WILL_NOT =
	"(?:i|we) (?:would|will|can|could|do|did|may|shall)(?: \\w+ly| still)? not(?: \\w+ly| yet| even| in good conscience)?";
const DECIDE =
	"(?:ship|adopt|buy|use|recommend|keep|pay|back|invest|bet|install|deploy|choose|pick|renew|hire|take|trust|build on|rely|sign|switch|move|run|stay|put)";

/** "We have", "I"; what follows was done, and shows the verdict. */
const DID =
	"\\b(?:i|we|my team)(?:'ve|'d| have| had)?(?: \\w+ly| since| already| now| then| also)?";

const FOR: readonly RegExp[] = [
	new RegExp(
		`${DID} (?:(?:signed|renewed|merged|adopted|subscribed|extended|switched to|rolled it out|kept (?:it|using|paying))\\b|moved (?:\\S+ ){1,4}(?:to|into|onto) (?:it|this)\\b|paid for (?:a|another|the) |made it (?:the|our|my) |deleted (?:\\d|my|our)|cancell?ed (?:the|my|our) (?:other|old|previous|last))`,
	),
	/\b(?:it|this|this one) (?:stays|is staying|stayed)\b/,
	new RegExp(`\\b${WILL} ${DECIDE}\\b(?! (?:if|it if|a mode|to see|back))`),
	/\bship it\b(?! (?:if|when|once|until))/,
	/\b(?:an?|the|real|easy|clear|solid|reluctant|grudging|cautious|this) (?:\w+ )?ship\b(?! (?:of|with|in|at))|\bearns? (?:the|a|its|my|your|this)(?: \w+)? (?:ship|place|keep|spot|seat|vote|price|verdict)\b|\bearns it\b/,
	/\b(?:earns? its|it earns)\b/,
	/\b(?<!not (?:quite |really |yet )?)worth (?:it|shipping|the|every|your|paying|having|adopting|trying|buying|a)\b/,
	/\b(?:i|we) (?:come|came) down in favou?r\b|\bin favou?r\b|\bgets my (?:vote|money)\b|\bcount me in\b|(?:^|[.,;] )recommended\b|\bhighly recommend/,
	/\b(?:i am|i'm|we are|we're) (?:\w+ )?(?:convinced|sold|in|converted|impressed|keeping|staying|switching|betting|happy)\b/,
	/\b(?:won me over|changed my mind|i (?:was wrong|take it back)|i have (?:put|moved|kept|bought|switched))\b/,
	/^(?:ship|buy|adopt|use|get|install|try|fund|take) (?:it|this|one|them)\b(?! if)/,
	/\bis how (?:a|an|the|it|software|things)\b.{0,30}\bshould\b|\bthis is (?:what|how) .{0,40}\bshould\b/,
	/\b(?:i|we)(?:'d| would) rather (?:(?!than\b)\w+ ){1,3}(?:this|it)\b/,
	/\bbest\b.{0,30}\b(?:have|i've|i have|we have) (?:\w+ )?(?:used|seen|tried|met|found|read|tested)\b/,
];

const AGAINST: readonly RegExp[] = [
	new RegExp(
		`${DID} (?:closed the tab|logged out|asked for (?:a|my|our|the) (?:refund|money)|(?:turned|switched) (?:it|this) off|stopped (?:using|paying)|(?:switched|moved|gone) back|returned (?:it|to)|let (?:the|my|our) \\w+ (?:lapse|expire|run out)|reverted|unsubscribed|ripped it out|sent it back)\\b`,
	),
	/^(?:(?:just|simply) )?(?:use|buy|get|try|take|hire|write|read)\b(?! (?:it|this)\b).*\binstead\b/,
	new RegExp(
		`\\b${WILL_NOT} (?:${DECIDE}|see|find|name|justify|believe|believe in|let|want|touch|bother|go near|hand|build|give|think|open|live)\\b`,
	),
	/\b(?:i|we)(?:'d|'ll| would| will)(?: \w+ly| rather)? (?:skip|pass|wait|avoid|decline|hold off|look elsewhere|walk|stay away|steer|sooner|leave|rather(?! (?:(?!than\b)\w+ ){1,3}(?:this|it)\b))\b/,
	/\b(?:i|we) (?:skip|pass on|passed|cancelled|canceled|uninstalled|(?:deleted|removed)(?= (?:it|this|them|the (?:app|account|extension|plugin|tool))\b|[.,;]|$)|went back|gave up|rolled back|turned it off|(?:also |still |strongly |seriously )?doubt)\b/,
	/^(?:skip|avoid|wait|pass|beware|run|leave|walk away|keep (?:it |this )?away|hard pass|don't|do not|never|hold off|steer)\b/,
	/\b(?:an?|the|easy|clear|hard|firm|earns the) skip\b|\bskip (?:it|this)\b|\bhard pass\b|\bi'll pass\b/,
	/\bnot (?:quite |really |yet )?worth\b|\bnot (?:yet )?ready\b|\bcount me out\b|\bcome back when\b|\bask (?:me )?again\b|\blook again\b|\bsecond version\b/,
	/\b(?:i am|i'm|we are|we're) (?:\w+ )?not (?:\w+ )?(?:convinced|sold|buying|sure|persuaded|impressed)\b|\b(?:i|we) (?:do|did) not buy (?:it|this|that)\b|\bleaves? me (?:cold|unconvinced)\b|\bunconvinced\b/,
	/\b(?:do|should|must|would|could) not (?:build|buy|price|ship|use|bother|trust|install|pay|rely|bet|sign|hand|deploy)\b/,
	/\bwrong to (?:me|us)\b/,
];

/** The turn of a review: what stands here outweighs what stood before. */
const TURN =
	/^(?:(?:and )?(?:but|yet|however|still|nevertheless|nonetheless|that said|even so|then again|instead|unfortunately|sadly|alas|luckily|fortunately|thankfully|happily|in practice|in the end|on balance|overall|in short|all in all|ultimately|the bottom line|bottom line|verdict)\b)|\b(?:the|its|my|one|real|only|bigger|main|biggest) (?:\w+ )?(?:problem|trouble|catch|rub|snag|flaw|risk|weakness|hitch|difficulty|objection|deal-?breaker|issue|failure|downside|fault)\b(?! (?:solve|goes|went))|^what (?:breaks|kills|sinks|sells|saves|wins|tips|convinces|earns|matters|decides|settles|worries|stops|i )|\b(?:though|however|anyway|regardless)[.!]?$|[,;:—] (?:but )?this one\b|^(?:this one|not this one|not here|here it|here the|here there)\b|^none of (?:that|this|it)\b|^once (?:it|you|that)\b|^what (?:\w+ ){1,3}(?:does not|did not|do not)\b|\b(?:decision|detail|thing|part|reason|feature) that (?:earns|matters|sells|kills|makes|counts|settles)\b/;

/** "No, and that is all I would pay for", "I would buy it if …": no verdict for the tool. */
const CONDITION = /^no[,.;:]|\b(?:if (?!you)|unless|until|as soon as)\b/;

/** "Move the price, and I am interested": what it would take, so not yet. */
const DEMAND =
	/^(?:move|bring|fix|change|lower|charge|give|add|halve|drop|cut|show|sell|make|let|put|remove|get) .{2,80}\band (?:i|we|it|then)\b/;

/** The verdict that a reviewer declares in a sentence; null: none. @param text as `plainWords` gives it */
export function stanceOf(text: string): Verdict | null {
	if (AGAINST.some((pattern) => pattern.test(text))) return "skip";
	if (CONDITION.test(text) || isDemand(text)) return null;
	if (FOR.some((pattern) => pattern.test(text))) return "ship";
	return null;
}

/** Whether a sentence names a condition under which the verdict would be better. */
export function isDemand(text: string): boolean {
	return DEMAND.test(text);
}

/** Whether a sentence turns against what was said before it, or names what decides. */
export function isTurn(text: string): boolean {
	return TURN.test(text);
}
