import { expect, it } from "vitest";
import { formatDay, formatTime } from "../../src/time/format-time.ts";

it("a time for people has its day of the week, its month in letters and its zone", () => {
	const at = "2026-12-01T09:00:00.000Z";
	expect(formatTime(at)).toBe("Tue 1 Dec 2026, 09:00 UTC");
	expect(formatTime(at, "Asia/Tokyo")).toBe("Tue 1 Dec 2026, 18:00 Asia/Tokyo");
	expect(formatDay(at, "Pacific/Kiritimati")).toBe("Tue 1 Dec 2026");
	expect(formatTime("2026-09-30T23:59:00.000Z")).toBe(
		"Wed 30 Sep 2026, 23:59 UTC",
	);
	expect(formatTime("2026-06-30T00:05:00.000Z")).toBe(
		"Tue 30 Jun 2026, 00:05 UTC",
	);
});
