/** Runs in a page: words that are broken over lines other than at their hyphens, and elements wider than their place. */
export const MISFITS = `(() => {
	const misfits = [];
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node = texts.nextNode(); node; node = texts.nextNode()) {
		for (const { 0: word, index } of node.data.matchAll(/[^\\s-]+/g)) {
			const range = document.createRange();
			range.setStart(node, index);
			range.setEnd(node, index + word.length);
			const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
			if (lines.size > 1) misfits.push("broken: " + word);
		}
	}
	for (const element of document.querySelectorAll("body *"))
		if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
			misfits.push("overflowing: " + element.tagName + "." + element.className);
	const { scrollWidth, clientWidth } = document.documentElement;
	if (scrollWidth > clientWidth) misfits.push("page: " + scrollWidth + " in " + clientWidth);
	return misfits;
})()`;
