import { expect, it } from "vitest";
import { createWorker } from "../../src/delivery/worker.ts";

const identity = {
	host: "box",
	boot: "b007\n",
	space: "pid:[42]",
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
	["other/b007/42:12:cc", false, "is on another host, where nobody can tell"],
	["box/b007/43:12:cc", false, "counts its processes in another container"],
	["box/b007/43:10:cc", false, "has our number in another container"],
	["box/cafe/42:12:cc", false, "may be another machine of that name"],
	["box:12:cc", false, "says too little, as an older version's did"],
	["nonsense", false, "is not a worker's name"],
	["", false, "is nobody"],
])("%s: gone %s, because it %s", (name, gone) => {
	expect(worker.isGone(name)).toBe(gone);
});

it.each([
	["box/cafe/42:11:cc", true, "claimed before the machine was started"],
	["box/cafe/7:1:cc", true, "did so in a container"],
	["box/b007/43:12:cc", false, "may live in another container"],
	["box/b007/42:11:bb", false, "still runs"],
])(
	"with a database that nobody else can reach, %s: gone %s, because it %s",
	(name, gone) => {
		expect(worker.isGone(name, true)).toBe(gone);
	},
);

it("a worker is compared by host and process number alone where the system knows no boot id", () => {
	const { boot: _boot, space: _space, ...plain } = identity;
	const elsewhere = createWorker(plain);
	expect(elsewhere.name).toBe("box//:10:aa");
	expect(elsewhere.isGone("box//:12:cc")).toBe(true);
	expect(elsewhere.isGone("box//:11:cc")).toBe(false);
});

it("a worker's name stays readable for any host name", () => {
	const { name } = createWorker({ ...identity, host: "a/b:c d" });
	expect(name).toBe("abcd/b007/42:10:aa");
	expect(worker.isGone(name)).toBe(false);
});
