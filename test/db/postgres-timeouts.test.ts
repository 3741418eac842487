import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { sql } from "kysely";
import { expect, inject, it } from "vitest";
import {
	explainUnreachable,
	isDatabaseAway,
	openDatabase,
} from "../../src/db/open.ts";

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

it("the log says once that PostgreSQL has gone away and once that it answers again, however much is asked meanwhile", async () => {
	const real = new URL(inject("postgresUrl"));
	const sockets = new Set<Socket>();
	let isAway = false;
	const proxy = createServer((client) => {
		const server = connect(Number(real.port), real.hostname);
		for (const [one, other] of [
			[client, server],
			[server, client],
		] as const) {
			sockets.add(one);
			one.pipe(other);
			one.on("error", () => {}).on("close", () => other.destroy());
		}
		if (isAway) client.destroy();
	}).listen(0, "127.0.0.1");
	await once(proxy, "listening");
	const url = new URL(real);
	url.port = String((proxy.address() as AddressInfo).port);
	const lines: string[] = [];
	const add = (_: object, message: string) => lines.push(message);
	const db = openDatabase(url.href, {
		log: { warn: add, error: add } as never,
	});
	const ask = () =>
		sql`select 1`.execute(db).then(
			() => "answered",
			(error) => (isDatabaseAway(error) ? "away" : String(error)),
		);
	const askMany = async () =>
		new Set(await Promise.all(Array.from({ length: 20 }, ask)));
	expect(await askMany()).toEqual(new Set(["answered"]));
	expect(lines).toEqual([]);
	isAway = true;
	const closed = [...sockets].map((socket) => once(socket, "close"));
	for (const socket of sockets) socket.destroy();
	await Promise.all(closed);
	await ask();
	for (let round = 0; round < 3; round++)
		expect(await askMany()).toEqual(new Set(["away"]));
	isAway = false;
	expect(await askMany()).toEqual(new Set(["answered"]));
	expect(lines).toEqual([
		"PostgreSQL closed an idle connection; the next query opens another",
		"PostgreSQL gives no connection; what needs the database fails until it answers again",
		"PostgreSQL answers again",
	]);
	await db.destroy();
	proxy.close();
	for (const socket of sockets) socket.destroy();
});

it("a connection that PostgreSQL ends between two statements of a transaction fails that transaction, and not the process", async () => {
	const url = inject("postgresUrl");
	const [db, other] = [openDatabase(url), openDatabase(url)];
	const transaction = db.transaction().execute(async (trx) => {
		const { rows } = await sql<{
			pid: number;
		}>`select pg_backend_pid() as pid`.execute(trx);
		const pid = rows[0]?.pid;
		await sql`select pg_terminate_backend(${pid}, 5000)`.execute(other);
		// What the server said comes before the answer to a question asked after it.
		for (let turn = 0; turn < 5; turn++) await sql`select 1`.execute(other);
		await sql`select 2`.execute(trx);
	});
	await expect(transaction).rejects.toThrow();
	await sql`select 3`.execute(db);
	await db.destroy();
	await other.destroy();
});
