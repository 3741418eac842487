import { folded, length } from "../../issue/words/phrases.ts";
import { PREHEADER } from "../../issue/words/preheader.ts";
import { SUBJECT } from "../../issue/words/subject.ts";
import { type Finding, finding } from "../finding.ts";
import type { Facts, Specimen } from "../rendered-copy.ts";
import { elementsOf, isHidden, oneLine } from "./dom.ts";
import { type Element, isTag, isText } from "./html-tree.ts";

export function checkSubject(
	specimen: Specimen,
	{ past }: Pick<Facts, "past">,
): Finding[] {
	const subject = specimen.mail.subject.trim();
	const preheader = preheaderOf(specimen);
	const count = length(subject);
	const found: Finding[] = [];
	const say = (...parts: Parameters<typeof finding>) =>
		found.push(finding(...parts));
	const edit = "Change it with: digest issue edit";

	if (subject === "")
		say("block", "subject-missing", "subject", "There is none.", edit);
	else if (count > SUBJECT.max)
		say(
			"warn",
			"subject-long",
			"subject",
			`It has ${count} characters; a phone shows ${SUBJECT.max}.`,
			edit,
		);
	else if (count < SUBJECT.min)
		say(
			"hint",
			"subject-short",
			"subject",
			`It has ${count} characters; ${SUBJECT.min} to ${SUBJECT.max} tell more.`,
			edit,
		);
	if (past.had(subject))
		say(
			"warn",
			"subject-repeated",
			"subject",
			`An earlier issue had the same: “${subject}”.`,
			edit,
		);

	const shown = length(preheader);
	if (preheader === "")
		say(
			"warn",
			"preheader-missing",
			"HTML, before the masthead",
			"There is no preheader: the inbox shows whatever comes first.",
			"Put <mj-preview>{issue.preheader}</mj-preview> into the template's head.",
		);
	else if (repeats(preheader, subject))
		say(
			"warn",
			"preheader-repeats",
			"preheader",
			"It says what the subject says already.",
			edit,
		);
	else if (shown < PREHEADER.min || shown > PREHEADER.max)
		say(
			shown > PREHEADER.max ? "warn" : "hint",
			shown > PREHEADER.max ? "preheader-long" : "preheader-short",
			"preheader",
			`It has ${shown} characters; ${PREHEADER.min} to ${PREHEADER.max} fit an inbox.`,
			edit,
		);
	return found;
}

/** The first hidden words of the body, without what only pads them. */
export function preheaderOf({ dom }: Pick<Specimen, "dom">): string {
	const hidden = elementsOf(dom).find(
		(element) => isHidden(element) && textOf(element) !== "",
	);
	return hidden ? textOf(hidden) : "";
}

function textOf(element: Element): string {
	const raw = (node: Element): string =>
		node.children
			.map((child) =>
				isText(child) ? child.data : isTag(child) ? raw(child) : "",
			)
			.join("");
	return oneLine(raw(element));
}

/** The same words, or one of the two within the other. */
function repeats(preheader: string, subject: string): boolean {
	const [a, b] = [folded(preheader), folded(subject)];
	return b !== "" && (a.includes(b) || b.includes(a));
}
