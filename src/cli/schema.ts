import { comparisonJsonSchema } from "../catalog/document.ts";
import { type Register, writeJson } from "./command.ts";

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
