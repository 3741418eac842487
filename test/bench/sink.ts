import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { join } from "node:path";

export interface BenchSink {
	/** For people: what takes the mail. */
	name: string;
	port: number;
	url: string;
	close(): Promise<void>;
}

/**
 * A server in a process of its own that takes everything and keeps nothing:
 * smtp-sink, where postfix is installed, else the script beside this one.
 */
export async function startBenchSink(): Promise<BenchSink> {
	const port = await freePort();
	const address = `127.0.0.1:${port}`;
	// As root it wants somebody else to be.
	const user = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
	const [name, child] =
		(await started("smtp-sink", "smtp-sink", [...user, address, "100"])) ??
		(await started("a sink of the benchmark's own", process.execPath, [
			join(import.meta.dirname, "sink-process.ts"),
			String(port),
		])) ??
		[];
	if (!name || !child) throw new Error("no sink can be started");
	await listening(port, child);
	return {
		name,
		port,
		url: `smtp://${address}?tls=off`,
		async close() {
			child.kill("SIGKILL");
			await once(child, "close");
		},
	};
}

/** Undefined when there is no such program. */
async function started(
	name: string,
	program: string,
	argv: string[],
): Promise<[string, ChildProcess] | undefined> {
	const child = spawn(program, argv, { stdio: "ignore" });
	const spawned = await once(child, "spawn").then(
		() => true,
		() => false,
	);
	return spawned ? [name, child] : undefined;
}

async function listening(port: number, child: ChildProcess): Promise<void> {
	for (let tries = 0; tries < 200; tries++) {
		if (child.exitCode !== null) throw new Error("the sink has ended");
		const socket = connect(port, "127.0.0.1");
		const answered = await Promise.race([
			once(socket, "data").then(() => true),
			once(socket, "close").then(() => false),
		]).catch(() => false);
		socket.destroy();
		if (answered) return;
		await new Promise((resolve) => setTimeout(resolve, 25));
	}
	throw new Error("the sink does not listen");
}

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, "127.0.0.1");
	await once(probe, "listening");
	const { port } = probe.address() as AddressInfo;
	probe.close();
	await once(probe, "close");
	return port;
}
