import { expect, it } from "vitest";
import {
	addTimeSpan,
	describeTimeSpan,
	oldMonthsFault,
	parseTimeSpan,
	subtractTimeSpan,
	type TimeSpan,
	timeSpanMs,
} from "../../src/time/time-span.ts";

const span = (text: string) => parseTimeSpan(text) as TimeSpan;

it.each([
	["30s", 30_000],
	["5m", 300_000],
	["4h", 14_400_000],
	["90d", 7_776_000_000],
	["8w", 4_838_400_000],
	["6mo", 15_552_000_000],
	["2y", 63_072_000_000],
])("reads %s and writes it the same", (text, ms) => {
	expect(timeSpanMs(span(text))).toBe(ms);
	expect(describeTimeSpan(span(text))).toBe(text);
});

it("reads a span with spaces around its parts", () => {
	expect(parseTimeSpan(" 5 m ")).toEqual({ count: 5, unit: "m" });
});

it.each(["", "5", "m", "-5m", "1.5h", "5M", "5min", "123456d", "5m 3s"])(
	"does not read “%s”",
	(text) => {
		expect(parseTimeSpan(text)).toBeNull();
	},
);

it("names the new spelling of months where m meant months", () => {
	expect(oldMonthsFault("6m")).toBe(
		"6m means 6 minutes here; for months write 6mo",
	);
	expect(oldMonthsFault("6mo")).toBeNull();
	expect(oldMonthsFault("soon")).toBeNull();
});

it.each([
	["90s", "2026-03-31T07:58:30.000Z"],
	["30d", "2026-03-01T08:00:00.000Z"],
	["2w", "2026-03-17T08:00:00.000Z"],
	["1mo", "2026-02-28T08:00:00.000Z"],
	["13mo", "2025-02-28T08:00:00.000Z"],
	["2y", "2024-03-31T08:00:00.000Z"],
])("subtracts %s by the calendar", (text, at) => {
	expect(subtractTimeSpan("2026-03-31T08:00:00.000Z", span(text))).toBe(at);
});

it("adds by the calendar, to the last day of a shorter month", () => {
	expect(addTimeSpan("2028-01-31T08:00:00.123Z", span("1mo"))).toBe(
		"2028-02-29T08:00:00.123Z",
	);
});

it("keeps the order of instants even for the longest span", () => {
	const longAgo = subtractTimeSpan("2026-03-31T08:00:00.000Z", span("99999y"));
	expect(longAgo < "0001-01-01T00:00:00.000Z").toBe(true);
});
