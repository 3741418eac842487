import type { Fault } from "../support/smtp-sink.ts";
import type { SoakInstallation } from "./installation.ts";
import type { Random } from "./random.ts";
import type { Attempt, RecordingServer } from "./recording-server.ts";

/** For about a hundred messages one reader leaves and one saves a tool. */
const MESSAGES_PER_ACTION = 100;

/**
 * Lets readers leave and save tools while the issue is sent: at any time, while
 * their message is in flight, and after a fault, before it is sent again.
 */
export function withReaderActivity({
	random,
	installation,
	server,
}: {
	random: Random;
	installation: SoakInstallation;
	server: RecordingServer;
}) {
	const reader = (recipient: string) =>
		random.chance(0.3)
			? recipient
			: (installation.recipients[
					random.whole(installation.recipients.length)
				] ?? "");
	return (faultOf: (attempt: Attempt) => Fault | undefined) =>
		(attempt: Attempt) => {
			const fault = faultOf(attempt);
			if (attempt.phase === "RCPT" && random.chance(1 / MESSAGES_PER_ACTION))
				void installation.leave(reader(attempt.recipient), server.moment);
			if (attempt.phase === "dot" && random.chance(1 / MESSAGES_PER_ACTION))
				void installation.save(reader(attempt.recipient));
			if (fault && random.chance(0.5))
				void installation.save(attempt.recipient);
			if (fault && random.chance(0.05))
				void installation.leave(attempt.recipient, server.moment);
			return fault;
		};
}
