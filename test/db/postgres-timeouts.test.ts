import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { openDatabase } from "../../src/db/open.ts";

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
