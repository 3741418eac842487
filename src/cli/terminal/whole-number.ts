import { InvalidArgumentError } from "commander";

/** An option's value: 1 or more. @throws InvalidArgumentError */
export function wholeNumber(text: string): number {
	if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
	throw new InvalidArgumentError("It must be a whole number, 1 or more.");
}
