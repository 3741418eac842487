import { existsSync } from "node:fs";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { makeFolder } from "../make-folder.ts";

const PACKAGE = "@sparticuz/chromium";

/** A browser to start: its program and, unless null, its whole environment. */
export interface Chromium {
	executable: string;
	env: Record<string, string> | null;
}

/**
 * The Chromium from npm, which needs no system packages. The program, its
 * libraries and its only font (Open Sans, which has no ✓ and no ✗) are unpacked
 * once, into node_modules/.cache. Null: the package is not installed.
 */
export async function bundledChromium(): Promise<Chromium | null> {
	const main = findPackage();
	if (main === null) return null;
	unpacking ??= unpack(main);
	const home = await unpacking;
	return {
		executable: join(home, "chromium"),
		env: {
			HOME: home,
			LD_LIBRARY_PATH: join(home, "al2023", "lib"),
			FONTCONFIG_PATH: join(home, "fonts"),
		},
	};
}

function findPackage(): string | null {
	try {
		return createRequire(import.meta.url).resolve(PACKAGE);
	} catch {
		return null;
	}
}

let unpacking: Promise<string> | undefined;

async function unpack(main: string): Promise<string> {
	const root = join(dirname(main), "..");
	const { version } = JSON.parse(
		await readFile(join(root, "package.json"), "utf8"),
	);
	const cache = join(root, "..", "..", ".cache");
	const home = join(cache, `chromium-${version}`);
	if (existsSync(home)) return home;
	makeFolder(cache);
	const fresh = await mkdtemp(join(cache, "unpacking-"));
	await unpackInto(fresh, main, join(root, "bin"));
	await writeFile(join(fresh, "fonts", "fonts.conf"), fontsConf(home));
	try {
		await rename(fresh, home);
	} catch (error) {
		// Another process was faster, and its copy is the same.
		await rm(fresh, { recursive: true });
		if (!existsSync(home)) throw error;
	}
	return home;
}

/**
 * The package always unpacks into the temporary directory. A worker thread can
 * be given another one. The libraries are named here because the package by
 * itself unpacks them only on AWS Lambda.
 */
function unpackInto(
	directory: string,
	main: string,
	bin: string,
): Promise<void> {
	const archives = ["chromium.br", "fonts.tar.br", "al2023.tar.br"].map((one) =>
		join(bin, one),
	);
	const code = `import(${JSON.stringify(pathToFileURL(main).href)}).then(({ inflate }) =>
		Promise.all(${JSON.stringify(archives)}.map((archive) => inflate(archive))))`;
	return new Promise((resolve, reject) => {
		new Worker(code, {
			eval: true,
			execArgv: [],
			env: { TMPDIR: directory },
		})
			.once("error", reject)
			.once("exit", (status) =>
				status === 0
					? resolve()
					: reject(
							new Error(`${PACKAGE} could not be unpacked into ${directory}`),
						),
			);
	});
}

/** Only the bundled font, so that text has the same width on every machine. */
function fontsConf(home: string): string {
	return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
</fontconfig>
`;
}
