import type { Fault } from "../support/smtp-sink.ts";
import type { Random } from "./random.ts";
import type { Visit, Witness } from "./witness.ts";
import type { World } from "./world.ts";

/** One reader leaves, and one saves a tool, for so many messages. */
const RESTLESS = 100;

/**
 * Readers who leave or save a tool at any time, while their message is on its
 * way, or just when it has met with a fault and must go out again.
 */
export function restlessReaders({
	random,
	world,
	witness,
}: {
	random: Random;
	world: World;
	witness: Witness;
}) {
	const reader = (recipient: string) =>
		random.chance(0.3)
			? recipient
			: (world.recipients[random.whole(world.recipients.length)] ?? "");
	return (faultOf: (visit: Visit) => Fault | undefined) => (visit: Visit) => {
		const fault = faultOf(visit);
		if (visit.phase === "RCPT" && random.chance(1 / RESTLESS))
			void world.leave(reader(visit.recipient), witness.moment);
		if (visit.phase === "dot" && random.chance(1 / RESTLESS))
			void world.save(reader(visit.recipient));
		if (fault && random.chance(0.5)) void world.save(visit.recipient);
		if (fault && random.chance(0.05))
			void world.leave(visit.recipient, witness.moment);
		return fault;
	};
}
