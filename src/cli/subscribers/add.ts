import { Option } from "commander";
import type { App } from "../../app.ts";
import { REVIEWERS } from "../../catalog/panel.ts";
import type { Format, Reviewer, SubscriberRow } from "../../db/schema.ts";
import { updateChoices } from "../../db/subscriber/choices.ts";
import {
	sendConfirmation,
	sendWelcome,
} from "../../subscriber/letters/send-letter.ts";
import {
	type AddedSubscriber,
	addSubscriber,
} from "../../subscriber/sign-up/add-subscriber.ts";
import {
	counted,
	type Register,
	withApp,
	writeJson,
} from "../terminal/command.ts";

interface Options {
	name?: string;
	confirmed?: boolean;
	again?: boolean;
	bookmark?: string[];
	lens?: Reviewer | "panel";
	format?: Format;
	json?: boolean;
}

const SAID: Record<AddedSubscriber["outcome"], string> = {
	added: "is a subscriber now",
	already: "is there already; nothing was changed",
	confirmed: "is confirmed now",
	reactivated: "is a subscriber again",
	asked: "has been asked to confirm by mail",
};

export const subscribersAdd: Register = (program, io) => {
	program
		.command("add")
		.description("add one address; unless --confirmed, they are asked by mail")
		.argument("<address>", "such as ada@example.com")
		.option("--name <name>", "how to greet them")
		.option("--confirmed", "their consent is known: no confirmation mail")
		.option("--again", "they asked again after they left")
		.option(
			"--bookmark <slug>",
			"a tool to save for them; repeat it for more",
			collect,
		)
		.addOption(
			new Option(
				"--lens <reviewer>",
				"through whose eyes they read (default: the whole panel's)",
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
					bookmarks: options.bookmark ?? [],
					...(options.name ? { name: options.name } : {}),
					...(options.again ? { again: true } : {}),
				});
				const { outcome, confirmationToken } = added;
				const subscriber =
					(await choose(app, added.subscriber.id, options)) ?? added.subscriber;
				if (confirmationToken)
					await sendConfirmation(app.letters, subscriber, confirmationToken);
				else if (outcome !== "already")
					await sendWelcome(app.letters, subscriber);
				if (options.json)
					return writeJson(io, {
						outcome,
						email: subscriber.email,
						state: subscriber.state,
						lens: subscriber.lens,
						format: subscriber.format,
						bookmarksAdded: added.bookmarksAdded,
					});
				io.out(
					`${subscriber.email} ${said(added, options)}${
						added.bookmarksAdded > 0
							? `, with ${counted(added.bookmarksAdded, "new bookmark")}`
							: ""
					}${options.lens || options.format ? `; reads ${subscriber.format}, ${eyes(subscriber.lens)}` : ""}.\n`,
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
	return updateChoices(
		db,
		id,
		{
			...(lens ? { lens: lens === "panel" ? null : lens } : {}),
			...(format ? { format } : {}),
		},
		clock.now(),
	);
}

function eyes(lens: Reviewer | null): string {
	return lens === null ? "with the whole panel" : `through the ${lens}'s eyes`;
}

function said(
	{ outcome, subscriber, confirmationToken }: AddedSubscriber,
	{ lens, format }: Options,
): string {
	if (confirmationToken) return SAID.asked;
	if (outcome !== "already") return SAID[outcome];
	if (subscriber.state !== "active")
		return "has been asked and has not confirmed yet; to ask again, add --again";
	return lens || format ? "is there already" : SAID.already;
}

function collect(value: string, earlier: string[] = []): string[] {
	return [...earlier, value];
}
