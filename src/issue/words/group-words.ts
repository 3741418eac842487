import type { ToolContent } from "../content/content.ts";
import { isolate } from "./isolate.ts";
import { english } from "./language/en/english.ts";
import { sumsOf } from "./outcome.ts";
import { capitalized } from "./phrases.ts";
import { sentence } from "./sentence.ts";
import type { Composing } from "./summary.ts";
import { usedForms } from "./used-forms.ts";
import { clausesOn } from "./verdict-clause.ts";

/** "Switchyard vs two others", for comparisons that share a tool and are told together. */
export function groupTitle(
	tool: ToolContent,
	others: number,
	{ language = english }: Composing = {},
): string {
	return language.group.title(isolate(tool.name), others);
}

/** How the panel voted on the tool that is told once, then on those that it met. */
export function groupSummary(
	tool: ToolContent,
	others: readonly ToolContent[],
	{ language = english, used = usedForms() }: Composing = {},
): string {
	return [
		sentence(used.choose(tool.slug, clausesOn(tool, language))),
		...lastTime(tool, { language }),
		language.group.others(sumsOf(others)),
	].join(" ");
}

/** How the panel voted on a tool, in a sentence that stands below its name. */
export function lineOn(
	tool: ToolContent,
	{ language = english, used = usedForms() }: Composing = {},
): string {
	const named = { ...tool, name: language.group.it ?? tool.name };
	const said = sentence(used.choose(tool.slug, clausesOn(named, language)));
	const begun = language.group.it === null ? said : capitalized(said);
	return [begun, ...lastTime(tool, { language })].join(" ");
}

function lastTime(
	{ flip }: ToolContent,
	{ language = english }: Composing,
): string[] {
	return flip === null ? [] : [language.group.lastTime(flip.from)];
}
