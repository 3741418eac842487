import type { Handover, HandoverResult, Lane } from "../mailer.ts";
import { checkEnvelope } from "./check-envelope.ts";
import { classifyError } from "./handover-error.ts";
import {
	openSession,
	type SmtpSession,
	type SmtpSessionSettings,
} from "./session.ts";

/**
 * A lane to one server. It connects at the first handover and keeps the connection for the
 * next ones. The caller makes one call at a time.
 */
export function openLane(settings: SmtpSessionSettings): Lane {
	let session: SmtpSession | null = null;
	/** Of the handover in flight. */
	let abandoned = new AbortController();

	async function handover(message: Handover): Promise<HandoverResult> {
		const rejection = checkEnvelope(message);
		if (rejection) return rejection;
		abandoned = new AbortController();
		const { signal } = abandoned;
		if (session?.alive) {
			const { result, stale } = await session.send(message);
			if (!stale || signal.aborted) return result;
			// The server had closed the idle connection. Nothing of the message was sent,
			// so a new connection can't send it twice.
		}
		try {
			session = await openSession(settings, signal);
		} catch (error) {
			session = null;
			return classifyError(error, "connecting");
		}
		return (await session.send(message)).result;
	}

	const names = [settings.server.description];
	return {
		servers: () => names,
		handover,
		abandon() {
			abandoned.abort();
			session?.abandon();
		},
		async close() {
			await session?.quit();
			session = null;
		},
	};
}
