import { fileURLToPath } from "node:url";
import { createRenderer } from "../../src/render/create.ts";

export const templatesDir = fileURLToPath(
	new URL("../../templates", import.meta.url),
);

export const renderer = createRenderer({ templatesDir });
