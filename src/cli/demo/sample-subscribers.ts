/**
 * The addresses belong to nobody: example.com is reserved (RFC 2606). The names
 * test scripts, accents and markup. The bookmarks include tools whose verdict
 * flips in the second issue.
 */
export const SAMPLE_SUBSCRIBERS: readonly {
	email: string;
	name?: string;
	bookmarks: readonly string[];
}[] = [
	{
		email: "ada@example.com",
		name: "Ada",
		bookmarks: ["quillwright", "ledgerloom", "mistral-3-small", "sievework"],
	},
	{ email: "grace.h@example.com", name: "Grace Hopper", bookmarks: [] },
	{
		email: "amelie@example.com",
		name: "Amélie Dupont-Lefèvre",
		bookmarks: ["hugging-face-inference-providers-hub"],
	},
	{ email: "kenji@example.com", name: "健二", bookmarks: ["quillwright"] },
	{ email: "layla@example.com", name: "ليلى", bookmarks: ["ledgerloom"] },
	{ email: "sean+digest@example.com", name: "Seán O’Brien", bookmarks: [] },
	{
		email: "bobby@example.com",
		name: "Robert <b>Tables</b>",
		bookmarks: ["mistral-3-small"],
	},
	{ email: "quiet@example.com", bookmarks: [] },
];
