import { isSameText } from "./lines.ts";

/*
 * Lines of the site that stand where a fact would: its labels, ratings, prices,
 * and sentences that every page of a site may have.
 */

/** What the site says of itself. Each is a whole line, and begins as no text about a tool does. */
const BOILERPLATE = [
	// Affiliate notes
	/^(?:\*\s*)?(?:(?:affiliate |advertiser )?(?:disclosure|disclaimer)\b|as an amazon associate\b|(?:we|this (?:site|page|post|article|comparison|review)) (?:may|might|can|could|sometimes|will) (?:earn|receive|get|make|be paid)\b|(?:when|if) you (?:buy|purchase|click|order|subscribe|sign up)\b|(?:some|all|many)?\s*(?:of )?(?:the |our )?links (?:on|in|here|are|may|to|below)\b|this (?:site|page|post|article|comparison|review) (?:may )?(?:contains?|includes?|has)\b)(?=.*\b(?:commissions?|affiliates?|referral|compensation|disclosure)\b).{0,300}$/i,
	// Helpful counts
	/^(?:\d[\d,.]*|one|a few|some|no)\s+(?:of \d[\d,.]*\s+)?(?:people|persons?|readers?|users?|others?|members?|visitors?)\s+(?:have )?(?:found|finds?|liked?|marked)\b.{0,60}$/i,
	/^(?:(?:was|is|did you find) (?:this|it)\b.{0,40}\b(?:helpful|useful)\b.{0,30}|(?:helpful|useful)\s*[?(:·].{0,30}|\d[\d,.]*\s+(?:likes?|upvotes?|comments?|replies|shares?|views?))$/i,
	// Newsletters
	/^(?:try|join|get|read|follow|subscribe|sign up|enjoy(?:ed|ing)?|liked?|want|don['’]t miss|never miss|check out|love)\b.{0,80}\b(?:our|this|my)\b.{0,30}\b(?:newsletter|mailing list|weekly digest|podcast)\b.{0,80}$/i,
	/^(?:follow|find|join) us (?:on|at|in)\b.{0,60}$/i,
	// Cookies, terms and prices
	/^(?:we|this (?:site|website|page)|our (?:site|website|partners))(?: and our partners)? (?:use|uses|store|stores) cookies\b.{0,200}$/i,
	/^(?:by (?:continuing|using|browsing|clicking|signing)\b.{0,120}\b(?:cookies?|terms|privacy)\b.{0,120}|(?:accept|reject|manage) (?:all )?cookies\.?)$/i,
	/^(?:all )?prices (?:(?:may|can|might) (?:change|vary|have changed)|(?:are )?subject to change|(?:were )?(?:last )?checked)\b.{0,80}$/i,
	/^(?:comments are closed|be the first to (?:comment|review|vote|reply))\b.{0,60}$/i,
];

/** Whether a line is a sentence of the site about itself, such as an affiliate note. */
export function isBoilerplate(text: string): boolean {
	return BOILERPLATE.some((known) => known.test(text));
}

const LABELS = [
	"Panel ship",
	"Community",
	"Entry",
	"Decision",
	"Panel verdict",
	"Pricing",
	"Best for",
	"Category",
	"Reviewer scorecard",
	"AI tool comparison",
];

/** What may stand round the figure of a rating; other words make it a sentence. */
const ROUND_RATING =
	"(?:[\\s\\d.,()·|/+★☆⭐-]|(?:k|from|based on|by|reviews?|ratings?|votes?|users?|readers?|out of|stars?)\\b){0,40}";
const RATING = new RegExp(
	`^(?:[★☆⭐✩✪✭🌟]+${ROUND_RATING}|(?:(?:rated|rating)\\s*:?\\s*)?\\d{1,2}(?:[.,]\\d{1,2})?\\s*(?:/\\s*(?:5|10|100)\\b|out of (?:5|10)\\b|stars?\\b|[★⭐]|\\(\\s*\\d)${ROUND_RATING}|\\d[\\d.,]{0,12}\\s+(?:ratings?|reviews?)|(?:rated|rating)\\s*:?\\s*\\d[\\d.,]{0,4}|\\d{1,2}[.,]\\d+)$`,
	"iu",
);

const AMOUNT =
	"(?:[$€£¥₹]\\s?\\d(?:[\\d.,]{0,19}\\d)?|\\d(?:[\\d.,]{0,19}\\d)?\\s?(?:[€£¥₹]|usd|eur|gbp))";
/** For spaces that are single: see `singleSpaced`. */
const PERIOD = "(?:\\s?(?:/|per |an? )\\s?[a-z]{1,20}){0,3}";
const PRICE = new RegExp(
	`^(?:free|(?:from |starts? at |only )?${AMOUNT}${PERIOD})[.!]?$`,
	"i",
);

/** Whether a line can't be a tool's own words: a label of the page, a rating, a share or a lone sign. */
export function isFigureOrLabel(text: string): boolean {
	return (
		LABELS.some((label) => isSameText(label, text)) ||
		RATING.test(text) ||
		/^\d{1,3}(?:[.,]\d+)?\s*%(?:\s+(?:ship|skip))?$/i.test(text) ||
		(text.length < 100 && [...new Intl.Segmenter().segment(text)].length === 1)
	);
}

/** Whether a line is nothing but a price: "Free", "$20/mo". */
export function isPrice(text: string): boolean {
	return PRICE.test(singleSpaced(text));
}

const TWO_PRICES = new RegExp(
	`${AMOUNT}${PERIOD}\\s*(?:[→➔»>]|[,;(]?\\s*(?:was|now|only|originally|instead of|reduced from|down from)\\b:?)?\\s*(?:us|ca|au|a|c)?${AMOUNT}`,
	"i",
);

/** Whether a price has another one right before it, as where the first is struck out on the page. */
export function hasStruckPrice(text: string): boolean {
	return TWO_PRICES.test(singleSpaced(text.normalize("NFKC")));
}

function singleSpaced(text: string): string {
	return text.replace(/\s+/g, " ");
}
