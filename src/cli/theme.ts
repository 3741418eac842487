import type { Register } from "./command.ts";
import { themeCheck } from "./theme-check.ts";
import { themeInit } from "./theme-init.ts";

export const theme: Register = (program, io, exit) => {
	const group = program
		.command("theme")
		.description("your own colours, logo, words and templates");
	for (const register of [themeInit, themeCheck]) register(group, io, exit);
};
