import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { explainUnreachable, openDatabase } from "../../src/db/open.ts";

it("a PostgreSQL server that accepts a connection and never answers ends the query with an error", async () => {
	const sockets: Socket[] = [];
	const server = createServer((socket) => sockets.push(socket));
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	const db = openDatabase(`postgres://u:p@127.0.0.1:${port}/digest`, {
		connectMs: 50,
	});
	await expect(sql`select 1`.execute(db)).rejects.toThrow(/timeout/i);
	expect(sockets).toHaveLength(1);
	await db.destroy();
	for (const socket of sockets) socket.destroy();
	server.close();
});

it("a PostgreSQL server that is not there is told with what to check, without the password", async () => {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	server.close();
	const db = openDatabase(`postgres://u:secret@127.0.0.1:${port}/digest`);
	const error = await sql`select 1`
		.execute(db)
		.catch((thrown) => explainUnreachable(thrown));
	expect(String(error)).toMatch(
		/DATABASE_URL can't be used: connect ECONNREFUSED .* Check that its server runs/,
	);
	expect(String(error)).not.toContain("secret");
	const other = new Error("syntax error");
	expect(explainUnreachable(other)).toBe(other);
	await db.destroy();
});
