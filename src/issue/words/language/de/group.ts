import type { GroupWords } from "../language.ts";
import { count, countOfTools, plural } from "./words.ts";

export const group: GroupWords = {
	title: (name, others) => `${name} vs ${count(others)} andere`,
	// "auf es verzichten" is no German.
	it: null,
	lastTime: (from) =>
		`Zuletzt hieß es noch: ${from === "ship" ? "nehmen" : "lassen"}.`,
	others({ total, ship, skip, split, unknown }) {
		const all = total === 2 ? "beide" : `alle ${count(total)}`;
		const of = `Von den ${count(total)} Gegnern`;
		if (unknown === total)
			return `Die Urteile über die ${count(total)} Gegner sind nicht bekannt.`;
		if (ship === total) return `Auch ${all} Gegner würde das Panel nehmen.`;
		if (skip === total) return `${of} würde das Panel keinen nehmen.`;
		if (split === total)
			return `Bei ${total === 2 ? "beiden" : `allen ${count(total)}`} Gegnern ist das Panel gespalten.`;
		const some = (n: number) =>
			n === 0 ? "keinen" : n === 1 ? "einen" : countOfTools(n);
		const rest = [
			split > 0
				? `bei ${split === 1 ? "einem" : count(split)} ist es gespalten`
				: "",
			unknown > 0
				? plural(
						unknown,
						"ein Urteil ist offen",
						`${count(unknown)} Urteile sind offen`,
					)
				: "",
		].filter((part) => part !== "");
		const judged = `${of} würde das Panel ${some(ship)} nehmen${skip > 0 ? ` und ${some(skip)} lassen` : ""}`;
		return `${[judged, rest.join(", und ")].filter((part) => part !== "").join("; ")}.`;
	},
};
