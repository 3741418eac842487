import type { BriefCall, BriefData, BriefSide } from "./brief-data.ts";
import { pad, WIDTH, wrap } from "./columns.ts";
import { verdictSign, verdictWord } from "./labels.ts";
import type { CompiledPart } from "./renderer.ts";
import {
	eachTool,
	finish,
	place,
	plainContent,
	type TextDraft,
	when,
} from "./text-slots.ts";

const THICK = "=".repeat(WIDTH);
const THIN = "-".repeat(WIDTH);

/** The text part of the brief digest: the same facts in the same order. */
export function briefText(data: BriefData): CompiledPart {
	const issue = plainContent(data);
	const draft: TextDraft = { body: "", partials: {} };
	draft.body = [
		`${wrap(issue.publication.toUpperCase(), WIDTH)}\n${wrap(`No. ${issue.number} · ${issue.dateLine} · in brief`, WIDTH)}\n${THICK}`,
		when(draft, "named", `Hello ${place("name")},\n\n`) +
			wrap(issue.opening, WIDTH),
		...issue.calls.map(call),
		`The whole issue, with every review:\n${issue.links.issue}`,
		...more(issue),
		...voted(issue),
		shelf(draft) + footer(draft, issue),
	].join("\n\n");
	return finish(draft);
}

function call({ sides, sentence, url }: BriefCall): string {
	return [
		...sides.map(side),
		...(sentence === "" ? [] : [wrap(sentence, WIDTH)]),
		url,
	].join("\n");
}

function side({ name, verdict, figure }: BriefSide): string {
	const word = `${verdictSign(verdict)} ${verdictWord(verdict)}`;
	const label = `${pad(word, 12)}${figure.padStart(4)}  `;
	const indent = " ".repeat(label.length);
	return (
		label + wrap(name, WIDTH - indent.length).replaceAll("\n", `\n${indent}`)
	);
}

function more({ more, moreUnlisted, links }: BriefData): string[] {
	if (more.length === 0) return [];
	const rest =
		moreUnlisted === 0 ? [] : [`… and ${moreUnlisted} more: ${links.home}`];
	return [
		[
			"MORE THIS WEEK",
			THIN,
			...more.map(({ title, url }) => `${wrap(title, WIDTH)}\n${url}`),
			...rest,
		].join("\n"),
	];
}

function voted({ voted }: BriefData): string[] {
	if (voted.length === 0) return [];
	return [
		[
			"HOW YOU ALL VOTED ON THE LAST ISSUE",
			THIN,
			...voted.map(({ name, share, ship, skip }) =>
				wrap(`${share}% ship, ${ship} to ${skip}: ${name}`, WIDTH),
			),
		].join("\n"),
	];
}

function shelf(draft: TextDraft): string {
	const change = when(
		draft,
		"tool.changed",
		`${place("tool.name")}\n  ${place("tool.change")}\n  ${place("tool.url")}\n`,
	);
	const news = when(
		draft,
		"tool.news",
		`${place("tool.name")}\n  New: ${place("tool.news")}\n  ${place("tool.news-url")}\n`,
	);
	const quiet = when(
		draft,
		"shelf-quiet",
		"Nothing changed since your last issue.\n",
	);
	const all = `All that you saved (${place("shelf-total")}): ${place("bookmarks")}\n`;
	return when(
		draft,
		"shelf",
		`ON YOUR SHELF\n${THIN}\n${eachTool(draft, change + news)}${quiet}${all}\n\n`,
	);
}

function footer(draft: TextDraft, issue: BriefData): string {
	return `${THICK}\n${when(
		draft,
		"mail",
		`You get this because ${place("address")}\nsigned up for ${issue.publication} and confirmed it.\n\nThe whole digest instead, or another reviewer’s eyes:\n${place("preferences")}\n\nUnsubscribe with one click, at any time:\n${place("unsubscribe")}\n\n`,
	)}${wrap(issue.postalAddress, WIDTH)}\n`;
}
