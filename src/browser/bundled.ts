import { existsSync } from "node:fs";
import {
	mkdir,
	mkdtemp,
	readFile,
	rename,
	rm,
	writeFile,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

const PACKAGE = "@sparticuz/chromium";

/** A browser to start: its file and what it must find in its environment. */
export interface Chromium {
	executable: string;
	env: Record<string, string> | null;
}

/**
 * The Chromium that comes from npm, which needs no system package: binary,
 * libraries and its one font (Open Sans, which has no ✓ and no ✗) are unpacked
 * once an installation, beside the package. Null: the package is not installed.
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
	await mkdir(cache, { recursive: true });
	const fresh = await mkdtemp(join(cache, "unpacking-"));
	await inflateInto(fresh, main, join(root, "bin"));
	await writeFile(join(fresh, "fonts", "fonts.conf"), fontsConf(home));
	try {
		await rename(fresh, home);
	} catch (error) {
		// Another process was quicker: its copy is as good as this one.
		await rm(fresh, { recursive: true });
		if (!existsSync(home)) throw error;
	}
	return home;
}

/**
 * The package unpacks into the temporary directory; a thread can have one of
 * its own. Its libraries, which it unpacks only where it believes to be on AWS
 * Lambda, come along.
 */
function inflateInto(
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
					: reject(new Error(`${PACKAGE} could not be unpacked`)),
			);
	});
}

/** Only the font that every machine has, so that text is as wide everywhere. */
function fontsConf(home: string): string {
	return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
</fontconfig>
`;
}
