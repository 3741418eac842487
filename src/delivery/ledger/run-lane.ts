import { abandonAfterGrace } from "../../abandon-after-grace.ts";
import { describeError } from "../../errors.ts";
import type { Envelope } from "../../issue/content/envelope.ts";
import type { OpenIssue } from "../../issue/renderer.ts";
import type { Lane } from "../../mail/mailer.ts";
import { messageIdOf } from "../../reader/message-for.ts";
import { maskAddress } from "../../subscriber/address.ts";
import { bounceAddress } from "../../subscriber/bounce-token.ts";
import type { Sender } from "../sender.ts";
import type { BuildFailure, Claim, FinishedClaim } from "./claim.ts";
import type { Ledger } from "./ledger.ts";
import type { Pass } from "./pass.ts";

type LaneContext = Pick<
	Sender,
	"clock" | "config" | "tokens" | "signer" | "log"
>;

export interface LaneWork {
	lane: Lane;
	ledger: Ledger;
	openIssue: OpenIssue;
	/** The envelope as it was sealed. */
	envelope: Envelope;
	/** Bytes that no message of the issue exceeds. */
	largest: number;
}

/** The longest wait before another connection to a server that accepts none. */
const MAX_WAIT_MS = 30_000;

/**
 * The work of one connection, in a loop: record the result of the last message,
 * claim the next delivery, build its message, hand it over. Ends when the ledger
 * has no claim for it. After the signal to stop, it ends with the message in
 * flight, and gives that up after a grace (`abandonAfterGrace`).
 */
export async function runLane(
	context: LaneContext,
	pass: Pass,
	work: LaneWork,
): Promise<void> {
	const { lane, ledger } = work;
	const endGrace = abandonAfterGrace(lane, pass.signal);
	const builder = createMessageBuilder(context, pass, work);
	let finished: FinishedClaim | null = null;
	let failures = 0;
	try {
		for (;;) {
			const claim = await ledger.recordAndClaim(finished, lane.servers());
			if (!claim) return;
			const raw = await builder.build(claim);
			if ("kind" in raw) {
				finished = { claim, result: raw };
				continue;
			}
			const result = await lane.handover({
				sender: envelopeSender(context, pass, work.envelope, claim),
				recipient: claim.recipient,
				server: claim.server,
				raw,
				largest: work.largest,
			});
			finished = { claim, result };
			// After any other result, a socket may still hold the bytes.
			if (result.kind !== "accepted") builder.replaceBuffers();
			// A server that is restarting gets some time, longer each time. If another
			// server is up, the lane uses that one at once.
			const failed = result.kind === "unsent" && !result.otherServerUp;
			failures = failed ? failures + 1 : 0;
			if (failed && !result.authentication)
				await context.clock.sleep(
					Math.min(250 * 2 ** failures, MAX_WAIT_MS),
					pass.signal,
				);
		}
	} finally {
		endGrace();
		await lane.close();
	}
}

/** The address that a bounce of this delivery goes to: the same for every copy. */
function envelopeSender(
	{ tokens }: Pick<LaneContext, "tokens">,
	{ issueId }: Pass,
	{ bounces, from }: Envelope,
	{ subscriberId }: Claim,
): string {
	if (!bounces) return from.address;
	const token = tokens.bounce.sign({ kind: "delivery", issueId, subscriberId });
	return bounceAddress(bounces.mailbox, bounces.separator, token);
}

/**
 * Builds the messages of a lane, each in the buffer of the one before: a new
 * buffer for every message would cost more in garbage collection than the
 * building.
 */
function createMessageBuilder(
	{ config, tokens, signer, log }: LaneContext,
	{ issueId }: Pass,
	{ openIssue, envelope }: LaneWork,
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
				const message = openIssue.message(reader, id, buffer);
				buffer = longerOf(buffer, message);
				if (!signer) return message;
				const signed = await signer.sign(message, signedBuffer);
				signedBuffer = longerOf(signedBuffer, signed);
				return signed;
			} catch (error) {
				log.error({ err: error, issueId, subscriberId }, "message not built");
				const recipientName = `subscriber ${subscriberId} (${maskAddress(recipient)})`;
				return {
					kind: "build-failure",
					error: `The message to ${recipientName} could not be made, so sending stopped: ${describeError(error)} Fix this, then continue with: digest issue resume`,
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

function longerOf(one: Buffer | undefined, other: Buffer): Buffer {
	return one && one.length >= other.length ? one : other;
}
