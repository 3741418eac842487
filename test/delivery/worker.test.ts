import { expect, it } from "vitest";
import { createWorker } from "../../src/delivery/worker.ts";

const worker = createWorker({
	host: "box",
	pid: 10,
	nonce: "aa",
	isRunning: (pid) => pid === 11,
});

it.each([
	["box:10:aa", false, "is itself"],
	["box:11:bb", false, "still runs"],
	["box:12:cc", true, "has ended"],
	["box:10:zz", true, "had our number before us, as in a container"],
	["other:12:cc", false, "is on another host, where nobody can tell"],
	["nonsense", false, "is not a worker's name"],
	["", false, "is nobody"],
])("%s: %s, because it %s", (name, gone) => {
	expect(worker.isGone(name)).toBe(gone);
});
