import type { Command } from "commander";
import { type App, openApp } from "../../app.ts";
import { readConfig } from "../../config/config.ts";
import { createLog } from "../../log.ts";
import type { Io } from "./io.ts";

/** Adds one command, or a group of them, to the program. */
export type Register = (
	program: Command,
	io: Io,
	exit: (code: number) => void,
) => void;

/** Opens the app for the length of `work`, and closes it whatever happens. */
export async function withApp<T>(
	io: Io,
	work: (app: App) => Promise<T>,
): Promise<T> {
	const config = readConfig(io.env);
	const app = await openApp({
		config,
		clock: io.clock,
		log: createLog(config.logLevel),
		worker: io.worker,
	});
	try {
		return await work(app);
	} finally {
		await app.close();
	}
}

/** A result for scripts: one JSON document, indented. */
export function writeJson(io: Io, value: unknown): void {
	io.out(`${JSON.stringify(value, null, 2)}\n`);
}

/** Rows in aligned columns under their titles. */
export function writeTable(
	io: Io,
	titles: readonly string[],
	rows: readonly (readonly (string | number | null)[])[],
): void {
	const cells = [titles, ...rows].map((row) =>
		row.map((cell) => (cell === null ? "–" : String(cell))),
	);
	const widths = titles.map((_, column) =>
		Math.max(...cells.map((row) => [...(row[column] ?? "")].length)),
	);
	for (const row of cells)
		io.out(
			`${row
				.map((cell, column) =>
					column === row.length - 1
						? cell
						: cell + " ".repeat((widths[column] ?? 0) - [...cell].length),
				)
				.join("  ")
				.trimEnd()}\n`,
		);
}

/** "1 comparison", "2 comparisons" */
export function counted(count: number, noun: string): string {
	return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
