import { comparisonJsonSchema } from "../catalog/import/document.ts";
import { type Register, writeJson } from "./terminal/command.ts";

export const schema: Register = (program, io) => {
	program
		.command("schema")
		.description("the JSON Schema of what import takes")
		.addHelpText(
			"after",
			"\nExample:\n  digest schema > comparison.schema.json",
		)
		.action(() => writeJson(io, comparisonJsonSchema()));
};
