import { withoutMarks } from "../../issue/content/marks.ts";
import type { Finding } from "../../issue/preflight-report.ts";
import { characterCount, normalizedWords } from "../../issue/words/phrases.ts";
import { PREHEADER } from "../../issue/words/preheader.ts";
import { SUBJECT } from "../../issue/words/subject.ts";
import { finding } from "../finding.ts";
import type { Expected, RenderedCopy } from "../rendered-copy.ts";
import { elementsOf, isHidden, oneLine } from "./dom.ts";
import { type HtmlElement, isTag, isText } from "./html-tree.ts";

export function checkSubject(
	copy: RenderedCopy,
	{ past }: Pick<Expected, "past">,
): Finding[] {
	const subject = copy.mail.subject.trim();
	const preheader = preheaderOf(copy);
	const count = characterCount(subject);
	const found: Finding[] = [];
	const report = (...parts: Parameters<typeof finding>) =>
		found.push(finding(...parts));
	const edit = "Change it with: digest issue edit";

	if (subject === "")
		report(
			"block",
			"subject-missing",
			"subject",
			"The subject is empty.",
			edit,
		);
	else if (count > SUBJECT.max)
		report(
			"warn",
			"subject-long",
			"subject",
			`It has ${count} characters; phones show about ${SUBJECT.max}.`,
			edit,
		);
	else if (count < SUBJECT.min)
		report(
			"hint",
			"subject-short",
			"subject",
			`It has ${count} characters; ${SUBJECT.min} to ${SUBJECT.max} are recommended.`,
			edit,
		);
	if (past.had(subject))
		report(
			"warn",
			"subject-repeated",
			"subject",
			`An earlier issue had the same subject: “${subject}”.`,
			edit,
		);

	const shown = characterCount(preheader);
	if (preheader === "")
		report(
			"warn",
			"preheader-missing",
			"HTML, before the masthead",
			"There is no preheader: the inbox shows the first words of the message instead.",
			"Put <mj-preview>{issue.preheader}</mj-preview> into the template's head.",
		);
	else if (repeats(preheader, subject))
		report(
			"warn",
			"preheader-repeats",
			"preheader",
			"It repeats the subject.",
			edit,
		);
	else if (shown < PREHEADER.min || shown > PREHEADER.max)
		report(
			shown > PREHEADER.max ? "warn" : "hint",
			shown > PREHEADER.max ? "preheader-long" : "preheader-short",
			"preheader",
			`It has ${shown} characters; ${PREHEADER.min} to ${PREHEADER.max} are recommended.`,
			edit,
		);
	return found;
}

/** The first hidden text of the body, without the invisible characters that pad it. */
function preheaderOf({ dom }: Pick<RenderedCopy, "dom">): string {
	const hidden = elementsOf(dom).find(
		(element) => isHidden(element) && textOf(element) !== "",
	);
	return hidden ? textOf(hidden) : "";
}

function textOf(element: HtmlElement): string {
	const raw = (node: HtmlElement): string =>
		node.children
			.map((child) =>
				isText(child)
					? withoutMarks(child.data)
					: isTag(child)
						? raw(child)
						: "",
			)
			.join("");
	return oneLine(raw(element));
}

/** Whether one of the two contains the other. */
function repeats(preheader: string, subject: string): boolean {
	const [a, b] = [normalizedWords(preheader), normalizedWords(subject)];
	return b !== "" && (a.includes(b) || b.includes(a));
}
