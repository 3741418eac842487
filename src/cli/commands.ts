import type { Register } from "./terminal/io.ts";

interface Entry {
	/** As its own file says it; a test holds them together. */
	about: string;
	load(): Promise<Register>;
}

/**
 * In the order of `--help`. Each is loaded only when it is used: its help line is
 * here, so that `digest --help` loads none.
 */
export const COMMANDS: Record<string, Entry> = {
	demo: {
		about:
			"send two sample issues to the built-in mailbox and draft a third, to see how it works",
		load: async () => (await import("./demo/demo.ts")).demo,
	},
	serve: {
		about:
			"run the web pages, the studio, the scheduler and the sender in one process",
		load: async () => (await import("./serve.ts")).serve,
	},
	import: {
		about: "import comparisons from JSON, JSON Lines or page captures",
		load: async () => (await import("./import.ts")).importCommand,
	},
	schema: {
		about: "print the JSON Schema of comparisons, as import reads them",
		load: async () => (await import("./schema.ts")).schema,
	},
	issue: {
		about: "draft, edit, approve and follow an issue",
		load: async () => (await import("./issue/issue.ts")).issue,
	},
	theme: {
		about: "set your own colours, logo, words and templates",
		load: async () => (await import("./theme/theme.ts")).themeCommand,
	},
	render: {
		about: "print the exact message for one subscriber",
		load: async () => (await import("./render.ts")).render,
	},
	preflight: {
		about: "check the messages of an issue before they are sent",
		load: async () => (await import("./preflight.ts")).preflight,
	},
	preview: {
		about:
			"view the coming issue, or the last one, in a browser, as any subscriber gets it",
		load: async () => (await import("./preview.ts")).preview,
	},
	send: {
		about: "seal an approved issue and send it until it is complete",
		load: async () => (await import("./send.ts")).send,
	},
	explain: {
		about: "explain why a subscriber got, did not get or will get an issue",
		load: async () => (await import("./explain.ts")).explain,
	},
	report: {
		about: "print what became of issues: accepted, bounced, complaints",
		load: async () => (await import("./report.ts")).report,
	},
	subscribers: {
		about: "add, import, list, change and erase subscribers",
		load: async () =>
			(await import("./subscribers/subscribers.ts")).subscribers,
	},
	editors: {
		about:
			"add, list and remove editors, and make a link with which one signs in",
		load: async () => (await import("./editors.ts")).editors,
	},
	"unsubscribe-mail": {
		about: "read a request to unsubscribe from a mail on standard input",
		load: async () =>
			(await import("./subscribers/unsubscribe-mail.ts")).unsubscribeMail,
	},
	feedback: {
		about:
			"take in bounces, complaints and automatic replies, from standard input or a mailbox",
		load: async () => (await import("./feedback.ts")).feedback,
	},
	job: {
		about: "list the scheduled jobs, or run one now",
		load: async () => (await import("./job.ts")).job,
	},
	dkim: {
		about: "make a key that signs the mail, and print its DNS record",
		load: async () => (await import("./dkim/dkim.ts")).dkim,
	},
	"test-send": {
		about: "send one short message, to try SMTP_URL and the signature",
		load: async () => (await import("./test-send.ts")).testSend,
	},
	migrate: {
		about: "bring the database schema up to date",
		load: async () => (await import("./migrate.ts")).migrateCommand,
	},
	adopt: {
		about: "allow sending from a restored or copied database",
		load: async () => (await import("./adopt.ts")).adoptCommand,
	},
};

/**
 * What a command line needs: the command that it names, or that it asks help for;
 * else a line of help for each.
 */
export async function commandsFor(
	argv: readonly string[],
): Promise<Register[]> {
	const word = argv[0] === "help" ? argv[1] : argv[0];
	const named =
		word !== undefined && Object.hasOwn(COMMANDS, word)
			? COMMANDS[word]
			: undefined;
	if (named) return [await named.load()];
	return Object.entries(COMMANDS).map(
		([name, { about }]): Register =>
			(program) =>
				program.command(name).description(about),
	);
}
