// Node runs TypeScript itself, but refuses to below a folder node_modules, which is
// where an installed `digest` lies. There esbuild takes the types away.
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

if (import.meta.url.includes("/node_modules/")) {
	const { transformSync } = await import("esbuild");
	registerHooks({
		load(url, context, next) {
			if (!url.endsWith(".ts")) return next(url, context);
			const { code } = transformSync(readFileSync(fileURLToPath(url), "utf8"), {
				loader: "ts",
				target: "esnext",
			});
			return { format: "module", source: code, shortCircuit: true };
		},
	});
}
