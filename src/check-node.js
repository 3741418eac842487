// Checks the Node that the package "node" has just fetched. Its install script asks the
// registry for a program that package-lock.json does not pin, so its hash is kept here.
// npm runs this after each install, by the Node that npm itself runs on.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, rmSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";

/** SHA-256 of bin/node in the packages node-PLATFORM-ARCHITECTURE, by the version of "node". */
const HASHES = {
	"24.21.0": {
		"linux-x64":
			"7fde7b8afa198da66257f42ee2001d874c7355631e6d1579a5fb5ef1f246df4c",
		"linux-arm64":
			"0f8949d1028f6d61506b2d5bc57e7e6fe893d7b1997509b7847294fc9c616584",
		"win32-x64":
			"ba4e6d110e8c1592a1ecd390f6b05f3da124b13871a5be62b341a07a853c6c32",
	},
};

const folder =
	process.argv[2] ??
	fileURLToPath(new URL("../node_modules/node/", import.meta.url));
const own = fileURLToPath(import.meta.url);
const npmsNode = process.env.npm_node_execpath;

if (npmsNode && npmsNode !== process.execPath && !process.env.DIGEST_CHECKED) {
	// The program must not judge itself.
	const { status } = spawnSync(npmsNode, [own, ...process.argv.slice(2)], {
		stdio: "inherit",
		env: { ...process.env, DIGEST_CHECKED: "1" },
	});
	process.exit(status ?? 1);
}
await check();

async function check() {
	const file = [`${folder}bin/node.exe`, `${folder}bin/node`].find((one) =>
		existsSync(one),
	);
	// Installed without it, or as a package of somebody else's project.
	if (!file) return;
	const { version } = JSON.parse(readFileSync(`${folder}package.json`, "utf8"));
	const name = `${process.platform}-${process.arch}`;
	const expected = HASHES[version]?.[name];
	if (!expected) {
		console.error(
			`digest: Node ${version} for ${name} is not checked, because its hash is not known. Compare it with https://nodejs.org/dist/v${version}/, or add it to src/check-node.js.`,
		);
		return;
	}
	const hash = createHash("sha256");
	await pipeline(createReadStream(file), hash);
	if (hash.digest("hex") === expected) return;
	rmSync(file);
	console.error(
		`digest: ${file} is not Node ${version} as it was published: its hash is another one. It was deleted. Install again; if this comes again, do not trust the registry that npm uses.`,
	);
	process.exitCode = 1;
}
