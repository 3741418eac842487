import { Option } from "commander";
import type { App } from "../../app.ts";
import { REVIEWERS } from "../../catalog/panel.ts";
import type { Reviewer } from "../../db/catalog-tables.ts";
import { updatePreferences } from "../../db/subscriber/choices.ts";
import { lettersTo } from "../../db/subscriber/letters.ts";
import type { Format, SubscriberRow } from "../../db/subscriber-tables.ts";
import {
	type AddedSubscriber,
	addSubscriber,
} from "../../subscriber/sign-up/add-subscriber.ts";
import type { Register } from "../terminal/io.ts";
import { counted, writeJson } from "../terminal/output.ts";
import { withApp } from "../terminal/with-app.ts";

interface Options {
	name?: string;
	confirmed?: boolean;
	again?: boolean;
	bookmark?: string[];
	lens?: Reviewer | "panel";
	format?: Format;
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
		.option("--json", "print the outcome as JSON")
		.addHelpText(
			"after",
			`
Example:
  digest subscribers add ada@example.com --name Ada
  digest subscribers add ada@example.com --confirmed --bookmark mistral-3-small
  digest subscribers add ada@example.com --confirmed --lens skeptic --format brief`,
		)
		.action(async (address: string, options: Options) =>
			withApp(io, async (app) => {
				const added = await addSubscriber(app.db, app.clock, {
					email: address,
					confirmed: options.confirmed ?? false,
					letter: true,
					bookmarks: options.bookmark ?? [],
					...(options.name ? { name: options.name } : {}),
					...(options.again ? { again: true } : {}),
				});
				const { outcome } = added;
				const subscriber =
					(await choose(app, added.subscriber.id, options)) ?? added.subscriber;
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
						bookmarksAdded: added.bookmarksAdded,
						letter,
					});
				io.out(
					`${subscriber.email} ${outcomeText(added, options)}${
						added.bookmarksAdded > 0
							? `, with ${counted(added.bookmarksAdded, "new bookmark")}`
							: ""
					}${options.lens || options.format ? `; format: ${subscriber.format}, lens: ${subscriber.lens ?? "panel"}` : ""}.\n`,
				);
				if (letter === "due")
					io.err(
						`digest: warning: the letter could not be mailed yet, “digest serve” will try again: ${written?.failure}\n`,
					);
			}),
		);
};

/** Undefined where nothing was chosen. */
async function choose(
	{ db, clock }: App,
	id: number,
	{ lens, format }: Options,
): Promise<SubscriberRow | undefined> {
	if (!lens && !format) return undefined;
	return updatePreferences(
		db,
		id,
		{
			...(lens ? { lens: lens === "panel" ? null : lens } : {}),
			...(format ? { format } : {}),
		},
		clock.now(),
	);
}

function outcomeText(
	{ outcome, subscriber }: AddedSubscriber,
	{ lens, format }: Options,
): string {
	const active = subscriber.state === "active";
	if (outcome !== "already") return active ? OUTCOMES[outcome] : OUTCOMES.asked;
	if (!active) return "was already asked to confirm; to ask again, add --again";
	return lens || format ? "is already a subscriber" : OUTCOMES.already;
}

function collect(value: string, earlier: string[] = []): string[] {
	return [...earlier, value];
}
