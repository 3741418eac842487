import { Option } from "commander";
import type { App } from "../../app.ts";
import { REVIEWERS } from "../../catalog/panel.ts";
import type { Reviewer } from "../../db/catalog-tables.ts";
import { lettersTo } from "../../db/subscriber/letters.ts";
import type { Format } from "../../db/subscriber-tables.ts";
import { Failure } from "../../errors.ts";
import {
	LANGUAGE_TAGS,
	type LanguageTag,
} from "../../issue/words/language/tags.ts";
import { addByEditor, givenChoices } from "../../subscriber/by-editor/add.ts";
import { changeByEditor, pauseOf } from "../../subscriber/by-editor/change.ts";
import { PAUSE_WEEKS } from "../../subscriber/choices.ts";
import type { GivenChoices } from "../../subscriber/csv/csv-subscriber.ts";
import { describeChanges } from "../../subscriber/csv/decide-row.ts";
import type { AddedSubscriber } from "../../subscriber/sign-up/add-subscriber.ts";
import { visible } from "../../text/visible-text.ts";
import type { Io, Register } from "../terminal/io.ts";
import { counted, writeJson } from "../terminal/output.ts";
import { withApp } from "../terminal/with-app.ts";

interface Options {
	name?: string;
	confirmed?: boolean;
	again?: boolean;
	bookmark?: string[];
	lens?: Reviewer | "panel";
	format?: Format;
	language?: LanguageTag;
	category?: string[];
	timeZone?: string;
	pause?: string;
	update?: boolean;
	dryRun?: boolean;
	json?: boolean;
}

const OUTCOMES: Record<AddedSubscriber["outcome"], string> = {
	added: "is a subscriber now",
	already: "is already a subscriber; nothing was changed",
	confirmed: "is confirmed now",
	reactivated: "is a subscriber again",
	asked: "was asked by mail to confirm",
};

export const subscribersAdd: Register = (program, io) => {
	program
		.command("add")
		.description(
			"add one subscriber; asks them by mail to confirm, unless --confirmed",
		)
		.argument("<address>", "the subscriber's address, such as ada@example.com")
		.option("--name <name>", "name for the greeting")
		.option("--confirmed", "their consent is known; send no confirmation mail")
		.option(
			"--again",
			"they left, or did not confirm, and asked for the digest again",
		)
		.option(
			"--bookmark <slug>",
			"slug of a tool to bookmark for them; repeat for more",
			collect,
		)
		.addOption(
			new Option(
				"--lens <reviewer>",
				"the reviewer whose view they read first (default: the whole panel)",
			).choices(["panel", ...REVIEWERS]),
		)
		.addOption(
			new Option(
				"--format <format>",
				"how much they get (default: full)",
			).choices(["full", "brief"]),
		)
		.addOption(
			new Option(
				"--language <language>",
				"the language of their mail, if PUBLICATION_LANGUAGE has it (default: its first)",
			).choices(LANGUAGE_TAGS),
		)
		.option(
			"--category <name>",
			"a category that they want; repeat for more (default: all)",
			collect,
		)
		.option("--time-zone <zone>", "their time zone, such as Europe/Berlin")
		.addOption(
			new Option(
				"--pause <weeks>",
				"with --update: pause them for so many weeks from now; 0 ends a pause",
			).choices(["0", ...PAUSE_WEEKS.map(String)]),
		)
		.option(
			"--update",
			"if they are here already, change their name and choices to these; sends no mail (without it, theirs stay as they are)",
		)
		.option("--dry-run", "with --update: show what would change")
		.option("--json", "print the outcome as JSON")
		.addHelpText(
			"after",
			`
Example:
  digest subscribers add ada@example.com --name Ada
  digest subscribers add ada@example.com --name "Ada L." --update --dry-run
  digest subscribers add ada@example.com --confirmed --bookmark mistral-3-small
  digest subscribers add ada@example.com --confirmed --lens skeptic --format brief`,
		)
		.action(async (address: string, options: Options) =>
			withApp(io, async (app) => {
				const { pause } = options;
				const given: GivenChoices = {
					...givenChoices(options),
					...(pause === undefined
						? {}
						: { paused_until: pauseOf(pause, app.clock.now()) }),
				};
				if ((options.dryRun || pause !== undefined) && !options.update)
					throw new Failure(
						"bad-option",
						options.dryRun
							? "--dry-run shows what --update would change. Add --update."
							: "--pause changes somebody who is here. Add --update.",
					);
				if (options.update && (await update(app, io, address, given, options)))
					return;
				const added = await addByEditor(
					app,
					{
						email: address,
						confirmed: options.confirmed ?? false,
						bookmarks: options.bookmark ?? [],
						...(options.again ? { again: true } : {}),
					},
					given,
				);
				const { outcome, subscriber, notChanged } = added;
				if (outcome !== "already") await app.signUps.run();
				const [written] =
					outcome === "already"
						? []
						: await lettersTo(app.db, subscriber.id, 1);
				const letter = written ? (written.sent_at ? "mailed" : "due") : "none";
				if (options.json)
					return writeJson(io, {
						outcome,
						email: subscriber.email,
						state: subscriber.state,
						lens: subscriber.lens,
						format: subscriber.format,
						language: subscriber.language,
						bookmarksAdded: added.bookmarksAdded,
						notChanged,
						letter,
					});
				io.out(
					`${subscriber.email} ${outcomeText(added, notChanged)}${
						added.bookmarksAdded > 0
							? `, with ${counted(added.bookmarksAdded, "new bookmark")}`
							: ""
					}${outcome === "added" && (options.lens || options.format) ? `; format: ${subscriber.format}, lens: ${subscriber.lens ?? "panel"}` : ""}.\n`,
				);
				if (letter === "due")
					io.err(
						`digest: warning: the letter could not be mailed yet, “digest serve” will try again: ${written?.failure}\n`,
					);
			}),
		);
};

/** False when there is no such subscriber, who is added then. */
async function update(
	app: App,
	io: Io,
	address: string,
	given: GivenChoices,
	{ dryRun = false, json }: Options,
): Promise<boolean> {
	const found = await changeByEditor(app, address, given, { dryRun });
	if (!found) {
		if (dryRun) io.out(`${visible(address)} is not here; it would be added.\n`);
		return dryRun;
	}
	const { subscriber, changes } = found;
	if (json)
		writeJson(io, {
			outcome: changes.length > 0 && !dryRun ? "updated" : "already",
			email: subscriber.email,
			state: subscriber.state,
			changes,
		});
	else
		io.out(
			changes.length === 0
				? `${subscriber.email} is as given already; nothing was changed.\n`
				: `${subscriber.email} ${dryRun ? "would be changed" : "was changed"}: ${describeChanges(changes)}.\n`,
		);
	return true;
}

/** @param notChanged what was given for somebody who is known, and who has it differently */
function outcomeText(
	{ outcome, subscriber }: AddedSubscriber,
	notChanged: readonly string[],
): string {
	const { state } = subscriber;
	const kept =
		notChanged.length === 0
			? ""
			: `; not changed: ${notChanged.join(", ").replace("_", " ")} (${
					state === "unsubscribed"
						? "use --update once they have confirmed"
						: "to change it, add --update"
				})`;
	if (outcome !== "already")
		return `${state === "active" ? OUTCOMES[outcome] : OUTCOMES.asked}${kept}`;
	if (state !== "active")
		return `was already asked to confirm; to ask again, add --again${kept}`;
	return kept ? `is already a subscriber${kept}` : OUTCOMES.already;
}

function collect(value: string, earlier: string[] = []): string[] {
	return [...earlier, value];
}
