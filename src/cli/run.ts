import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { inLocalForm } from "../command-form.ts";
import { describeError, Failure } from "../errors.ts";
import { TemplateError } from "../issue/renderer.ts";
import { visibleLines } from "../text/visible-text.ts";
import { commandsFor } from "./commands.ts";
import type { Io, Register } from "./terminal/io.ts";

/**
 * Runs one command line and returns its exit code: 0 done, 1 failed, 2 wrong
 * use. Errors become one line on standard error, without a stack trace. An
 * unexpected error shows its trace when LOG_LEVEL is debug.
 */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
	let exitCode = 0;
	const commands = await commandsFor(argv);
	const told = inForm(io);
	const program = createProgram(commands, told, (code) => {
		exitCode = code;
	});
	try {
		await program.parseAsync(argv, { from: "user" });
		return exitCode;
	} catch (error) {
		if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
		if (error instanceof Failure || error instanceof TemplateError)
			told.err(`digest: ${error.message}\n`);
		else {
			told.err(`digest: ${describeError(error)}\n`);
			if (io.env.LOG_LEVEL === "debug" && error instanceof Error)
				told.err(`${error.stack}\n`);
		}
		return 1;
	}
}

/**
 * Texts for people get their hints in the form in which this program was started, and
 * nothing in them is obeyed by a terminal, whoever wrote it. Data stays as it is.
 */
function inForm(io: Io): Io {
	const told = (text: string) => visibleLines(inLocalForm(text));
	return {
		...io,
		out: (text) => io.out(typeof text === "string" ? told(text) : text),
		data: (text) => io.out(text),
		err: (text) => io.err(told(text)),
	};
}

function createProgram(
	commands: readonly Register[],
	io: Io,
	exit: (code: number) => void,
): Command {
	const program = new Command("digest")
		.description("The weekly AI tool verdicts, by mail.")
		.addHelpText(
			"after",
			`
Getting started:
  digest demo                 send sample issues to the built-in mailbox; needs no setup
  digest import data/mine     import your comparisons
  digest issue draft          draft this week's issue
  digest preview              view it as any subscriber will get it
  digest issue approve        approve it, then send it with: digest send

Settings come from the environment or from .env in the current folder. All of
them are listed in example.env.`,
		)
		.configureHelp({ showGlobalOptions: false, sortSubcommands: false });
	const settings = (command: Command): void => {
		command
			.exitOverride()
			.showHelpAfterError("(For the usage add: --help)")
			.configureOutput({
				writeOut: (text) => io.out(text),
				writeErr: (text) => io.err(text),
				outputError: (text, write) =>
					write(text.replace(/^error: /, "digest: ")),
			});
		for (const child of command.commands) settings(child);
	};
	program.version(version(), "-V, --version", "print the version");
	for (const register of commands) register(program, io, exit);
	settings(program);
	return program;
}

function version(): string {
	const file = new URL("../../package.json", import.meta.url);
	return (JSON.parse(readFileSync(file, "utf8")) as { version: string })
		.version;
}
