import { createReadStream, fstatSync, openSync, writeSync } from "node:fs";
import { InvalidArgumentError, Option } from "commander";
import type { SubscriberState } from "../../db/subscriber-tables.ts";
import { Failure } from "../../errors.ts";
import { CSV_FIELDS, type CsvField } from "../../subscriber/csv/columns.ts";
import {
	checkConsent,
	type Refusal,
} from "../../subscriber/csv/csv-subscriber.ts";
import { ENCODINGS, type Encoding } from "../../subscriber/csv/decode.ts";
import { importSubscribers } from "../../subscriber/csv/import.ts";
import { writeCsv } from "../../subscriber/csv/write.ts";
import type { Io, Register } from "../terminal/io.ts";
import { writeJson } from "../terminal/output.ts";
import { csvProgress } from "../terminal/progress.ts";
import { withApp } from "../terminal/with-app.ts";
import { writeImportReport } from "./import-report.ts";

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
		.description("import subscribers from a CSV file of any length")
		.argument("<file>", "a CSV file, or - for standard input")
		.option(
			"--consent <text>",
			"how they agreed; kept as proof for rows without a consent of their own",
		)
		.option(
			"--columns <list>",
			"names of your columns, as in email=Mail,name=Who; name= ignores a column",
			readColumns,
		)
		.addOption(
			new Option("--state <state>", "state of rows that have none")
				.choices(["active", "pending", "unsubscribed"])
				.default("active"),
		)
		.addOption(
			new Option(
				"--encoding <name>",
				"encoding of the file (default: detected)",
			).choices(ENCODINGS),
		)
		.option("--dry-run", "show what would change, and change nothing")
		.option(
			"--report <file>",
			"write every refused row and its reason to this CSV file",
		)
		.option("--json", "print the outcome as JSON")
		.addHelpText(
			"after",
			`
The first line names the columns, in any order. The columns of Mailchimp,
Buttondown, Substack, Ghost, Kit, beehiiv and listmonk are recognised. So are:
  ${CSV_FIELDS.slice(0, 9).join(", ")},
  ${CSV_FIELDS.slice(9, 15).join(", ")},
  ${CSV_FIELDS.slice(15).join(", ")}
Separate the entries of a list (categories, bookmarks) with a semicolon. The
separator and the encoding of files from Excel and Google are detected.

An active row needs a consent, from --consent or from a column. Subscribers who
are on the list already are not changed. A row is refused if the subscriber left,
was erased or must not be mailed, or if the address can't be mailed safely. An
interrupted import can be run again.

Example:
  digest subscribers import booth.csv --consent "signed up at our booth, 2026-10-03" --dry-run
  digest subscribers import left.csv --state unsubscribed`,
		)
		.action(async (file: string, options: Options) =>
			withApp(io, async (app) => {
				const consent = checkConsent(options.consent?.trim() ?? "");
				const input = openInput(io, file);
				const refused = options.report ? refusalFile(options.report) : null;
				const progress = csvProgress(io, input.bytes);
				const outcome = await importSubscribers(
					app,
					countBytes(input, progress),
					{
						consent,
						state: options.state,
						...(options.columns ? { columns: options.columns } : {}),
						...(options.encoding ? { encoding: options.encoding } : {}),
						dryRun: options.dryRun ?? false,
						signal: io.signal,
						onProgress: (counts) => progress.rows(counts.rows),
						...(refused ? { onRefusal: refused } : {}),
					},
				).finally(progress.end);
				if (options.json) writeJson(io, outcome);
				else writeImportReport(io, outcome, options);
				if (outcome.interrupted) exit(1);
			}),
		);
};

interface Input {
	stream: AsyncIterable<Uint8Array>;
	/** Length; null: not known. */
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
		// Reported below, like a folder.
	}
	throw new Failure(
		"no-such-file",
		`${file} can't be read: it does not exist, is a folder, or you have no permission. Check the path.`,
	);
}

async function* countBytes(
	{ stream }: Input,
	progress: { bytes(count: number): void },
): AsyncGenerator<Uint8Array> {
	for await (const chunk of stream) {
		progress.bytes(chunk.length);
		yield chunk;
	}
}

/** Writes each refused row at once: there may be a million. */
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
					`“${part}” must be FIELD=COLUMN. FIELD is one of: ${CSV_FIELDS.join(", ")}`,
				);
			return [known, title.join("=").trim()];
		}),
	);
}
