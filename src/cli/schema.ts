import { comparisonJsonSchema } from "../catalog/import/document.ts";
import type { Register } from "./terminal/io.ts";
import { writeJson } from "./terminal/output.ts";

export const schema: Register = (program, io) => {
	program
		.command("schema")
		.description("print the JSON Schema of comparisons, as import reads them")
		.addHelpText(
			"after",
			"\nExample:\n  digest schema > comparison.schema.json",
		)
		.action(() => writeJson(io, comparisonJsonSchema()));
};
