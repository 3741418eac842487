import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { join } from "node:path";

export interface BenchSink {
	/** For people: which server accepts the mail. */
	name: string;
	port: number;
	url: string;
	close(): Promise<void>;
}

/** A server in a process of its own that accepts everything and keeps nothing: smtp-sink where it is installed, else the fast sink. */
export async function startBenchSink(): Promise<BenchSink> {
	return (await startSmtpSink()) ?? (await startFastSink());
}

/** Postfix's smtp-sink, which reads every byte; null where it is not installed. */
export async function startSmtpSink(): Promise<BenchSink | null> {
	// Started as root, it needs another user to run as.
	const user = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
	return startSink("smtp-sink", (address) => [
		"smtp-sink",
		...user,
		address,
		"100",
	]);
}

/** sink-process.ts, which reads only the end of a message and is faster than every sender measured here. */
export async function startFastSink(): Promise<BenchSink> {
	const script = join(import.meta.dirname, "sink-process.ts");
	const sink = await startSink("the fast sink", (_address, port) => [
		process.execPath,
		script,
		String(port),
	]);
	if (!sink) throw new Error("no sink can be started");
	return sink;
}

async function startSink(
	name: string,
	command: (address: string, port: number) => string[],
): Promise<BenchSink | null> {
	const port = await freePort();
	const address = `127.0.0.1:${port}`;
	const [program = "", ...argv] = command(address, port);
	const child = await started(program, argv);
	if (!child) return null;
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
	program: string,
	argv: readonly string[],
): Promise<ChildProcess | undefined> {
	const child = spawn(program, argv, { stdio: "ignore" });
	const spawned = await once(child, "spawn").then(
		() => true,
		() => false,
	);
	return spawned ? child : undefined;
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
