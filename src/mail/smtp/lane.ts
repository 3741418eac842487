import type { Handover, HandoverResult, Lane } from "../mailer.ts";
import { addressFault } from "./check-envelope.ts";
import { resultOf } from "./classify-reply.ts";
import { openSession, type Session, type SessionSettings } from "./session.ts";

/**
 * One connection's worth of sending: opened when first needed, kept from message to message.
 * The caller sees to it that one thing is done at a time.
 */
export function openLane(settings: SessionSettings): Lane {
	let session: Session | null = null;

	async function handover(message: Handover): Promise<HandoverResult> {
		const fault = addressFault(message);
		if (fault) return fault;
		if (session?.alive) {
			const { result, stale } = await session.send(message);
			if (!stale) return result;
			// It had been idle and the server had hung up, or was about to: nothing was
			// begun, so a fresh connection is no second try of anything.
		}
		try {
			session = await openSession(settings);
		} catch (error) {
			session = null;
			return resultOf(error, "connecting");
		}
		return (await session.send(message)).result;
	}

	const names = [settings.server.description];
	return {
		servers: () => names,
		handover,
		abandon: () => session?.abandon(),
		async close() {
			await session?.quit();
			session = null;
		},
	};
}
