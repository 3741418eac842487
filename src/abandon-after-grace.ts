/**
 * How long a message or a request in flight may take after the signal to stop, in
 * milliseconds. A container is killed ten seconds after it (Docker's default), and
 * what follows takes up to two: the answer to QUIT, and closing the database.
 */
export const GRACE_MS = 6_000;

/**
 * Gives up the message in flight, and any that is begun later, `GRACE_MS` after the
 * signal is aborted. The socket keeps real time, whatever clock everything else uses.
 *
 * @returns ends this; call it when the lane has nothing in flight any more
 */
export function abandonAfterGrace(
	lane: { abandon(): void },
	signal: AbortSignal,
): () => void {
	let grace: NodeJS.Timeout | undefined;
	const stop = () => {
		grace = setTimeout(() => lane.abandon(), GRACE_MS);
	};
	if (signal.aborted) stop();
	else signal.addEventListener("abort", stop, { once: true });
	return () => {
		signal.removeEventListener("abort", stop);
		clearTimeout(grace);
	};
}
