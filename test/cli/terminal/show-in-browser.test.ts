import { expect, it } from "vitest";
import { browserOpener } from "../../../src/cli/terminal/show-in-browser.ts";

it.each([
	["darwin", {}, "open"],
	["win32", {}, "cmd"],
	["linux", { DISPLAY: ":0" }, "xdg-open"],
	["linux", { WAYLAND_DISPLAY: "wayland-0" }, "xdg-open"],
	["linux", {}, undefined],
	["linux", { DISPLAY: ":0", SSH_CONNECTION: "1 2 3 4" }, undefined],
	["darwin", { CI: "true" }, undefined],
] as const)(
	"on %s with %j a page is opened by %s",
	(platform, env, program) => {
		expect(browserOpener(platform, env)?.[0]).toBe(program);
	},
);
