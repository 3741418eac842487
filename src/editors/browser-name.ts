const BROWSERS: readonly [RegExp, string][] = [
	[/\bEdg(?:e|A|iOS)?\//, "Edge"],
	[/\bOPR\//, "Opera"],
	[/\b(?:Firefox|FxiOS)\//, "Firefox"],
	[/\b(?:Chrome|CriOS|Chromium|HeadlessChrome)\//, "Chrome"],
	[/\bSafari\//, "Safari"],
];

const SYSTEMS: readonly [RegExp, string][] = [
	[/\b(?:iPhone|iPad)\b/, "iOS"],
	[/\bAndroid\b/, "Android"],
	[/\bWindows\b/, "Windows"],
	[/\b(?:Macintosh|Mac OS X)\b/, "a Mac"],
	[/\b(?:Linux|X11|CrOS)\b/, "Linux"],
];

/** "Firefox on Linux": a User-Agent in words that its owner knows. It proves nothing. */
export function browserName(userAgent: string | null): string {
	const find = (list: readonly [RegExp, string][]) =>
		list.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1];
	return `${find(BROWSERS) ?? "An unknown browser"} on ${find(SYSTEMS) ?? "an unknown system"}`;
}
