import type { DeliveriesByState } from "../../db/delivery/deliveries.ts";
import { areManyLost } from "../progress.ts";
import {
	type BoundsOf,
	type Figures,
	findingInWords,
	judgeFigures,
	MINIMUM_OF_STAGE,
} from "../returns/judge-figures.ts";

/**
 * Whether the next stage must not begin.
 *
 * @param staged what became of the deliveries of all stages so far
 * @param figures what came back of them
 * @returns why, in a sentence; null: it may begin
 */
export function judgeStage(
	staged: DeliveriesByState,
	figures: Figures,
	bounds: BoundsOf,
): string | null {
	const of = (state: keyof DeliveriesByState) => staged[state] ?? 0;
	const accepted = of("accepted");
	const lost = of("refused") + of("expired");
	const open = of("deferred") + of("unsure") + of("pending");
	const tried = accepted + lost + open;
	const [first] = judgeFigures(figures, bounds, () => 0, MINIMUM_OF_STAGE);
	if (first?.level === "hold")
		return `${findingInWords(first, "of the stages so far")}.`;
	if (areManyLost(lost, tried))
		return `${lost} of the ${tried} recipients so far were refused; the replies are in: digest explain ADDRESS.`;
	if (accepted * 2 < tried)
		return `Only ${accepted} of the ${tried} recipients so far got the issue, ${open} wait to be tried again.`;
	return null;
}
