/**
 * Reads to the end, though only the beginning is used: a mail server bounces a
 * mail when the pipe breaks.
 *
 * @param bytes at least so many of the beginning are returned, if there are
 */
export async function readBeginning(
	input: AsyncIterable<Uint8Array>,
	bytes: number,
): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of input) {
		if (length < bytes) chunks.push(chunk);
		length += chunk.length;
	}
	return Buffer.concat(chunks);
}
