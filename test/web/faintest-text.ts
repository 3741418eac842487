/** A script for a page: the lowest contrast of any text with its background (WCAG 2), 1 to 21. */
export const FAINTEST_TEXT = `(() => {
	const parse = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
	const luminance = (colour) => {
		const [r, g, b] = parse(colour).map((part) => {
			const share = part / 255;
			return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const background = (element) => {
		for (let at = element; at; at = at.parentElement) {
			const colour = getComputedStyle(at).backgroundColor;
			if (parse(colour)[3] !== 0) return colour;
		}
		return "rgb(255, 255, 255)";
	};
	const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
	return Math.min(...[...document.querySelectorAll("body *")].filter(hasText).map((element) => {
		const pair = [getComputedStyle(element).color, background(element)].map(luminance);
		return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
	}));
})()`;
