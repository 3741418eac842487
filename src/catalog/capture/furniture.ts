import { isSameText } from "./lines.ts";

/*
 * What the site puts round the facts: badges, buttons, forms, links. All of these
 * are whole lines, never the beginning of a sentence that goes on.
 */

const BADGE =
	/^(?:new|hot|trending|popular|featured|promoted|sponsored|ad|verified|winner|runner[- ]up|tie|tied|mixed|even|split(?: decision| verdict)?|(?:editors?|editor['’]s|editors['’]|staff|top|panel|panel['’]s|our|readers?['’]?|reader['’]s) (?:pick|choice|favou?rite)|no\.? ?1|#1)!?$/i;

const DATED =
	/^(?:last )?(?:updated|reviewed|published|added|verified|checked|tested)\b/i;
/** The pieces that a date is made of. */
const DATE_PIECES =
	/(?:^|\s)(?:(?:last\s)?(?:updated|reviewed|published|added|verified|checked|tested)|on|at|by the panel|just now|today|yesterday|(?:an?|\d+)\s(?:second|minute|hour|day|week|month|year)s?\sago|(?:this|last)\s(?:week|month|year)|\d{1,4}(?:st|nd|rd|th)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|[ap]m|utc|gmt|z|t)(?=\s|$)/gi;

/** Whether a line is a badge or says when something was updated. */
export function isBadge(text: string): boolean {
	if (BADGE.test(text)) return true;
	if (!DATED.test(text) || text.length > 60) return false;
	const words = text
		.replace(/(\d)T(?=\d)|(\d)(?=Z\b)/g, "$1$2 ")
		.replace(/[\s.,:/·|-]+/g, " ")
		.trim();
	return words.replace(DATE_PIECES, "").trim() === "";
}

/** What ends the scorecard on every page that has it. */
const FOOTER = [
	"Weekly AI Tool Verdicts",
	"Get the next comparison in your inbox",
	"Bookmarks",
	"Loading bookmarks...",
	"No bookmarks yet",
];

/** Whether a line begins the page's footer. */
export function isFooter(text: string): boolean {
	return FOOTER.some((label) => isSameText(label, text));
}

const BUTTONS =
	/^(?:share|share (?:this|on|via)\b.{0,30}|copy (?:the )?link|copied!?|tweet|facebook|linkedin|reddit|print|save|saved|bookmark(?: this)?|vote|compare|visit(?: (?:the )?(?:site|website))?|(?:load|show|read|see|learn|view) (?:more|all|less)\b.{0,40}|try (?:it|now)\b.{0,20}|back to top|jump to:?|on this page|contents|decision(?: table)?|reviews?|reviewer scorecard|panel|previous|next|up next|reply|report(?: (?:an? |this )?(?:issue|mistake|error|comparison))?|was this helpful\?|comments?(?: \(\d+\))?|(?:add|leave|post) a comment|discuss\b.{0,30}|close|dismiss)\s*[→›»↗…]?$/i;
const FORMS =
	/^(?:(?:sign|log) (?:in|up|out)\b.{0,80}|subscribe\b.{0,60}|unsubscribe\b.{0,60}|join (?:our|the|\d)\b.{0,60}|(?:your |enter your |work )?e-?mail(?: address)?(?: here)?|enter your e-?mail\b.{0,40}|\S+@\S+\.\S+|no spam\b.{0,60}|.{0,60}\bno spam\b.{0,30}|newsletter|get (?:our|the) .{0,40}\b(?:newsletter|digest|e-?mail|inbox)\b.{0,20}|we use cookies\b.{0,120})$/i;
const LINKS =
	/^(?:related|more|popular|similar|latest|recent|trending)(?: (?:comparisons?|tools?|articles?|verdicts?|reads?|reading|links|like this|from .{1,30}))?:?$|^you (?:may|might) also like:?$|^keep reading:?$|^people also compared?:?$|^(?:an? )?advertis(?:e?ment|ing)$|^ads?(?: by .{1,30})?$|^sponsored(?: by .{1,40})?$|^promoted(?: by .{1,40})?$|^©.*|^copyright\b.{0,80}|^all rights reserved\.?$|^privacy(?: policy)?$|^terms(?: of (?:use|service))?$|^(?:about|contact|faq|home|imprint|rss)$/i;

/** Characters: no button and no form is longer, and an address is slow to look for in what is none. */
const LONGEST_FORM = 300;

/** Whether a line is a button, a form or a heading of links that this site is known to have. */
export function isFurniture(text: string): boolean {
	const known = text.length <= LONGEST_FORM ? [BUTTONS, FORMS, LINKS] : [LINKS];
	return known.some((pattern) => pattern.test(text));
}
