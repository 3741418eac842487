/** How a message is damaged. */
export const DAMAGES = [
	"cut",
	"splice",
	"double",
	"boundary",
	"nest",
	"delete",
] as const;

/** The beginning of the line that holds this character. */
export function lineAt(text: string, at: number): number {
	return text.lastIndexOf("\n", at % text.length) + 1;
}

/** @param first and `second`: where, as any whole numbers */
export function damaged(
	one: string,
	other: string,
	first: number,
	second: number,
	how: (typeof DAMAGES)[number],
): string {
	const at = first % one.length;
	const to = second % other.length;
	switch (how) {
		case "cut":
			return one.slice(0, at);
		case "splice":
			return one.slice(0, at) + other.slice(to);
		case "double":
			return one.replace(
				/^(Final-Recipient|Content-Type|Subject|To):.*$/gm,
				"$&\n$&",
			);
		case "boundary":
			return one.replaceAll("--A1B2", "--B2A1");
		case "nest":
			return `From: x@example.net\nContent-Type: multipart/mixed; boundary=z\n\n--z\n${one}\n--z\n\n${other}\n--z--\n`;
		case "delete":
			return one.slice(0, at) + one.slice(lineAt(one, at + (second % 400)));
	}
}
