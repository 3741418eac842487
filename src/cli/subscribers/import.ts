import { createReadStream, fstatSync, openSync, writeSync } from "node:fs";
import { InvalidArgumentError, Option } from "commander";
import type { SubscriberState } from "../../db/schema.ts";
import { Failure } from "../../errors.ts";
import { CSV_FIELDS, type CsvField } from "../../subscriber/csv/columns.ts";
import type { Refusal } from "../../subscriber/csv/csv-subscriber.ts";
import { checkConsent } from "../../subscriber/csv/csv-subscriber.ts";
import { ENCODINGS, type Encoding } from "../../subscriber/csv/decode.ts";
import { importSubscribers } from "../../subscriber/csv/import.ts";
import { writeCsv } from "../../subscriber/csv/write.ts";
import { type Register, withApp, writeJson } from "../terminal/command.ts";
import { importBar } from "../terminal/import-bar.ts";
import type { Io } from "../terminal/io.ts";
import { writeTally } from "./import-report.ts";

interface Options {
	consent?: string;
	columns?: Partial<Record<CsvField, string>>;
	state: SubscriberState;
	encoding?: Encoding;
	dryRun?: boolean;
	report?: string;
	json?: boolean;
}

export const subscribersImport: Register = (program, io, exit) => {
	program
		.command("import")
		.description("take in subscribers from CSV, of any length")
		.argument("<file>", "a CSV file, or - for standard input")
		.option(
			"--consent <text>",
			"how they agreed, kept as proof for rows that do not tell it",
		)
		.option(
			"--columns <list>",
			"what your columns are called: email=Mail,name=Who; email= leaves one out",
			readColumns,
		)
		.addOption(
			new Option("--state <state>", "of rows that tell none")
				.choices(["active", "pending", "unsubscribed"])
				.default("active"),
		)
		.addOption(
			new Option("--encoding <name>", "where the file does not tell").choices(
				ENCODINGS,
			),
		)
		.option("--dry-run", "tell what would happen, and do nothing")
		.option("--report <file>", "write every refused row there, as CSV")
		.option("--json", "print the outcome as JSON")
		.addHelpText(
			"after",
			`
The first line names the columns, in any order; those of Mailchimp, Buttondown,
Substack, Ghost, Kit, beehiiv and listmonk are known, and so are these:
  ${CSV_FIELDS.slice(0, 9).join(", ")},
  ${CSV_FIELDS.slice(9).join(", ")}
Lists (categories, bookmarks) have a ; between their entries. Separators and
encodings of Excel and Google are told by the file itself.

An active row needs a consent, from --consent or a column. Whoever is here
already stays as they are. Whoever left, was erased or must not be mailed is
refused, and so is every address that mail can't safely be sent to. Interrupted
and repeated, it comes to the same subscribers.

Example:
  digest subscribers import booth.csv --consent "signed up at our booth, 2026-10-03" --dry-run
  digest subscribers import left.csv --state unsubscribed`,
		)
		.action(async (file: string, options: Options) =>
			withApp(io, async (app) => {
				const consent = checkConsent(options.consent?.trim() ?? "");
				const input = openInput(io, file);
				const refused = options.report ? refusalFile(options.report) : null;
				const progress = importBar(io, input.bytes);
				const outcome = await importSubscribers(app, counted(input, progress), {
					consent,
					state: options.state,
					...(options.columns ? { columns: options.columns } : {}),
					...(options.encoding ? { encoding: options.encoding } : {}),
					dryRun: options.dryRun ?? false,
					signal: io.signal,
					onProgress: (tally) => progress.rows(tally.rows),
					...(refused ? { onRefusal: refused } : {}),
				}).finally(progress.end);
				if (options.json) writeJson(io, outcome);
				else writeTally(io, outcome, options);
				if (outcome.interrupted) exit(1);
			}),
		);
};

interface Input {
	stream: AsyncIterable<Uint8Array>;
	/** How many there are; null: nobody knows. */
	bytes: number | null;
}

function openInput(io: Io, file: string): Input {
	if (file === "-") return { stream: io.input(), bytes: null };
	const fd = openFile(file);
	return {
		stream: createReadStream(file, { fd, highWaterMark: 256 * 1024 }),
		bytes: fstatSync(fd).size,
	};
}

function openFile(file: string): number {
	try {
		const fd = openSync(file, "r");
		if (!fstatSync(fd).isDirectory()) return fd;
	} catch {
		// Said below, as of a folder.
	}
	throw new Failure("no-such-file", `${file} is no file that can be read.`);
}

async function* counted(
	{ stream }: Input,
	progress: { bytes(count: number): void },
): AsyncGenerator<Uint8Array> {
	for await (const chunk of stream) {
		progress.bytes(chunk.length);
		yield chunk;
	}
}

/** Written as they come: there may be a million. */
function refusalFile(path: string): (refusal: Refusal) => void {
	const file = openSync(path, "w", 0o600);
	writeSync(file, writeCsv([["line", "address", "code", "reason"]]));
	return ({ line, address, code, reason }) => {
		writeSync(file, writeCsv([[String(line), address, code, reason]]));
	};
}

function readColumns(text: string): Partial<Record<CsvField, string>> {
	return Object.fromEntries(
		text.split(",").map((part) => {
			const [field = "", ...title] = part.split("=");
			const known = CSV_FIELDS.find((one) => one === field.trim());
			if (!known || title.length === 0)
				throw new InvalidArgumentError(
					`“${part}” must be FIELD=COLUMN, with a field of: ${CSV_FIELDS.join(", ")}`,
				);
			return [known, title.join("=").trim()];
		}),
	);
}
