import { hash, randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import type { CatalogChange } from "../../catalog/import/changes.ts";
import {
	ENDINGS,
	type InputFile,
	kindOf,
} from "../../catalog/import/find-input.ts";
import { importFiles } from "../../catalog/import/import.ts";
import type { ImportProblem } from "../../catalog/import/problem.ts";
import type { ImportReport } from "../../catalog/import/report.ts";
import {
	type StandingCorrection,
	standingCorrections,
} from "../../db/catalog/catalog-changes.ts";
import { Failure } from "../../errors.ts";
import { importedHistory } from "../../issue/week/select-week.ts";
import type { Instant } from "../../time/clock.ts";
import type { StudioDeps } from "../deps.ts";

/** What somebody sent in to be imported. */
export interface SentInput {
	files: readonly { name: string; bytes: Uint8Array }[];
	/** What was pasted, so that it can be changed; null: files were sent. */
	pasted: { name: string; text: string } | null;
	/** For every comparison; null: as each document says. */
	publishedAt: Instant | null;
}

/** What a dry run showed. */
export interface Shown {
	report: ImportReport;
	changes: readonly CatalogChange[];
	/** Those that the import would undo are among them (`standingCorrections`). */
	corrections: ReadonlyMap<string, StandingCorrection>;
	/** Of the files and of all that is shown: what is imported must have the same. */
	hash: string;
}

/** What waits to be imported, or was. */
export interface ImportDraft {
	id: string;
	sent: Pick<SentInput, "pasted" | "publishedAt">;
	shown: Shown;
	/** Null: it was not imported. */
	done: { report: ImportReport; tooOld: number; firstStart: Instant } | null;
}

/** Drafts that are kept: those that nobody came back to make room for newer ones. */
const MOST = 10;

interface Kept extends ImportDraft {
	folder: string;
	files: InputFile[];
	errors: ImportProblem[];
	digests: readonly string[];
	/** Null: it is not being imported. */
	running: Promise<boolean> | null;
}

/**
 * Keeps what was sent in from the dry run until it is imported, in a folder that
 * only this user can read and that goes with the server.
 */
export function importDrafts(deps: StudioDeps) {
	const drafts = new Map<string, Kept>();
	deps.closing.addEventListener("abort", () => {
		for (const { folder } of drafts.values()) void remove(folder);
	});

	/** @throws Failure `no-input` */
	async function add(input: SentInput): Promise<ImportDraft> {
		if (input.files.length === 0)
			throw new Failure(
				"no-input",
				"There is nothing to import. Choose a file, or paste a text.",
			);
		const folder = await mkdtemp(join(tmpdir(), "digest-import-"));
		const files: InputFile[] = [];
		const errors: ImportProblem[] = [];
		for (const [index, { name, bytes }] of input.files.entries()) {
			const kind = kindOf(name);
			if (!kind) {
				errors.push({
					code: "unknown-kind",
					file: name,
					message: `can't be imported; choose a file that ends in ${ENDINGS}`,
				});
				continue;
			}
			const path = join(folder, `${index}${extname(name).toLowerCase()}`);
			await writeFile(path, bytes, { mode: 0o600 });
			files.push({ path, name, kind, size: bytes.length });
		}
		const kept: Omit<Kept, "shown"> = {
			id: randomUUID(),
			sent: { pasted: input.pasted, publishedAt: input.publishedAt },
			done: null,
			running: null,
			folder,
			files,
			errors,
			digests: input.files.map(({ bytes }) => hash("sha256", bytes)),
		};
		const draft: Kept = { ...kept, shown: await dryRun(deps, kept) };
		drafts.set(draft.id, draft);
		for (const [id, old] of [...drafts].slice(0, -MOST)) {
			// What is being imported is still being read.
			if (old.running !== null && old.done === null) continue;
			drafts.delete(id);
			await remove(old.folder);
		}
		return draft;
	}

	/**
	 * Imports a draft, if that still does what was shown. A draft is imported once.
	 *
	 * @param shown the hash of what the person saw
	 * @returns whether it was imported; false: look at what would happen now
	 */
	async function run(id: string, shown: string): Promise<boolean> {
		const draft = drafts.get(id);
		if (!draft) return false;
		// A second click waits for the first.
		draft.running ??= runOnce(draft, shown);
		const isDone = await draft.running;
		if (!isDone) draft.running = null;
		return isDone;
	}

	async function runOnce(draft: Kept, shown: string): Promise<boolean> {
		draft.shown = await dryRun(deps, draft);
		if (draft.shown.hash !== shown) return false;
		const begun = deps.clock.now();
		const report = await importFiles(
			deps.db,
			deps.clock,
			draft.files,
			[...draft.errors],
			{ ...optionsOf(draft), ...(deps.actor && { actor: deps.actor }) },
		);
		const { count, firstStart } = await importedHistory(
			deps.db,
			deps.config,
			begun,
			deps.clock.now(),
		);
		draft.done = { report, tooOld: count, firstStart };
		await remove(draft.folder);
		return true;
	}

	return {
		add,
		run,
		/** Undefined: it was never there, or is not kept any more. */
		get: (id: string): ImportDraft | undefined => drafts.get(id),
	};
}

const optionsOf = ({ sent: { publishedAt } }: Pick<ImportDraft, "sent">) =>
	publishedAt === null ? {} : { publishedAt };

async function dryRun(
	{ db, clock }: StudioDeps,
	draft: Pick<Kept, "files" | "errors" | "digests" | "sent">,
): Promise<Shown> {
	let changes: readonly CatalogChange[] = [];
	const report = await importFiles(db, clock, draft.files, [...draft.errors], {
		...optionsOf(draft),
		dryRun: true,
		onPlanned: (planned) => {
			changes = planned;
		},
	});
	const all = [draft.digests, draft.sent.publishedAt, report, changes];
	const corrections = await standingCorrections(
		db,
		changes.filter(({ isNew }) => !isNew).map(({ slug }) => slug),
	);
	return {
		report,
		changes,
		corrections,
		hash: hash("sha256", JSON.stringify(all)),
	};
}

function remove(folder: string): Promise<void> {
	return rm(folder, { recursive: true, force: true });
}
