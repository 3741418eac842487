import { expect, it } from "vitest";
import { createWorker } from "../../src/delivery/worker.ts";

const identity = {
	host: "box",
	boot: "b007\n",
	pidNamespace: "pid:[42]",
	pid: 10,
	nonce: "aa",
	isRunning: (pid: number) => pid === 11,
};
const worker = createWorker(identity);

it.each([
	["box/b007/42:10:aa", false, "is itself"],
	["box/b007/42:11:bb", false, "still runs"],
	["box/b007/42:12:cc", true, "has ended"],
	["box/b007/42:10:zz", true, "had our number before us"],
	[
		"other/b007/42:12:cc",
		false,
		"is on another host, whose processes are not visible here",
	],
	["box/b007/43:12:cc", false, "is in another container"],
	["box/b007/43:10:cc", false, "has our number in another container"],
	["box/cafe/42:12:cc", false, "may be another machine of that name"],
	["box:12:cc", false, "has the short name of an older version"],
	["nonsense", false, "is not a worker's name"],
	["", false, "is empty"],
])("the worker %s has ended: %s, because it %s", (name, gone) => {
	expect(worker.isGone(name)).toBe(gone);
});

it.each([
	["box/cafe/42:11:cc", true, "ran before the machine was started"],
	[
		"box/cafe/7:1:cc",
		true,
		"ran in a container before the machine was started",
	],
	["box/b007/43:12:cc", false, "may run in another container"],
	["box/b007/42:11:bb", false, "still runs"],
])(
	"when only this machine can reach the database, the worker %s has ended: %s, because it %s",
	(name, gone) => {
		expect(worker.isGone(name, true)).toBe(gone);
	},
);

it("a worker is identified by host and process number alone when the system provides nothing else", () => {
	const { boot: _boot, pidNamespace: _namespace, ...plain } = identity;
	const elsewhere = createWorker(plain);
	expect(elsewhere.name).toBe("box//:10:aa");
	expect(elsewhere.isGone("box//:12:cc")).toBe(true);
	expect(elsewhere.isGone("box//:11:cc")).toBe(false);
});

it("a worker's name contains no separators from the host name", () => {
	const { name } = createWorker({ ...identity, host: "a/b:c d" });
	expect(name).toBe("abcd/b007/42:10:aa");
	expect(worker.isGone(name)).toBe(false);
});
