import type { Register } from "./terminal/io.ts";

/** In the order of `--help`. Each is loaded only when it is used: the web pages, for one, are slow to load. */
const COMMANDS: Record<string, () => Promise<Register>> = {
	demo: async () => (await import("./demo/demo.ts")).demo,
	serve: async () => (await import("./serve.ts")).serve,
	import: async () => (await import("./import.ts")).importCommand,
	schema: async () => (await import("./schema.ts")).schema,
	issue: async () => (await import("./issue/issue.ts")).issue,
	theme: async () => (await import("./theme/theme.ts")).themeCommand,
	render: async () => (await import("./render.ts")).render,
	preflight: async () => (await import("./preflight.ts")).preflight,
	preview: async () => (await import("./preview.ts")).preview,
	send: async () => (await import("./send.ts")).send,
	explain: async () => (await import("./explain.ts")).explain,
	subscribers: async () =>
		(await import("./subscribers/subscribers.ts")).subscribers,
	"unsubscribe-mail": async () =>
		(await import("./subscribers/unsubscribe-mail.ts")).unsubscribeMail,
	job: async () => (await import("./job.ts")).job,
	migrate: async () => (await import("./migrate.ts")).migrateCommand,
	adopt: async () => (await import("./adopt.ts")).adoptCommand,
};

/** The command of this name; all of them for any other word. */
export async function commandsFor(
	word: string | undefined,
): Promise<Register[]> {
	const named =
		word !== undefined && Object.hasOwn(COMMANDS, word)
			? COMMANDS[word]
			: undefined;
	const load = named ? [named] : Object.values(COMMANDS);
	return Promise.all(load.map((one) => one()));
}
