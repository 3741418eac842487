/*
 * ALTCHA's proof of work: about a second of computing before a form is sent,
 * against floods of automated sign-ups. The solution is the first counter whose
 * derived key begins with the required digits.
 */

const words = JSON.parse(document.querySelector("[data-words]").dataset.words);

for (const form of document.querySelectorAll("form[data-proof]")) {
	form.addEventListener("submit", async (event) => {
		const field = form.elements.altcha;
		if (field.value !== "") return;
		event.preventDefault();
		const button = event.submitter;
		const label = button.textContent;
		button.disabled = true;
		button.textContent = words.wait;
		try {
			field.value = await prove(form.dataset.proof);
		} finally {
			button.disabled = false;
			button.textContent = label;
		}
		form.requestSubmit(button);
	});
}

async function prove(path) {
	const challenge = await (await fetch(path)).json();
	const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
	const prefix = bytes(
		keyPrefix.padEnd(keyPrefix.length + (keyPrefix.length % 2), "0"),
	);
	const password = new Uint8Array([...bytes(nonce), 0, 0, 0, 0]);
	const view = new DataView(password.buffer);
	for (let counter = 0; ; counter++) {
		view.setUint32(password.length - 4, counter);
		const key = await crypto.subtle.importKey(
			"raw",
			password,
			"PBKDF2",
			false,
			["deriveBits"],
		);
		const derived = new Uint8Array(
			await crypto.subtle.deriveBits(
				{
					name: "PBKDF2",
					hash: "SHA-256",
					salt: bytes(salt),
					iterations: cost,
				},
				key,
				8 * keyLength,
			),
		);
		// Compare one byte first: writing out every key as hex would take longer.
		if (derived[0] !== prefix[0]) continue;
		const derivedKey = hex(derived);
		if (derivedKey.startsWith(keyPrefix))
			return btoa(
				JSON.stringify({ challenge, solution: { counter, derivedKey } }),
			);
	}
}

function bytes(text) {
	return Uint8Array.from(text.match(/../g) ?? [], (pair) =>
		Number.parseInt(pair, 16),
	);
}

function hex(array) {
	return [...array].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
