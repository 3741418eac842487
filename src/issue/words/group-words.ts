import type { ToolContent } from "../content/content.ts";
import { countVerdicts } from "../content/verdict-counts.ts";
import { isolate } from "./isolate.ts";
import { capitalized, numberInWords } from "./phrases.ts";
import { sentence } from "./sentence.ts";
import { verdictClause } from "./verdict-clause.ts";

/** "Switchyard vs two others", for comparisons that share a tool and are told together. */
export function groupTitle(tool: ToolContent, others: number): string {
	return `${isolate(tool.name)} vs ${numberInWords(others)} others`;
}

/** How the panel voted on the tool that is told once, then on those that it met. */
export function groupSummary(
	tool: ToolContent,
	others: readonly ToolContent[],
): string {
	return [
		sentence(verdictClause(tool.slug, tool)),
		...lastTime(tool),
		othersSentence(others),
	].join(" ");
}

/** How the panel voted on a tool, in a sentence that stands below its name. */
export function lineOn(tool: ToolContent): string {
	const said = sentence(verdictClause(tool.slug, { ...tool, name: "it" }));
	return [capitalized(said), ...lastTime(tool)].join(" ");
}

function lastTime({ flip }: ToolContent): string[] {
	return flip === null ? [] : [`It was a ${flip.from} last time.`];
}

function othersSentence(others: readonly ToolContent[]): string {
	const { ship, skip, unknown } = countVerdicts(others);
	const all = others.length;
	const whole = all === 2 ? "both" : `all ${numberInWords(all)}`;
	const met = `of the ${numberInWords(all)} it met`;
	if (unknown === all)
		return `The verdicts on the ${numberInWords(all)} it met are not known.`;
	if (ship === all) return `The panel would ship ${whole} that it met, too.`;
	if (skip === all)
		return all === 2
			? "The panel would ship neither of the two it met."
			: `The panel would ship none ${met}.`;
	const rest =
		unknown === 0
			? ""
			: `; ${unknown === 1 ? "one verdict is" : `${numberInWords(unknown)} verdicts are`} not known`;
	return `${capitalized(met)}, the panel would ship ${ship === 0 ? "none" : numberInWords(ship)}${skip > 0 ? ` and skip ${numberInWords(skip)}` : ""}${rest}.`;
}
