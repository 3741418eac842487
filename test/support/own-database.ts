import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

/** The URL of an empty database of the server that all tests share. */
export async function ownDatabase(): Promise<string> {
	const url = new URL(inject("postgresUrl"));
	const name = `test_${randomUUID().replaceAll("-", "")}`;
	const client = new pg.Client({ connectionString: url.href });
	await client.connect();
	await client.query(`create database ${name}`);
	await client.end();
	url.pathname = `/${name}`;
	return url.href;
}
