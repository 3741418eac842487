import { capitalized } from "../../phrases.ts";
import type { GroupWords } from "../language.ts";
import { count } from "./words.ts";

export const group: GroupWords = {
	title: (name, others) => `${name} vs ${count(others)} others`,
	it: "it",
	lastTime: (from) => `It was a ${from} last time.`,
	others({ total, ship, skip, split, unknown }) {
		const all = total === 2 ? "both" : `all ${count(total)}`;
		const met = `of the ${count(total)} it met`;
		if (unknown === total)
			return `The verdicts on the ${count(total)} it met are not known.`;
		if (ship === total) return `The panel would ship ${all} that it met, too.`;
		if (skip === total)
			return total === 2
				? "The panel would ship neither of the two it met."
				: `The panel would ship none ${met}.`;
		if (split === total) return `On ${all} that it met, the panel is split.`;
		const rest = [
			split > 0 ? `it is split on ${count(split)}` : "",
			unknown > 0
				? `${unknown === 1 ? "one verdict is" : `${count(unknown)} verdicts are`} open`
				: "",
		].filter((part) => part !== "");
		const judged =
			ship + skip === 0
				? `${capitalized(met)}, the panel would ship none`
				: `${capitalized(met)}, the panel would ship ${ship === 0 ? "none" : count(ship)}${skip > 0 ? ` and skip ${count(skip)}` : ""}`;
		return `${[judged, rest.join(", and ")].filter((part) => part !== "").join("; ")}.`;
	},
};
