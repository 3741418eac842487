import type { Lane } from "../mail/mailer.ts";
import type { OpenIssue } from "../render/renderer.ts";
import type { Finished, Ledger } from "./ledger.ts";
import { messageIdOf } from "./message-for.ts";
import type { Sender } from "./send.ts";

export interface LaneRun {
	lane: Lane;
	ledger: Ledger;
	open: OpenIssue;
	/** The sender's address as it was sealed. */
	from: string;
	issueId: number;
	signal: AbortSignal;
}

/** How long what is in flight may take to end, once the signal to stop is given. */
const GRACE = 10_000;

/**
 * One connection's work: hand in what became of the last message, get the
 * next, hand it over. Ends when the ledger has nothing for it. Told to stop it
 * ends after the message in flight, and gives that up when it takes too long.
 */
export async function runLane(
	{ desk, tokens, signer }: Pick<Sender, "desk" | "tokens" | "signer">,
	{ lane, ledger, open, from, issueId, signal }: LaneRun,
): Promise<void> {
	// The socket keeps real time, whatever clock the rest goes by.
	let grace: NodeJS.Timeout | undefined;
	const stop = () => {
		grace = setTimeout(() => lane.abandon(), GRACE);
	};
	signal.addEventListener("abort", stop, { once: true });
	let finished: Finished | null = null;
	let failures = 0;
	/** Where the bytes go again and again: a fresh place for each keeps the collector busier than the sender. */
	let place: Buffer | undefined;
	let signedPlace: Buffer | undefined;
	try {
		for (;;) {
			const claim = await ledger.exchange(finished, lane.servers());
			if (!claim) return;
			const message = open.message(
				claim.reader,
				messageIdOf({ desk, tokens }, issueId, claim.subscriberId, from),
				place,
			);
			const raw = signer ? await signer.sign(message, signedPlace) : message;
			const result = await lane.handover({
				sender: desk.config.mailFrom.address,
				recipient: claim.recipient,
				server: claim.server,
				raw,
			});
			finished = { claim, result };
			// After anything but a 250 a socket may still hold on to them.
			const free = result.kind === "accepted";
			place = free ? longer(place, message) : undefined;
			signedPlace = free && signer ? longer(signedPlace, raw) : undefined;
			// A server that is restarting gets a moment, longer each time; another
			// one needs none.
			const failed = result.kind === "unsent" && !result.elsewhere;
			failures = failed ? failures + 1 : 0;
			if (failed && !result.authentication)
				await desk.clock.sleep(250 * 2 ** failures, signal);
		}
	} finally {
		signal.removeEventListener("abort", stop);
		clearTimeout(grace);
		await lane.close();
	}
}

function longer(one: Buffer | undefined, other: Buffer): Buffer {
	return one && one.length >= other.length ? one : other;
}
