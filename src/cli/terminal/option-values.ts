import { InvalidArgumentError } from "commander";
import { instantOf } from "../../time/clock.ts";

/** A whole number, 1 or more. @throws InvalidArgumentError */
export function wholeNumber(text: string): number {
	if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
	throw new InvalidArgumentError("It must be a whole number, 1 or more.");
}

/** A number of pixels, 100 or more. @throws InvalidArgumentError */
export function pixels(text: string): number {
	if (/^\d{1,5}$/.test(text) && Number(text) >= 100) return Number(text);
	throw new InvalidArgumentError("It must be a number of pixels, 100 or more.");
}

/** An ISO instant with its offset, as UTC text. @throws InvalidArgumentError */
export function instant(text: string): string {
	const at = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text)
		? instantOf(text)
		: null;
	if (at !== null) return at;
	throw new InvalidArgumentError(
		"It must be a time with its offset, such as 2026-11-24T05:00:00Z.",
	);
}
