import { kill, pid } from "node:process";
import { expect, it } from "vitest";

it("ends the process that runs it", () => {
	kill(pid, "SIGKILL");
	return new Promise(() => {});
});

it("would pass", () => {
	expect(1).toBe(1);
});
