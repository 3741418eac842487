import { inLocalForm } from "../command-form.ts";

/*
 * Texts say what to do as a command. A page says it as what is on a page: the
 * sentences are the same, and one of them is read in both places.
 */

/** The page or the button that does what a command does, the longest first. */
const DOES: readonly (readonly [command: string, here: string])[] = [
	["issue approve", "Checks and approval"],
	["issue draft", "Draft the coming issue"],
	["issue edit", "Edit"],
	["issue diff", "Differences"],
	["issue resume", "Let it go on"],
	["issue cancel", "Cancel"],
	["issue show", "Going out"],
	["issue list", "Dashboard"],
	["send --missing", "Send to those who miss it"],
	["send", "Send it now"],
	["preflight", "Checks and approval"],
	["preview", "Preview"],
	["explain", "People"],
	["report", "Reports"],
	["adopt", "Allow sending from here"],
	["subscribers add", "Add a subscriber"],
	["subscribers unsuppress", "Allow mail to an address"],
	["subscribers import", "Import subscribers"],
	["subscribers", "People"],
	["import", "Import comparisons"],
	["editors", "Editors"],
];

/** An option with its value, a placeholder, a number or an address. */
const ARGUMENT = String.raw`(?: (?:--[a-z-]+(?:[ =](?:[A-Z]{2,}|[a-z]+(?:-[a-z]+)+)(?![\w]))?|[A-Z]{3,}|(?:id:)?\d+|\S+@\S+\w))`;

const HINTS = DOES.map(([command, here]) => {
	const [name = "", option] = command.split(" --");
	const own = option ? String.raw`(?=${ARGUMENT}* --${option}\b)` : "";
	return [
		new RegExp(
			String.raw`“?(?<![\w./-])digest ${name}\b(?! link)${own}${ARGUMENT}*”?`,
			"g",
		),
		`“${here}”`,
	] as const;
});

/** What an option is called on the page that has it. */
const OPTIONS: readonly (readonly [option: RegExp, here: string])[] = [
	[/--columns \w+=(?=[\s.,;]|$)/g, "choose “Ignore” for it"],
	[/--columns (\w+)=("[^"]*"|[^\s.,;]+)/g, "choose “$1” for the column $2"],
	[/--ignore ("[^"]*"|[^\s.,;]+)/g, "choose “Ignore” for the column $1"],
	[/--state (\w+)/g, "“State of rows that have none”: $1"],
	[/--state\b/g, "“State of rows that have none”"],
	[/--consent\b/g, "“How they agreed”"],
	[/--encoding\b/g, "“Encoding of the file”"],
	[/--again\b/g, "choose “asked for the digest again”"],
];

/** A text for a page: a command is the page or the button that does the same; one that only a terminal has stays. */
export function inPageForm(text: string): string {
	const hinted = HINTS.reduce(
		(said, [hint, here]) => said.replace(hint, here),
		text,
	);
	return inLocalForm(
		OPTIONS.reduce(
			(said, [option, here]) => said.replace(option, here),
			hinted,
		),
	);
}
