import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/*
 * The direction of dependencies, checked by reading the imports:
 * main → cli, web, studio, jobs → the middle → db → the leaves.
 */

const ROOT = join(import.meta.dirname, "..");

/** What a folder of src may import from the other folders of src. Types count. */
const MAY_IMPORT: Record<string, readonly string[]> = {
	catalog: ["db"],
	audience: ["db"],
	issue: ["audience", "catalog", "config", "db"],
	subscriber: ["config", "db", "issue", "render"],
	editors: ["db", "render", "subscriber"],
	reader: ["catalog", "db", "issue", "subscriber"],
	delivery: [
		"audience",
		"config",
		"db",
		"feedback",
		"issue",
		"mail",
		"reader",
		"subscriber",
	],
	report: ["config", "db", "delivery", "issue", "subscriber"],
	incoming: ["config", "db", "delivery", "feedback", "mail", "subscriber"],
	preflight: ["catalog", "db", "issue", "mail", "reader", "subscriber"],
	render: ["catalog", "db", "issue"],
	mail: ["config"],
	"mail-check": ["preflight"],
	browser: ["preflight"],
	config: ["delivery", "feedback", "mail", "subscriber"],
	feedback: [],
	db: [],
};

/** The files in src itself that any folder may import. */
const LEAVES = [
	"src/abandon-after-grace.ts",
	"src/command-form.ts",
	"src/errors.ts",
	"src/log.ts",
	"src/make-folder.ts",
	"src/notify.ts",
	"src/private-file.ts",
	"src/rate.ts",
	"src/site-links.ts",
	"src/work-then-rest.ts",
];

/** Folders of such files. */
const LEAF_FOLDERS = ["text", "time"];

/** The one type that the middle shares: it names types of folders, and no folder below them imports it. */
const CONTEXT = "src/context.ts";
const USES_CONTEXT = [
	"issue",
	"reader",
	"subscriber",
	"delivery",
	"incoming",
	"preflight",
	"report",
	"editors",
];

/** Everything that main starts. These may import whatever they need below them. */
const TOP = ["cli", "web", "studio"];

const DRIVERS = ["better-sqlite3", "pg"];

interface Import {
	file: string;
	/** `src/issue/life/draft.ts` for our own, the package's name for others. */
	target: string;
	typeOnly: boolean;
}

const FILES = globSync(
	["src/**/*.{ts,tsx}", "jobs/*.ts", "templates/**/*.{ts,tsx}"],
	{ cwd: ROOT },
).map((file) => file.replaceAll("\\", "/"));

const IMPORTS = FILES.flatMap(importsOf);

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

/** The imports of the files in `from` that are forbidden, one line each. */
function offences(
	from: (file: string) => boolean,
	forbidden: (one: Import) => boolean,
): string[] {
	return IMPORTS.filter((one) => from(one.file) && forbidden(one)).map(
		(one) => `${one.file} imports ${one.target}`,
	);
}

/** `src/issue/life/draft.ts` is in `issue`; a file in src itself is in none. */
function folderOf(file: string): string | undefined {
	return /^src\/([^/]+)\//.exec(file)?.[1];
}

function isLeaf(file: string): boolean {
	return LEAVES.includes(file) || LEAF_FOLDERS.includes(folderOf(file) ?? "");
}

const inFolder =
	(...folders: string[]) =>
	(file: string) =>
		folders.includes(folderOf(file) ?? "");
const isPackage =
	(...names: string[]) =>
	({ target }: Import) =>
		names.includes(target);

it("this test reads the imports that it judges", () => {
	expect(FILES.length).toBeGreaterThan(400);
	expect(IMPORTS).toContainEqual({
		file: "src/issue/life/seal.ts",
		target: "src/db/issue/issues.ts",
		typeOnly: false,
	});
	expect(IMPORTS.some((one) => one.target === "mjml")).toBe(true);
	const missing = IMPORTS.filter(
		({ target }) =>
			/^(src|jobs|templates)\/.*\.tsx?$/.test(target) &&
			!FILES.includes(target),
	);
	expect(missing).toEqual([]);
});

it("every folder of src has a rule, and every rule has a folder", () => {
	const folders = readdirSync(join(ROOT, "src"), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => entry.name);
	expect([...Object.keys(MAY_IMPORT), ...TOP, ...LEAF_FOLDERS].sort()).toEqual(
		folders.sort(),
	);
});

it("no files import each other in a circle", () => {
	expect(circles()).toEqual([]);
});

it.each(Object.entries(MAY_IMPORT))(
	"src/%s imports only what lies below it",
	(folder, allowed) => {
		expect(
			offences(inFolder(folder), ({ target }) => {
				if (!target.startsWith("src/")) return target.startsWith("jobs/");
				if (isLeaf(target)) return false;
				const other = folderOf(target);
				return other === undefined
					? !(target === CONTEXT && USES_CONTEXT.includes(folder))
					: other !== folder && !allowed.includes(other);
			}),
		).toEqual([]);
	},
);

it("ARCHITECTURE.md has the same table", () => {
	const text = readFileSync(join(ROOT, "ARCHITECTURE.md"), "utf8");
	for (const [folder, allowed] of Object.entries(MAY_IMPORT))
		expect(text).toContain(
			`| ${folder} | ${allowed.join(", ") || "no other folder"} |`,
		);
});

it("every import that the table allows is needed", () => {
	const unused = Object.entries(MAY_IMPORT).flatMap(([folder, allowed]) =>
		allowed
			.filter(
				(other) =>
					!IMPORTS.some(
						({ file, target }) =>
							folderOf(file) === folder && folderOf(target) === other,
					),
			)
			.map((other) => `${folder} → ${other}`),
	);
	expect(unused).toEqual([]);
});

it("the files that everything may import import nothing else", () => {
	expect(
		offences(
			isLeaf,
			({ target }) => target.startsWith("src/") && !isLeaf(target),
		),
	).toEqual([]);
});

describe("the middle layer", () => {
	const inMiddle = inFolder(
		"catalog",
		"audience",
		"issue",
		"reader",
		"subscriber",
		"delivery",
		"feedback",
		"preflight",
		"editors",
	);

	it("knows only the types of the mailer and the renderer", () => {
		const values = ["src/issue/renderer.ts", "src/mail/read-mail.ts"];
		expect(
			offences(
				inMiddle,
				({ target, typeOnly }) =>
					/^(src\/(mail|render)|templates)\//.test(target) &&
					!typeOnly &&
					!values.includes(target),
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
					"imapflow",
					"postal-mime",
					...DRIVERS,
				),
			),
		).toEqual([]);
	});
});

it.each([
	["node-cron", /^jobs\/scheduler\.ts$/],
	["better-sqlite3", /^src\/(db\/open|mail\/mailbox)\.ts$/],
	["pg", /^src\/db\/open\.ts$/],
	["nodemailer", /^src\/(mail|render)\//],
	["smtp-server", /^src\/mail\//],
	["imapflow", /^src\/mail\/imap\//],
	["mailauth", /^src\/mail\//],
	["mjml", /^src\/render\//],
	["mjml-core", /^src\/render\//],
	["esbuild", /^src\/render\/templates\/bundle\.ts$/],
	["react-dom", /^src\/render\//],
	["commander", /^src\/cli\//],
	["@simplewebauthn/server", /^src\/editors\/passkey/],
	["d3-scale", /^src\/studio\/charts\//],
	["d3-shape", /^src\/studio\/charts\//],
	["hono", /^src\/(web|studio)\//],
	["pino", /^src\/log\.ts$/],
	["playwright-core", /^src\/browser\//],
	["html-validate", /^src\/mail-check\//],
	[
		"htmlparser2",
		/^src\/(preflight\/checks\/html-tree|render\/(templates\/check-scripts|room\/height)|studio\/preview\/html-tags)\.ts$/,
	],
	[
		"postcss",
		/^src\/(preflight\/checks\/(style-sheets|check-remote-content)|render\/weekly\/style)\.ts$/,
	],
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

/** What changes an issue or its ledger, and the one file that calls it: it writes the entry of the audit log. */
const RECORDED: Record<string, readonly string[]> = {
	"src/issue/life/change-issue.ts": ["insertIssue", "updateIssue"],
	"src/issue/life/freeze.ts": ["countFrozen"],
	"src/delivery/adoption.ts": ["setLastAdoption"],
	"src/delivery/resend-missing.ts": [
		"expireUnsure",
		"insertMissing",
		"reopenDeliveries",
		"reopenRefused",
	],
	"src/delivery/ledger/try-again.ts": [
		"holdDomain",
		"reopenAlike",
		"reopenSetbacks",
	],
	"src/delivery/stages/advance.ts": ["updateStage"],
	"src/delivery/stages/choose-stages.ts": ["forgetStages"],
};

it("what changes an issue or its ledger is called only where its entry of the audit log is written", () => {
	for (const [home, names] of Object.entries(RECORDED))
		for (const name of names) {
			const callers = FILES.filter(
				(file) =>
					file.startsWith("src/") &&
					new RegExp(
						`(?<!function )\\b${name}\\b(?=\\()|import [^;]*\\b${name}\\b`,
					).test(readFileSync(join(ROOT, file), "utf8")),
			);
			expect([name, callers]).toEqual([name, [home]]);
		}
	const writers = FILES.filter((file) =>
		/(?:updateTable|insertInto)\("issues"\)/.test(
			readFileSync(join(ROOT, file), "utf8"),
		),
	);
	expect(writers.filter((file) => file.startsWith("src/"))).toEqual([
		"src/db/expired-logs.ts",
		"src/db/issue/issue-changes.ts",
	]);
});

it("no file is longer than 250 lines", () => {
	const long = FILES.filter((file) => !file.startsWith("templates/sample"))
		.map((file) => ({
			file,
			lines: readFileSync(join(ROOT, file), "utf8").split("\n").length,
		}))
		.filter(({ lines }) => lines > 250);
	expect(long).toEqual([]);
});

it("no folder of src holds more than twenty files", () => {
	const counts = new Map<string, number>();
	for (const file of FILES.filter((one) => one.startsWith("src/"))) {
		const folder = file.slice(0, file.lastIndexOf("/"));
		counts.set(folder, (counts.get(folder) ?? 0) + 1);
	}
	expect([...counts].filter(([, files]) => files > 20)).toEqual([]);
});

it("preflight imports nothing that mails, serves or unsubscribes", () => {
	expect(
		offences(
			inFolder("preflight"),
			({ target }) =>
				/^src\/(mail|web)\//.test(target) && target !== "src/mail/read-mail.ts",
		),
	).toEqual([]);
	expect(
		offences(inFolder("preflight"), ({ target }) =>
			target.startsWith("src/subscriber/leaving/"),
		),
	).toEqual([]);
});

/** Each circle once, as the files it goes through (Tarjan's strongly connected components). */
function circles(): string[][] {
	const edges = new Map<string, string[]>();
	for (const { file, target } of IMPORTS)
		if (FILES.includes(target))
			edges.set(file, [...(edges.get(file) ?? []), target]);
	const index = new Map<string, number>();
	const low = new Map<string, number>();
	const stack: string[] = [];
	const found: string[][] = [];
	const visit = (file: string) => {
		index.set(file, index.size);
		low.set(file, index.get(file) ?? 0);
		stack.push(file);
		for (const next of edges.get(file) ?? []) {
			if (!index.has(next)) visit(next);
			if (stack.includes(next))
				low.set(file, Math.min(low.get(file) ?? 0, low.get(next) ?? 0));
		}
		if (low.get(file) !== index.get(file)) return;
		const group = stack.splice(stack.indexOf(file));
		if (group.length > 1 || (edges.get(file) ?? []).includes(file))
			found.push(group.sort());
	};
	for (const file of FILES) if (!index.has(file)) visit(file);
	return found;
}
