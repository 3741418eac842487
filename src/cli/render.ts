import { writeFile } from "node:fs/promises";
import { Option } from "commander";
import type { App } from "../app.ts";
import type { Shot } from "../browser/picture.ts";
import { SEALED_STATES } from "../db/issue/issues.ts";
import { Failure } from "../errors.ts";
import { findIssue } from "../issue/life/find-issue.ts";
import { messageFor, type RenderedMessage } from "../reader/message-for.ts";
import type { Register } from "./terminal/io.ts";
import { pixels } from "./terminal/option-values.ts";
import { withApp } from "./terminal/with-app.ts";

interface Options {
	for: string;
	format: "eml" | "html" | "text" | "png";
	output?: string;
	width: number;
	height?: number;
	dark?: boolean;
	sideBySide?: boolean;
}

export const render: Register = (program, io) => {
	program
		.command("render")
		.description("print the exact message for one subscriber")
		.argument("[issue]", "its number (default: the newest)")
		.requiredOption("--for <address>", "the subscriber's address")
		.addOption(
			new Option("--format <format>", "what to print")
				.choices(["eml", "html", "text", "png"])
				.default("eml"),
		)
		.option("--output <file>", "write to a file instead of standard output")
		.option(
			"--width <pixels>",
			"width of the picture, such as 600, 375 or 320",
			pixels,
			600,
		)
		.option("--height <pixels>", "cut the picture off at this height", pixels)
		.option("--dark", "draw the picture in dark mode")
		.option("--side-by-side", "draw 600, 375 and 375 dark in one picture")
		.addHelpText(
			"after",
			`
Before an issue is sealed, this is the message as it would be now. Afterwards it
is the sealed message, with the subscriber's current bookmarks. Date is the time of
sealing: a message that goes out says when it was handed over.

Pictures need Chromium: the one that PREFLIGHT_BROWSER names, or an installed one.

Example:
  digest render 12 --for ada@example.com --format html > ada.html
  digest render --for ada@example.com --format png --side-by-side --output ada.png`,
		)
		.action(async (reference: string | undefined, options: Options) =>
			withApp(io, async (app) => {
				const issue = await findIssue(
					app.db,
					reference,
					["draft", ...SEALED_STATES, "approved"],
					"There is no issue yet. Make one with: digest issue draft",
				);
				const message = await messageFor(app, issue, options.for);
				if (options.format === "png" && !options.output && io.terminal.out)
					throw new Failure(
						"picture-on-terminal",
						"A picture can’t be printed on a terminal. Write it to a file: --output FILE",
					);
				const bytes = await formatted(app, message, options);
				if (options.output) await writeFile(options.output, bytes);
				// Byte for byte what is sent, for a file or a program; a terminal would obey it.
				else if (typeof bytes === "string" && !io.terminal.out)
					(io.data ?? io.out)(bytes);
				else io.out(bytes);
			}),
		);
};

async function formatted(
	app: App,
	message: RenderedMessage,
	options: Options,
): Promise<string | Buffer> {
	if (options.format === "png") return drawn(app, message.html, options);
	if (options.format !== "eml") return message[options.format];
	const signer = await app.signer();
	const raw = signer ? await signer.sign(message.raw) : message.raw;
	return raw.toString("utf8");
}

async function drawn(
	app: App,
	html: string,
	{ width, height, dark, sideBySide: several }: Options,
): Promise<Buffer> {
	const { openBrowser } = await import("../browser/open-browser.ts");
	const { picture, sideBySide } = await import("../browser/picture.ts");
	const browser = await openBrowser(app.config.preflightBrowser);
	try {
		const shots: Shot[] = [
			{ html, width: 600, scheme: dark ? "dark" : "light" },
			{ html, width: 375, scheme: "light" },
			{ html, width: 375, scheme: "dark" },
		];
		return several
			? await sideBySide(browser, shots, height ?? null)
			: await picture(
					browser,
					{ html, width, scheme: dark ? "dark" : "light" },
					height ?? null,
				);
	} finally {
		await browser.close();
	}
}
