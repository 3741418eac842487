import { createReadStream, fstatSync, openSync } from "node:fs";
import { basename } from "node:path";
import { InvalidArgumentError, Option } from "commander";
import type { SubscriberState } from "../../db/subscriber-tables.ts";
import { describeError, Failure } from "../../errors.ts";
import { importByEditor } from "../../subscriber/by-editor/lists.ts";
import type { ColumnPlan, NamedColumns } from "../../subscriber/csv/columns.ts";
import { type Encoding, parseEncoding } from "../../subscriber/csv/decode.ts";
import type { EncodingGuess } from "../../subscriber/csv/guess-encoding.ts";
import { CSV_FIELDS } from "../../subscriber/csv/header/known-headers.ts";
import type { CsvImportCounts } from "../../subscriber/csv/import-counts.ts";
import { checkConsent } from "../../subscriber/csv/row-cells.ts";
import { visible } from "../../text/visible-text.ts";
import type { Io, Register } from "../terminal/io.ts";
import { writeJson } from "../terminal/output.ts";
import { csvProgress } from "../terminal/progress.ts";
import { withApp } from "../terminal/with-app.ts";
import { readColumns, readIgnored } from "./column-options.ts";
import { writeColumns, writeImportReport } from "./import-report.ts";
import { changedExamples, openReport } from "./row-report.ts";

interface Options {
	consent?: string;
	columns?: NamedColumns;
	ignore?: readonly string[];
	state?: SubscriberState | "suppressed";
	encoding?: Encoding;
	update?: boolean;
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
			"names of your columns, as in email=Mail,name=Who; name= ignores the column of a field",
			readColumns,
		)
		.option(
			"--ignore <column>",
			"a column that does not say who may be mailed; may be repeated",
			readIgnored,
		)
		.addOption(
			new Option(
				"--state <state>",
				"state of rows that have none (default: active, in a file without a column for it)",
			).choices(["active", "pending", "unsubscribed", "suppressed"]),
		)
		.option(
			"--encoding <name>",
			"encoding of the file, such as windows-1251, macintosh or shift_jis (default: detected)",
			encodingOption,
		)
		.option(
			"--update",
			"where somebody is here already, take the filled cells for their name, format, lens, categories and time zone",
		)
		.option("--dry-run", "show what would change, and change nothing")
		.option(
			"--report <file>",
			"write every refused row with its reason, and every change of --update, to this CSV file; it can be corrected and imported again",
		)
		.option("--json", "print the outcome as JSON")
		.addHelpText(
			"after",
			`
The first line names the columns, in any order. The columns of Mailchimp, Klaviyo,
Shopify, HubSpot, Brevo, MailerLite, MailPoet, Buttondown, Substack, Ghost, Kit,
beehiiv and listmonk are recognised. So are:
  ${CSV_FIELDS.slice(0, 9).join(", ")},
  ${CSV_FIELDS.slice(9, 17).join(", ")},
  ${CSV_FIELDS.slice(17).join(", ")}
The report lists the columns that were used and those that were ignored. A column
that may say who left, or never agreed, and is not known stops the import until
you say what it means: --columns state=NAME where yes means that they agreed,
--columns disabled=NAME where yes means that they left, --ignore NAME otherwise.
NAME may also be "Email (2)", the second column of that name, or "#3", the third.
Separate the entries of a list (categories, bookmarks) with a semicolon. The
separator and the encoding of files from Excel and Google are detected.

An active row needs a consent, from --consent or from a column. Subscribers who
are on the list already are not changed, except that a row which says that they
left, bounced or complained unsubscribes or suppresses them here, too. --update
changes their name and choices; with --dry-run it shows what would change. An
empty cell changes nothing, and nobody who left becomes active. A row is
refused if the subscriber left here, was erased or must not be mailed, or if the
address can't be mailed safely. An interrupted import can be run again. When every
row is refused, the exit code is 1.

Example:
  digest subscribers import names.csv --update --dry-run
  digest subscribers import booth.csv --consent "signed up at our booth, 2026-10-03" --dry-run
  digest subscribers import left.csv --state unsubscribed`,
		)
		.action(async (file: string, options: Options) =>
			withApp(io, async (app) => {
				const consent = checkConsent(options.consent?.trim() ?? "");
				const input = openInput(io, file);
				const report = options.report ? openReport(options.report) : null;
				const examples = changedExamples();
				const progress = csvProgress(io, input.bytes);
				const found: { columns?: ColumnPlan; encoding?: EncodingGuess } = {};
				const outcome = await importByEditor(app, countBytes(input, progress), {
					consent,
					...(options.state ? { state: options.state } : {}),
					...(options.ignore ? { ignore: options.ignore } : {}),
					...(file === "-" ? {} : { fileName: basename(file) }),
					...(options.columns ? { columns: options.columns } : {}),
					...(options.encoding ? { encoding: options.encoding } : {}),
					dryRun: options.dryRun ?? false,
					signal: io.signal,
					onProgress: (counts) => progress.rows(counts.rows),
					update: options.update ?? false,
					...(report ? { onRefusal: report.refusal } : {}),
					onChange: (changed, cells) => {
						examples.add(changed);
						report?.change(changed, cells);
					},
					onColumns: (columns) => {
						found.columns = columns;
						report?.begin(columns.header);
					},
					onEncoding: (encoding) => {
						found.encoding = encoding;
					},
				})
					.finally(progress.end)
					.catch((error: unknown) => {
						if (found.columns) writeColumns(io.err, found.columns);
						throw error;
					});
				if (options.json)
					writeJson(io, {
						...outcome,
						columns: {
							used: found.columns?.used ?? [],
							ignored: found.columns?.ignored ?? [],
						},
						encoding: found.encoding ?? null,
						...(options.dryRun ? { changes: examples.list() } : {}),
					});
				else {
					writeImportReport(io, { ...outcome, ...found }, options);
					if (options.dryRun) examples.write(io);
				}
				if (outcome.interrupted || isAllRefused(outcome)) exit(1);
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
		`${visible(file)} can't be read: it does not exist, is a folder, or you have no permission. Check the path.`,
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

/** A script must not take an import for a success that added nobody. */
function isAllRefused({ rows, refused }: CsvImportCounts): boolean {
	return rows > 0 && refused === rows;
}

function encodingOption(label: string): Encoding {
	try {
		return parseEncoding(label);
	} catch (error) {
		throw new InvalidArgumentError(describeError(error));
	}
}
