import type { Register } from "../terminal/io.ts";
import { themeCheck } from "./check.ts";
import { themeInit } from "./init.ts";

export const themeCommand: Register = (program, io, exit) => {
	const group = program
		.command("theme")
		.description("set your own colours, logo, words and templates");
	for (const register of [themeInit, themeCheck]) register(group, io, exit);
};
