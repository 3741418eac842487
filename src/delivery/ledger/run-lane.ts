import { describeError } from "../../errors.ts";
import type { Envelope } from "../../issue/content/envelope.ts";
import type { OpenIssue } from "../../issue/renderer.ts";
import type { Lane } from "../../mail/mailer.ts";
import { messageIdOf } from "../../reader/message-for.ts";
import { maskAddress } from "../../subscriber/address.ts";
import type { Sender } from "../sender.ts";
import type { BuildFailure, Claim, Finished, Pass } from "./claim.ts";
import type { Ledger } from "./ledger.ts";

type LaneContext = Pick<
	Sender,
	"clock" | "config" | "tokens" | "signer" | "log"
>;

export interface LaneWork {
	lane: Lane;
	ledger: Ledger;
	open: OpenIssue;
	/** As it was sealed. */
	envelope: Envelope;
}

/** How long what is in flight may take to end, once the signal to stop is given. */
const GRACE_MS = 10_000;
/** The longest wait between two tries of a server that accepts no connection. */
const MAX_WAIT_MS = 30_000;

/**
 * The work of one connection: hand in the result of the last message, get the
 * next, hand it over. Ends when the ledger has nothing for it. When told to
 * stop, it ends after the message in flight, and gives that up when it takes
 * too long.
 */
export async function runLane(
	context: LaneContext,
	pass: Pass,
	work: LaneWork,
): Promise<void> {
	const { lane, ledger } = work;
	// The socket keeps real time, whatever clock everything else uses.
	let grace: NodeJS.Timeout | undefined;
	const stop = () => {
		grace = setTimeout(() => lane.abandon(), GRACE_MS);
	};
	pass.signal.addEventListener("abort", stop, { once: true });
	const builder = createMessageBuilder(context, pass, work);
	let finished: Finished | null = null;
	let failures = 0;
	try {
		for (;;) {
			const claim = await ledger.exchange(finished, lane.servers());
			if (!claim) return;
			const raw = await builder.build(claim);
			if ("kind" in raw) {
				finished = { claim, result: raw };
				continue;
			}
			const result = await lane.handover({
				sender: context.config.mailFrom.address,
				recipient: claim.recipient,
				server: claim.server,
				raw,
			});
			finished = { claim, result };
			// After anything but a 250, a socket may still hold the bytes.
			if (result.kind !== "accepted") builder.replaceBuffers();
			// A server that is restarting gets a moment, longer each time. Another
			// server needs none.
			const failed = result.kind === "unsent" && !result.otherServerUp;
			failures = failed ? failures + 1 : 0;
			if (failed && !result.authentication)
				await context.clock.sleep(
					Math.min(250 * 2 ** failures, MAX_WAIT_MS),
					pass.signal,
				);
		}
	} finally {
		pass.signal.removeEventListener("abort", stop);
		clearTimeout(grace);
		await lane.close();
	}
}

/**
 * Builds a lane's messages, each over the one before: a new buffer for every
 * message would cost more in garbage collection than building it does.
 */
function createMessageBuilder(
	{ config, tokens, signer, log }: LaneContext,
	{ issueId }: Pass,
	{ open, envelope }: LaneWork,
) {
	let buffer: Buffer | undefined;
	let signedBuffer: Buffer | undefined;
	return {
		async build({
			reader,
			subscriberId,
			recipient,
		}: Claim): Promise<Buffer | BuildFailure> {
			try {
				const id = messageIdOf(
					{ config, tokens },
					issueId,
					subscriberId,
					envelope,
				);
				const message = open.message(reader, id, buffer);
				buffer = longer(buffer, message);
				if (!signer) return message;
				const signed = await signer.sign(message, signedBuffer);
				signedBuffer = longer(signedBuffer, signed);
				return signed;
			} catch (error) {
				log.error({ err: error, issueId, subscriberId }, "message not built");
				const whose = `subscriber ${subscriberId} (${maskAddress(recipient)})`;
				return {
					kind: "build-failure",
					error: `The message to ${whose} could not be made, so sending stopped: ${describeError(error)} Fix this, then continue with: digest issue resume`,
				};
			}
		},
		/** The next messages are written to other buffers. */
		replaceBuffers() {
			buffer = undefined;
			signedBuffer = undefined;
		},
	};
}

function longer(one: Buffer | undefined, other: Buffer): Buffer {
	return one && one.length >= other.length ? one : other;
}
