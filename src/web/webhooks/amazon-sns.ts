const TIMEOUT_MS = 10_000;
/** A certificate has two kilobytes. */
const MAX_BYTES = 64 * 1024;
/** AWS has a certificate for each region, and changes it once in years. */
const MAX_CERTIFICATES = 20;

/** What must be fetched from Amazon SNS. */
export interface AmazonSns {
	/**
	 * @param url checked: https, at AWS
	 * @returns PEM, kept for the next time
	 * @throws Error when it can't be fetched
	 */
	certificate(url: string): Promise<string>;
	/** Confirms a subscription. @param url checked: https, at AWS. @throws Error when AWS refuses */
	confirm(url: string): Promise<void>;
}

/** @param request the runtime's own `fetch`; tests pass another, because they are not AWS */
export function createAmazonSns(request: typeof fetch = fetch): AmazonSns {
	const certificates = new Map<string, string>();
	// A redirect would lead away from the host that was checked.
	const get = async (url: string) => {
		const response = await request(url, {
			redirect: "error",
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});
		if (!response.ok) throw new Error(`Amazon SNS answered ${response.status}`);
		return readText(response);
	};
	return {
		async certificate(url) {
			const known = certificates.get(url);
			if (known !== undefined) return known;
			const certificate = await get(url);
			if (certificates.size >= MAX_CERTIFICATES) certificates.clear();
			certificates.set(url, certificate);
			return certificate;
		},
		async confirm(url) {
			await get(url);
		},
	};
}

async function readText({ body }: Response): Promise<string> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body ?? []) {
		size += chunk.length;
		if (size > MAX_BYTES) throw new Error("Amazon SNS answered too much");
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString("utf8");
}
