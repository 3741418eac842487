import { createServer, type Server } from "node:http";
import { type AddressInfo, isIPv6 } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Failure } from "../../errors.ts";

export interface ListenOptions {
	host: string;
	/** 0: the system chooses one. */
	port: number;
	/** The setting that holds the port, named when it is taken. */
	setting?: string;
	/** How long close() waits for requests in flight, in milliseconds, before it cuts them off. */
	graceMs?: number;
}

export interface Listening {
	/** Without a slash at the end; an address that means "everywhere" is shown as localhost. */
	readonly url: string;
	/** Takes no more connections, ends idle ones, waits for requests in flight. Safe to repeat. */
	close(): Promise<void>;
}

/** @param connection the socket's two ends: who asks, for caps and proofs */
type Fetch = (
	request: Request,
	connection?: HttpBindings,
) => Response | Promise<Response>;

/**
 * Serves `fetch` over HTTP/1.1 and HTTP/1.0, whose clients may send no Host.
 *
 * @throws Failure `port-in-use`, `bad-host` or `port-forbidden`
 */
export async function listen(
	fetch: Fetch,
	options: ListenOptions,
): Promise<Listening> {
	const answer = getRequestListener(
		(request, connection) => fetch(request, connection as HttpBindings),
		{ hostname: "localhost" },
	);
	let closing: Promise<void> | undefined;
	const server = createServer((incoming, outgoing) => {
		if (closing) outgoing.setHeader("connection", "close");
		// A connection whose request outlives close() would else idle on for its keep-alive time.
		outgoing.once("close", () =>
			setImmediate(() => closing && server.closeIdleConnections()),
		);
		void answer(incoming, outgoing);
	});
	await bind(server, options);
	return {
		url: urlOf(options.host, server),
		close: () => {
			closing ??= drain(server, options.graceMs ?? 10_000);
			return closing;
		},
	};
}

function bind(server: Server, options: ListenOptions): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once("error", (error: NodeJS.ErrnoException) =>
			reject(bindFailure(error, options)),
		);
		server.listen(options.port, options.host, () => {
			server.removeAllListeners("error");
			resolve();
		});
	});
}

function bindFailure(
	error: NodeJS.ErrnoException,
	{ host, port, setting = "PORT" }: ListenOptions,
): Error {
	switch (error.code) {
		case "EADDRINUSE":
			return new Failure(
				"port-in-use",
				`Port ${port} on ${host} is already in use. Stop what listens there, or set ${setting} to another port.`,
				{ cause: error },
			);
		case "EACCES":
			return new Failure(
				"port-forbidden",
				`Port ${port} may not be opened by this user. Set ${setting} to one above 1023.`,
				{ cause: error },
			);
		case "EADDRNOTAVAIL":
		case "ENOTFOUND":
			return new Failure(
				"bad-host",
				`There is no address ${host} on this machine. Set HOST to one it has, such as 127.0.0.1, or 0.0.0.0 for all.`,
				{ cause: error },
			);
		default:
			return error;
	}
}

function drain(server: Server, graceMs: number): Promise<void> {
	return new Promise((resolve) => {
		const cut = setTimeout(() => server.closeAllConnections(), graceMs);
		server.close(() => {
			clearTimeout(cut);
			resolve();
		});
		server.closeIdleConnections();
	});
}

function urlOf(host: string, server: Server): string {
	const { port } = server.address() as AddressInfo;
	const shown = host === "0.0.0.0" || host === "::" ? "localhost" : host;
	return `http://${isIPv6(shown) ? `[${shown}]` : shown}:${port}`;
}
