import type { Verdict } from "../../db/catalog-tables.ts";
import type { NewSubscriber } from "../../subscriber/sign-up/add-subscriber.ts";

interface SampleSubscriber
	extends Pick<NewSubscriber, "email" | "name" | "choices"> {
	bookmarks?: readonly string[];
	/** On tools of the first issue, by slug. */
	votes?: Readonly<Record<string, Verdict>>;
	/** They were asked and have not answered yet. */
	pending?: true;
}

/** Who has the most to see in a digest. */
export const WITH_BOOKMARKS = "ada@example.com";

/**
 * The addresses belong to nobody: example.com and .invalid are reserved (RFC
 * 2606), and the built-in mailbox refuses the second. The names test scripts,
 * accents and markup. The bookmarks include tools whose verdict flips in the
 * second issue; five votes are as many as are shown by default.
 */
export const SAMPLE_SUBSCRIBERS: readonly SampleSubscriber[] = [
	{
		email: WITH_BOOKMARKS,
		name: "Ada",
		bookmarks: ["quillwright", "ledgerloom", "mistral-3-small", "sievework"],
		votes: { quillwright: "ship", sievework: "ship" },
	},
	{
		email: "grace.h@example.com",
		name: "Grace Hopper",
		choices: { lens: "builder" },
		votes: { quillwright: "ship" },
	},
	{
		email: "amelie@example.com",
		name: "Amélie Dupont-Lefèvre",
		bookmarks: ["hugging-face-inference-providers-hub"],
		choices: { format: "brief" },
		votes: { quillwright: "skip" },
	},
	{
		email: "kenji@example.com",
		name: "健二",
		bookmarks: ["quillwright"],
		votes: { quillwright: "ship" },
	},
	{
		email: "layla@example.com",
		name: "ليلى",
		bookmarks: ["ledgerloom"],
		choices: { format: "brief", lens: "skeptic" },
		votes: { quillwright: "skip", ledgerloom: "ship" },
	},
	{ email: "sean+digest@example.com", name: "Seán O’Brien" },
	{
		email: "bobby@example.com",
		name: "Robert <b>Tables</b>",
		bookmarks: ["mistral-3-small"],
	},
	{ email: "quiet@example.com" },
	{ email: "ghost@nowhere.invalid", name: "A typing mistake" },
	{ email: "pending@example.com", name: "Not yet", pending: true },
];
