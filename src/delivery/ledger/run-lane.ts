import { describeError } from "../../errors.ts";
import type { Envelope } from "../../issue/content/envelope.ts";
import type { OpenIssue } from "../../issue/renderer.ts";
import type { Lane } from "../../mail/mailer.ts";
import { messageIdOf } from "../../reader/message-for.ts";
import { maskAddress } from "../../subscriber/address.ts";
import type { Sender } from "../send.ts";
import type { Claim, Finished, Ledger } from "./ledger.ts";
import type { Unmade } from "./outcome.ts";

export interface LaneRun {
	lane: Lane;
	ledger: Ledger;
	open: OpenIssue;
	/** As it was sealed. */
	envelope: Envelope;
	issueId: number;
	signal: AbortSignal;
}

/** How long what is in flight may take to end, once the signal to stop is given. */
const GRACE = 10_000;
/** The longest wait between two tries of a server that takes no connection. */
const LONGEST_WAIT = 30_000;

/**
 * One connection's work: hand in what became of the last message, get the
 * next, hand it over. Ends when the ledger has nothing for it. Told to stop it
 * ends after the message in flight, and gives that up when it takes too long.
 */
export async function runLane(
	sender: Pick<Sender, "desk" | "tokens" | "signer" | "log">,
	{ lane, ledger, open, envelope, issueId, signal }: LaneRun,
): Promise<void> {
	const { desk } = sender;
	// The socket keeps real time, whatever clock the rest goes by.
	let grace: NodeJS.Timeout | undefined;
	const stop = () => {
		grace = setTimeout(() => lane.abandon(), GRACE);
	};
	signal.addEventListener("abort", stop, { once: true });
	const press = createPress(sender, open, envelope, issueId);
	let finished: Finished | null = null;
	let failures = 0;
	try {
		for (;;) {
			const claim = await ledger.exchange(finished, lane.servers());
			if (!claim) return;
			const raw = await press.make(claim);
			if ("kind" in raw) {
				finished = { claim, result: raw };
				continue;
			}
			const result = await lane.handover({
				sender: desk.config.mailFrom.address,
				recipient: claim.recipient,
				server: claim.server,
				raw,
			});
			finished = { claim, result };
			// After anything but a 250 a socket may still hold on to the bytes.
			if (result.kind !== "accepted") press.renew();
			// A server that is restarting gets a moment, longer each time; another
			// one needs none.
			const failed = result.kind === "unsent" && !result.elsewhere;
			failures = failed ? failures + 1 : 0;
			if (failed && !result.authentication)
				await desk.clock.sleep(
					Math.min(250 * 2 ** failures, LONGEST_WAIT),
					signal,
				);
		}
	} finally {
		signal.removeEventListener("abort", stop);
		clearTimeout(grace);
		await lane.close();
	}
}

/**
 * Makes a lane's messages, each over the one before: a fresh place for every
 * one keeps the collector busier than the sender.
 */
function createPress(
	{ desk, tokens, signer, log }: Parameters<typeof runLane>[0],
	open: OpenIssue,
	envelope: Envelope,
	issueId: number,
) {
	let place: Buffer | undefined;
	let signedPlace: Buffer | undefined;
	return {
		async make({
			reader,
			subscriberId,
			recipient,
		}: Claim): Promise<Buffer | Unmade> {
			try {
				const id = messageIdOf(
					{ desk, tokens },
					issueId,
					subscriberId,
					envelope,
				);
				const message = open.message(reader, id, place);
				place = longer(place, message);
				if (!signer) return message;
				const signed = await signer.sign(message, signedPlace);
				signedPlace = longer(signedPlace, signed);
				return signed;
			} catch (error) {
				log.error({ err: error, issueId, subscriberId }, "message not made");
				const whose = `subscriber ${subscriberId} (${maskAddress(recipient)})`;
				return {
					kind: "unmade",
					error: `The message to ${whose} could not be made, so nothing more goes out: ${describeError(error)} Once that is mended, go on with: digest issue resume`,
				};
			}
		},
		/** The next messages are written elsewhere. */
		renew() {
			place = undefined;
			signedPlace = undefined;
		},
	};
}

function longer(one: Buffer | undefined, other: Buffer): Buffer {
	return one && one.length >= other.length ? one : other;
}
