import { fileURLToPath } from "node:url";
import { createRenderer } from "../../src/render/create-renderer.ts";

export const templatesDir = fileURLToPath(
	new URL("../../templates", import.meta.url),
);

export const renderer = createRenderer({ templatesDir });
