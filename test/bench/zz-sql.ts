import Sqlite from "better-sqlite3";

const times = new Map<string, [number, number]>();
const proto = Sqlite.prototype as any;
const prepare = proto.prepare;
proto.prepare = function (text: string) {
	const s = prepare.call(this, text);
	for (const m of ["all", "run"] as const) {
		const f = s[m].bind(s);
		s[m] = (...a: unknown[]) => {
			const t = process.hrtime.bigint();
			try {
				return f(...a);
			} finally {
				const k = text.replace(/\s+/g, " ").slice(0, 90);
				const o = times.get(k) ?? [0, 0];
				times.set(k, [
					o[0] + Number(process.hrtime.bigint() - t) / 1000,
					o[1] + 1,
				]);
			}
		};
	}
	return s;
};
await import("./zz-profile.ts");
for (const [k, [t, n]] of [...times]
	.sort((a, b) => b[1][0] - a[1][0])
	.slice(0, 16))
	console.log(Math.round(t / 1000) + "ms", n, (t / n).toFixed(1) + "us", k);
