/*
 * Lets a comparison be dragged by its handle to another place of the issue. What it
 * does is what the buttons beside it do, which the keyboard reaches.
 */

/** @param save saves a form, with the name and value of a button */
export function letItemsBeDragged(save) {
	let item = null;

	document.addEventListener("dragstart", (event) => {
		const handle = event.target.closest?.(".grip");
		item = handle?.closest("li") ?? null;
		if (!item) return;
		event.dataTransfer.effectAllowed = "move";
		event.dataTransfer.setData("text/plain", item.id);
		event.dataTransfer.setDragImage(item, 10, 10);
		item.classList.add("dragged");
	});

	document.addEventListener("dragover", (event) => {
		const spot = spotOf(event);
		if (!spot) return;
		event.preventDefault();
		unmark();
		const before = spot.others[spot.position];
		(before ?? spot.others.at(-1) ?? spot.list).classList.add(
			before ? "drop-before" : "drop-after",
		);
	});

	document.addEventListener("drop", (event) => {
		const spot = spotOf(event);
		if (!spot) return;
		event.preventDefault();
		const { place } = spot.list.dataset;
		const move = `${item.dataset.item} ${place} ${spot.position}`;
		save(item.closest("form"), ["move", move]);
	});

	document.addEventListener("dragend", () => {
		unmark();
		item?.classList.remove("dragged");
		item = null;
	});

	/** Where it would be put: a list, and before which of its other items. */
	function spotOf({ target, clientY }) {
		const list = item && target.closest?.("ol[data-place]");
		if (!list || list.closest("form") !== item.closest("form")) return null;
		const others = [...list.children].filter((one) => one !== item);
		const position = others.findIndex((one) => {
			const { top, height } = one.getBoundingClientRect();
			return clientY < top + height / 2;
		});
		return { list, others, position: position < 0 ? others.length : position };
	}
}

function unmark() {
	for (const one of document.querySelectorAll(".drop-before, .drop-after"))
		one.classList.remove("drop-before", "drop-after");
}
