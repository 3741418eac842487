/*
 * Hears when something changed. A browser opens at most six connections to one host,
 * for all its tabs together: so one tab that is looked at listens, and tells the
 * others. A hidden tab hears nothing, and asks when it is looked at again.
 */

/** The server says something every 15 seconds. After this long without a word nobody knows whether it is there. */
const SILENCE_MS = 40_000;
const RETRY_MS = 2000;

/** @param hear is told `status`: live, away or signed-out; and `versions`, those of the server */
export function hearOfChanges(hear) {
	const others = new BroadcastChannel("studio");
	/** What was heard last, in the tab that listens. */
	let known = null;
	let source;
	let silence;
	let leave = null;

	const heard = (news) => {
		clearTimeout(silence);
		silence = setTimeout(() => {
			heard({ status: "away" });
			if (known) listen();
		}, SILENCE_MS);
		hear(news);
	};
	const tell = (news) => {
		known = { ...known, ...news };
		others.postMessage(news);
		heard(news);
	};
	others.addEventListener("message", ({ data }) => {
		if (leave === null) return;
		if (data !== "ask") heard(data);
		else if (known) others.postMessage(known);
	});

	function listen() {
		known ??= {};
		source?.close();
		source = new EventSource("/studio/events");
		source.addEventListener("open", () => tell({ status: "live" }));
		source.addEventListener("change", ({ data }) =>
			tell({ status: "live", versions: JSON.parse(data) }),
		);
		source.addEventListener("error", async ({ target }) => {
			if (target.readyState !== EventSource.CLOSED)
				return tell({ status: "away" });
			setTimeout(() => target === source && listen(), RETRY_MS);
			const status = await whyRefused();
			if (target === source) tell({ status });
		});
	}

	/** Waits for its turn to listen, while another tab does. */
	function attend() {
		if (document.hidden || leave !== null) return;
		const waiting = new AbortController();
		let end = () => waiting.abort();
		leave = () => end();
		const turn = () =>
			new Promise((over) => {
				end = () => {
					source.close();
					source = undefined;
					known = null;
					over();
				};
				listen();
			});
		// Whoever leaves stops waiting.
		navigator.locks
			.request("studio", { signal: waiting.signal }, turn)
			.catch(() => {});
		heard({});
		others.postMessage("ask");
	}

	function hide() {
		clearTimeout(silence);
		leave?.();
		leave = null;
	}

	document.addEventListener("visibilitychange", () =>
		document.hidden ? hide() : attend(),
	);
	addEventListener("pagehide", hide);
	addEventListener("pageshow", attend);
	attend();
}

/** An event source does not say why it was refused. */
async function whyRefused() {
	const answer = await fetch("/studio/events", { method: "HEAD" }).catch(
		() => null,
	);
	return answer?.status === 401 ? "signed-out" : "away";
}
