import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import nodemailer, { type SendMailOptions } from "nodemailer";
import type { Reader } from "../../src/issue/content/reader.ts";
import type { OpenIssue } from "../../src/issue/renderer.ts";
import { newReader } from "../../templates/samples.ts";
import type { BenchSink } from "./sink.ts";

/** How long `messages` messages took. */
export interface Run {
	messages: number;
	seconds: number;
	/** Of the sending process, or all of its processes. */
	cpuSeconds: number | null;
}

const SENDER = "digest@example.com";

/** Runs `act` in this process and takes its time. */
export async function timed(
	messages: number,
	act: () => Promise<unknown>,
): Promise<Run> {
	const cpu = process.cpuUsage();
	const start = performance.now();
	await act();
	const seconds = (performance.now() - start) / 1e3;
	const { user, system } = process.cpuUsage(cpu);
	return { messages, seconds, cpuSeconds: (user + system) / 1e6 };
}

export function readerOf(index: number): Reader {
	return {
		...newReader,
		name: `Reader ${index}`,
		address: `reader${index}@example.com`,
		unsubscribeUrl: `https://digest.example.com/unsubscribe/u1.4Qm9xT0bVvK2s7Zr${index}`,
	};
}

/** Sends through nodemailer's pool, which composes each message, and signs it when it has a key. */
export function composingPool(
	sink: BenchSink,
	connections: number,
	messages: number,
	open: OpenIssue,
	dkim?: SendMailOptions["dkim"],
): Promise<Run> {
	const compose = composer(open);
	return throughPool(sink, connections, messages, (index) => ({
		...compose(index),
		dkim,
	}));
}

/** Returns a function that personalises the HTML and text of a message by string replacement. */
export function composer(open: OpenIssue): (index: number) => SendMailOptions {
	const marks = {
		...readerOf(0),
		name: "NAME-OF-READER",
		unsubscribeUrl: "https://digest.example.com/LINK-OF-READER",
	};
	const html = open.html(marks);
	const text = open.text(marks);
	const personal = (body: string, { name, unsubscribeUrl }: Reader) =>
		body
			.replaceAll(marks.name, name ?? "")
			.replaceAll(marks.unsubscribeUrl, unsubscribeUrl ?? "");
	return (index) => {
		const reader = readerOf(index);
		return {
			from: { name: "Verdicts", address: SENDER },
			to: reader.address ?? "",
			subject: "Switchyard ships, Ledgerline loses the panel",
			html: personal(html, reader),
			text: personal(text, reader),
			headers: {
				"List-Unsubscribe": `<${reader.unsubscribeUrl}>`,
				"List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
			},
		};
	};
}

/** Sends the same finished bytes to everybody through nodemailer's pool. */
export function rawPool(
	sink: BenchSink,
	connections: number,
	messages: number,
	raw: Buffer,
): Promise<Run> {
	return throughPool(sink, connections, messages, (index) => ({
		envelope: { from: SENDER, to: [`reader${index}@example.com`] },
		raw,
	}));
}

async function throughPool(
	sink: BenchSink,
	connections: number,
	messages: number,
	mail: (index: number) => SendMailOptions,
): Promise<Run> {
	const pool = nodemailer.createTransport({
		pool: true,
		host: "127.0.0.1",
		port: sink.port,
		ignoreTLS: true,
		maxConnections: connections,
		maxMessages: Number.POSITIVE_INFINITY,
	});
	let next = 0;
	const run = await timed(messages, () =>
		Promise.all(
			Array.from({ length: connections }, async () => {
				while (next < messages) await pool.sendMail(mail(next++));
			}),
		),
	);
	pool.close();
	return run;
}

/** Sends with postfix's smtp-source, a C program; null where it is not installed. */
export async function smtpSource(
	sink: BenchSink,
	connections: number,
	messages: number,
	raw: Buffer,
	folder: string,
): Promise<Run | null> {
	const file = join(folder, "message.eml");
	writeFileSync(file, raw.toString("latin1").replaceAll("\r\n", "\n"));
	const start = performance.now();
	try {
		// The shell prints the processor time of its children.
		const { stdout } = await promisify(execFile)("sh", [
			"-c",
			'smtp-source "$@" && times',
			"smtp-source",
			"-d",
			...["-s", String(connections)],
			...["-m", String(messages)],
			...["-f", SENDER],
			...["-t", "reader@example.com"],
			...["-F", file],
			`127.0.0.1:${sink.port}`,
		]);
		const seconds = (performance.now() - start) / 1e3;
		return { messages, seconds, cpuSeconds: childrenCpu(stdout) };
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === 127)
			return null;
		throw error;
	}
}

/** The second line that `times` writes: `0m1.230000s 0m4.560000s`. */
function childrenCpu(times: string): number | null {
	const found = [
		...(times.trimEnd().split("\n").at(-1) ?? "").matchAll(/(\d+)m([\d.]+)s/g),
	];
	return found.length === 2
		? found.reduce((sum, [, m, s]) => sum + 60 * Number(m) + Number(s), 0)
		: null;
}
