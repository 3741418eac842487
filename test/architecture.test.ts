import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/*
 * The direction of dependencies, held by reading the imports:
 * main → cli, web, studio, jobs → catalog, issue, subscriber, delivery,
 * preflight → db.
 */

const ROOT = join(import.meta.dirname, "..");

interface Import {
	file: string;
	/** `src/issue/draft.ts` for our own, the package's name for others. */
	target: string;
	typeOnly: boolean;
}

const FILES = globSync(
	["src/**/*.{ts,tsx}", "jobs/*.ts", "templates/**/*.{ts,tsx}"],
	{
		cwd: ROOT,
	},
).map((file) => file.replaceAll("\\", "/"));

const IMPORTS = FILES.flatMap(importsOf);

const MIDDLE = [
	"catalog",
	"issue",
	"subscriber",
	"delivery",
	"feedback",
	"preflight",
];
const DRIVERS = ["better-sqlite3", "pg", "@electric-sql/pglite"];

function importsOf(file: string): Import[] {
	const text = readFileSync(join(ROOT, file), "utf8");
	const pattern =
		/^\s*(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;
	return [...text.matchAll(pattern)].map((match) => ({
		file,
		target: resolveImport(file, match[2] ?? match[3] ?? ""),
		typeOnly:
			match[1] !== undefined ||
			/^\s*import\s*\{(\s*type\s[^,}]+,?)+\s*\}/.test(match[0]),
	}));
}

function resolveImport(file: string, specifier: string): string {
	if (specifier.startsWith("."))
		return join(file, "..", specifier).replaceAll("\\", "/");
	const parts = specifier.split("/");
	return specifier.startsWith("@")
		? parts.slice(0, 2).join("/")
		: (parts[0] ?? specifier);
}

/** What the files in `from` import that they must not, as lines to read. */
function offences(
	from: (file: string) => boolean,
	forbidden: (one: Import) => boolean,
): string[] {
	return IMPORTS.filter((one) => from(one.file) && forbidden(one)).map(
		(one) => `${one.file} imports ${one.target}`,
	);
}

const inMiddle = (file: string) =>
	MIDDLE.some((folder) => file.startsWith(`src/${folder}/`));
const isIn =
	(...folders: string[]) =>
	({ target }: Import) =>
		folders.some((folder) => target.startsWith(folder));
const isPackage =
	(...names: string[]) =>
	({ target }: Import) =>
		names.includes(target);

it("reads the imports it judges", () => {
	expect(FILES.length).toBeGreaterThan(80);
	expect(IMPORTS).toContainEqual({
		file: "src/issue/seal.ts",
		target: "src/db/issues.ts",
		typeOnly: false,
	});
	expect(IMPORTS.some((one) => one.target === "mjml")).toBe(true);
});

describe("the middle layer", () => {
	it("never looks up", () => {
		expect(
			offences(
				inMiddle,
				isIn(
					"src/cli/",
					"src/web/",
					"src/studio/",
					"src/browser/",
					"src/mail-check/",
					"src/main",
					"src/app",
					"src/instruments.ts",
					"jobs/",
				),
			),
		).toEqual([]);
	});

	it("knows the types of mailer and renderer alone", () => {
		const values = ["src/render/renderer.ts"];
		expect(
			offences(
				inMiddle,
				(one) =>
					isIn("src/mail/", "src/render/", "templates/")(one) &&
					!one.typeOnly &&
					!values.includes(one.target),
			),
		).toEqual([]);
	});

	it("names no server, mailer, browser, template engine or driver", () => {
		expect(
			offences(
				inMiddle,
				isPackage(
					"hono",
					"@hono/node-server",
					"nodemailer",
					"smtp-server",
					"mjml",
					"mjml-core",
					"react",
					"react-dom",
					"@react-email/components",
					"node-cron",
					"playwright-core",
					"axe-core",
					"html-validate",
					"mailauth",
					"postal-mime",
					...DRIVERS,
				),
			),
		).toEqual([]);
	});
});

it("the database layer knows nothing above it", () => {
	expect(
		offences(
			(file) => file.startsWith("src/db/"),
			(one) =>
				one.target.startsWith("src/") &&
				!/^src\/(db\/|clock\.ts|errors\.ts|private-file\.ts)/.test(
					one.target,
				) &&
				!one.typeOnly,
		),
	).toEqual([]);
});

it.each([
	["node-cron", /^jobs\/schedule\.ts$/],
	["better-sqlite3", /^src\/(db\/open|mail\/mailbox)\.ts$/],
	["pg", /^src\/db\/open\.ts$/],
	["nodemailer", /^src\/(mail|render)\//],
	["smtp-server", /^src\/mail\//],
	["mailauth", /^src\/mail\//],
	["mjml", /^src\/render\//],
	["mjml-core", /^src\/render\//],
	["esbuild", /^src\/render\/bundle\.ts$/],
	["react-dom", /^src\/render\//],
	["commander", /^src\/cli\//],
	["hono", /^src\/(web|studio)\//],
	["pino", /^src\/log\.ts$/],
	["playwright-core", /^src\/browser\//],
	["html-validate", /^src\/mail-check\//],
	["htmlparser2", /^src\/preflight\/html-tree\.ts$/],
	["postcss", /^src\/preflight\/features\.ts$/],
])("%s is imported only where it belongs", (name, home) => {
	const users = IMPORTS.filter((one) => one.target === name).map(
		(one) => one.file,
	);
	expect(users.length).toBeGreaterThan(0);
	expect(users.filter((file) => !home.test(file))).toEqual([]);
});

it("templates import types, their own parts, and an engine's components", () => {
	expect(
		offences(
			(file) => file.startsWith("templates/"),
			(one) =>
				!one.typeOnly &&
				!one.target.startsWith("templates/") &&
				!["@react-email/components", "react"].includes(one.target),
		),
	).toEqual([]);
});

it("only main.ts names the process", () => {
	const offenders = FILES.filter(
		(file) =>
			file !== "src/main.ts" &&
			/(^|[^.\w"'`])process\.|node:process/m.test(
				readFileSync(join(ROOT, file), "utf8").replace(
					/\/\*[\s\S]*?\*\/|\/\/.*$/gm,
					"",
				),
			),
	);
	expect(offenders).toEqual([]);
});

it("no file has become two", () => {
	const code = FILES.filter((file) => !file.startsWith("templates/sample"));
	const long = code
		.map((file) => ({
			file,
			lines: readFileSync(join(ROOT, file), "utf8").split("\n").length,
		}))
		.filter(({ lines }) => lines > 250);
	expect(long).toEqual([]);
});

it("preflight tries nothing out on a list: it never writes", () => {
	expect(
		offences(
			(file) => file.startsWith("src/preflight/"),
			isIn("src/mail/", "src/web/", "src/subscriber/unsubscribe.ts"),
		).filter((line) => !/imports src\/mail\/read-mail\.ts$/.test(line)),
	).toEqual([]);
});
