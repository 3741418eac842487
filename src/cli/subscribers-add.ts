import { type AddedSubscriber, addSubscriber } from "../subscriber/add.ts";
import { postConfirmation, postWelcome } from "../subscriber/post.ts";
import { counted, type Register, withApp, writeJson } from "./command.ts";

interface Options {
	name?: string;
	confirmed?: boolean;
	again?: boolean;
	bookmark?: string[];
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
		.option("--json", "print the outcome as JSON")
		.addHelpText(
			"after",
			`
Example:
  digest subscribers add ada@example.com --name Ada
  digest subscribers add ada@example.com --confirmed --bookmark mistral-3-small`,
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
				const { subscriber, outcome, confirmationToken } = added;
				if (confirmationToken)
					await postConfirmation(app.office, subscriber, confirmationToken);
				else if (outcome !== "already")
					await postWelcome(app.office, subscriber);
				if (options.json)
					return writeJson(io, {
						outcome,
						email: subscriber.email,
						state: subscriber.state,
						bookmarksAdded: added.bookmarksAdded,
					});
				io.out(
					`${subscriber.email} ${said(added)}${
						added.bookmarksAdded > 0
							? `, with ${counted(added.bookmarksAdded, "new bookmark")}`
							: ""
					}.\n`,
				);
			}),
		);
};

function said({
	outcome,
	subscriber,
	confirmationToken,
}: AddedSubscriber): string {
	if (confirmationToken) return SAID.asked;
	return outcome === "already" && subscriber.state !== "active"
		? "has been asked and has not confirmed yet; to ask again, add --again"
		: SAID[outcome];
}

function collect(value: string, earlier: string[] = []): string[] {
	return [...earlier, value];
}
