import type { TestProject } from "vitest/node";
import { startPostgres } from "./postgres.ts";

declare module "vitest" {
	interface ProvidedContext {
		/** The server that all tests share. */
		postgresUrl: string;
	}
}

/**
 * One PostgreSQL server for the whole run. A crash of the machine loses its data,
 * which nobody misses: it need not wait for the disk.
 */
export default async function setup(project: TestProject) {
	const server = await startPostgres(
		["fsync=off", "full_page_writes=off", "autovacuum=off"].flatMap(
			(option) => ["-c", option],
		),
	);
	project.provide("postgresUrl", server.url);
	return () => server.stop();
}
