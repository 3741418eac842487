import { describe, expect, test } from "vitest";
import {
	isTelling,
	nameSaysNotActive,
} from "../../../src/subscriber/csv/header/telling-words.ts";
import { readConsent } from "../../../src/subscriber/csv/row-cells.ts";
import {
	isUnmistakable,
	meaningOf,
	yesOrNo,
} from "../../../src/subscriber/csv/state/sign-words.ts";

describe("a sign of having left", () => {
	test("is a number below zero in a column of states", () => {
		expect(meaningOf("-1")).toBe("left");
		expect(yesOrNo("-1")).toBe(false);
	});

	test.each([
		"consent withdrawn 2024-01-01",
		"Revoked on 2024-01-01",
		"did not agree",
		"keine Einwilligung",
		"Widerruf vom 3. Mai",
		"opted out by phone",
	])("is the consent “%s”", (cell) => {
		const { words, meaning } = readConsent(cell);
		expect(words).toBeNull();
		expect(["left", "never"]).toContain(meaning);
	});

	test.each(["Unsubscribe", "Complaint", "hard bounce", "unsubscribed"])(
		"is the cell “%s” in whatever column",
		(cell) => {
			expect(isUnmistakable(cell)).toBe(true);
		},
	);

	test.each([
		"Abbestellt am",
		"Austrittsdatum",
		"Phone & Mail opt-out",
		"Churned",
		"Withdrawn",
		"退订",
		"订阅状态",
		"配信停止",
		"수신거부",
		"הסרה",
	])("is the header “%s”", (header) => {
		expect(isTelling(header)).toBe(true);
	});

	test.each([
		"Abmeldungen 2024.csv",
		"desinscrits.csv",
		"bajas.csv",
		"do-not-contact.csv",
		"spam_reports.csv",
	])("is the file name %s", (name) => {
		expect(nameSaysNotActive(name)).toBe(true);
	});
});

describe("no sign of having left", () => {
	test.each([
		"Mailing City",
		"Mailing Street",
		"Power BI user",
		"Job categorization",
		"Company",
		"Favourite colour",
	])("is the header “%s”", (header) => {
		expect(isTelling(header)).toBe(false);
	});

	test.each(["customers.csv", "members 2024.csv", "newsletter.csv"])(
		"is the file name %s",
		(name) => {
			expect(nameSaysNotActive(name)).toBe(false);
		},
	);

	test("is a consent in words", () => {
		expect(readConsent("Signed up at the fair in May").words).toBe(
			"Signed up at the fair in May",
		);
	});
});
