/*
 * Asks the browser for a passkey, and sends its answer with the form that also has
 * the name and the token. Without this script, or without passkeys, the form is hidden.
 */

if (window.PublicKeyCredential?.parseRequestOptionsFromJSON)
	for (const form of document.querySelectorAll("form[data-passkey]")) {
		form.hidden = false;
		form.addEventListener("submit", ask);
	}

async function ask(event) {
	event.preventDefault();
	const form = event.target;
	const status = form.querySelector("[role=status]");
	status.textContent = "";
	try {
		const publicKey = await optionsFor(form);
		const credential =
			form.dataset.passkey === "create"
				? await navigator.credentials.create({
						publicKey:
							PublicKeyCredential.parseCreationOptionsFromJSON(publicKey),
					})
				: await navigator.credentials.get({
						publicKey:
							PublicKeyCredential.parseRequestOptionsFromJSON(publicKey),
					});
		form.elements.answer.value = JSON.stringify(credential.toJSON());
		form.submit();
	} catch ({ name, message }) {
		status.textContent =
			name === "NotAllowedError"
				? "Nothing was done: the browser got no passkey. Try again."
				: message;
	}
}

async function optionsFor({ dataset, elements }) {
	const response = await fetch(dataset.options, {
		method: "POST",
		body: new URLSearchParams({ token: elements.token.value }),
	});
	if (!response.ok) throw new Error(await response.text());
	return response.json();
}
