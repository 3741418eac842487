/**
 * Runs in the page and measures it: gives ViewMeasurements without viewport
 * and axe. It is a string, because the page cannot import our modules.
 */
export const MEASURE = `(() => {
	const found = { overflowing: [], brokenWords: [], stacked: [], smallTargets: [], smallText: [], faint: [] };
	const describe = (element) => {
		const text = (element.textContent || "").replace(/\\s+/g, " ").trim().slice(0, 40);
		const name = element.localName + (element.className ? "." + String(element.className).split(" ")[0] : "");
		return "<" + name + "> " + text;
	};
	const isVisible = (element) => element.checkVisibility({ opacityProperty: false, visibilityProperty: true }) && !isInHiddenBox(element);
	const isInHiddenBox = (element) => {
		for (let at = element; at; at = at.parentElement)
			if (at.clientHeight === 0 && getComputedStyle(at).overflow === "hidden") return true;
		return false;
	};

	const parseColour = (colour) => {
		const parts = (colour.match(/[\\d.]+/g) || []).map(Number);
		return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
	};
	const blend = (top, bottom) => top.rgb.map((part, index) => part * top.alpha + bottom[index] * (1 - top.alpha));
	const luminance = (rgb) => {
		const [r, g, b] = rgb.map((part) => {
			const share = part / 255;
			return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const canvas = parseColour(getComputedStyle(document.documentElement).backgroundColor);
	const dark = matchMedia("(prefers-color-scheme: dark)").matches && /dark/.test(getComputedStyle(document.documentElement).colorScheme);
	const base = canvas.alpha === 1 ? canvas.rgb : dark ? [18, 18, 18] : [255, 255, 255];
	const backgrounds = new Map();
	const backgroundOf = (element) => {
		if (!element) return base;
		if (!backgrounds.has(element)) backgrounds.set(element, blend(parseColour(getComputedStyle(element).backgroundColor), backgroundOf(element.parentElement)));
		return backgrounds.get(element);
	};

	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	const range = document.createRange();
	for (let node = texts.nextNode(); node; node = texts.nextNode()) {
		const element = node.parentElement;
		if (node.data.trim() === "" || !element || !isVisible(element)) continue;
		const style = getComputedStyle(element);
		const size = parseFloat(style.fontSize);
		if (size < 12.99) found.smallText.push(describe(element) + " " + size + "px");
		const colour = parseColour(style.color);
		let opacity = 1;
		for (let at = element; at; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
		const behind = backgroundOf(element);
		const pair = [blend({ rgb: colour.rgb, alpha: colour.alpha * opacity }, behind), behind].map(luminance);
		const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
		const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
		if (ratio < (large ? 3 : 4.5)) found.faint.push({ text: describe(element), ratio: Math.floor(ratio * 100) / 100 });
		range.selectNodeContents(node);
		if (range.getClientRects().length < 2) continue;
		for (const { 0: word, index } of node.data.matchAll(/[^\\s-]+/g)) {
			range.setStart(node, index);
			range.setEnd(node, index + word.length);
			const lines = new Set([...range.getClientRects()].filter((box) => box.width > 0).map((box) => Math.round(box.top)));
			// A URL or a very long name may break; a word that people read may not.
			if (lines.size > 1 && word.length <= 24 && /^[\\p{L}\\p{N}.,;:!?'’“”()%&]+$/u.test(word)) found.brokenWords.push(word);
		}
	}

	for (const element of document.querySelectorAll("body *"))
		if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1 && isVisible(element))
			found.overflowing.push(describe(element));
	const { scrollWidth, clientWidth } = document.documentElement;
	if (scrollWidth > clientWidth) found.overflowing.push("the page: " + scrollWidth + " px in " + clientWidth);

	for (const row of document.querySelectorAll("tr")) {
		const cells = [...row.children].filter((cell) => cell.getBoundingClientRect().height > 0);
		for (let index = 1; index < cells.length; index++) {
			const before = cells[index - 1].getBoundingClientRect();
			if (cells[index].getBoundingClientRect().top >= before.bottom - 1) {
				found.stacked.push(describe(cells[index]));
				break;
			}
		}
	}

	const targets = [...document.querySelectorAll("a[href]")].filter(isVisible).map((link) => {
		const box = link.getBoundingClientRect();
		const block = link.parentElement;
		const alone = getComputedStyle(link).display !== "inline" || (block && block.textContent.trim() === link.textContent.trim());
		return { link, box, alone, x: box.left + box.width / 2, y: box.top + box.height / 2 };
	});
	const isSmall = ({ box }) => box.width < 24 || box.height < 24;
	for (const target of targets) {
		if (!target.alone || !isSmall(target)) continue;
		// WCAG 2.2, 2.5.8: a circle of 24 pixels around it must not touch another target or its circle.
		const near = targets.some((other) => {
			if (other === target || other.link.href === target.link.href) return false;
			if (isSmall(other)) return Math.hypot(other.x - target.x, other.y - target.y) < 24;
			const dx = Math.max(other.box.left - target.x, 0, target.x - other.box.right);
			const dy = Math.max(other.box.top - target.y, 0, target.y - other.box.bottom);
			return Math.hypot(dx, dy) < 12;
		});
		const button = getComputedStyle(target.link).display !== "inline";
		if (near || button) found.smallTargets.push(describe(target.link) + " " + Math.round(target.box.width) + "×" + Math.round(target.box.height));
	}
	return found;
})()`;
