/*
 * Makes the page what a newer one is, and leaves alone what the person is using:
 * what they typed, focus, selection, scroll position, open details.
 */

import { Idiomorph } from "/studio/idiomorph.js";

export const pageOf = (text) =>
	new DOMParser().parseFromString(text, "text/html");

export function morphPage(fresh) {
	const scroll = [scrollX, scrollY];
	Idiomorph.morph(document.querySelector("main"), fresh.querySelector("main"), {
		restoreFocus: true,
		callbacks: {
			beforeNodeMorphed: (now, next) => !isKept(now) && !keepFrame(now, next),
			beforeNodeRemoved: (node) => !node.isConnected || !holdsTyped(node),
			beforeAttributeUpdated: (name, element) =>
				name !== "data-unsaved" &&
				!(name === "open" && element.localName === "details"),
		},
	});
	document.title = fresh.title;
	Object.assign(document.body.dataset, fresh.body.dataset);
	showLengths();
	scrollTo(...scroll);
}

/** The lengths that the page shows beside its fields. */
export function showLengths() {
	for (const length of document.querySelectorAll("[data-length-of]")) {
		const field = length.closest("form").elements[length.dataset.lengthOf];
		if (field) length.textContent = [...field.value].length;
	}
}

const FIELDS = "input, textarea, select";
const TYPED = `:is(${FIELDS}):not([type=hidden])`;

/** In a form with something unsaved all fields are kept, the hidden ones too: they say what it was made from. */
function isKept(node) {
	if (node.nodeType !== Node.ELEMENT_NODE) return false;
	if (node.matches("#saved[data-said]")) return true;
	if (node.closest("[data-unsaved]"))
		return node.matches(`${FIELDS}, #saved`) && !node.matches("[data-fresh]");
	return (
		node === document.activeElement &&
		node.matches("textarea, input:not([type=checkbox], [type=radio])")
	);
}

/** Whether it may not go: something was typed in it, or a message is arriving in it. */
function holdsTyped(node) {
	if (node.nodeType !== Node.ELEMENT_NODE) return false;
	if (node.matches(".arriving")) return true;
	const fields = node.matches(TYPED) ? [node] : node.querySelectorAll(TYPED);
	return [...fields].some(
		(field) =>
			field.closest("[data-unsaved]") &&
			"defaultValue" in field &&
			field.value !== field.defaultValue,
	);
}

/** The old message is shown until the new one has loaded, so that nothing flashes. */
function keepFrame(shown, next) {
	if (shown.localName !== "iframe" || next.localName !== "iframe") return false;
	const src = next.getAttribute("src");
	const arriving = shown.parentElement.querySelector(".arriving");
	if (arriving?.getAttribute("src") === src) return true;
	arriving?.remove();
	if (shown.getAttribute("src") === src) return false;
	const frame = document.importNode(next, true);
	frame.classList.add("arriving");
	const show = () => {
		if (!frame.isConnected) return;
		shown.remove();
		frame.removeAttribute("class");
	};
	frame.addEventListener("load", show);
	// A mail that contains frames, which are blocked here, may never finish loading.
	setTimeout(show, 1000);
	shown.after(frame);
	return true;
}
