/*
 * How this program was started, so that a hint names a command that works where it
 * is read. All texts say `digest COMMAND`; where one leaves for a person it is
 * turned into that form. Stored texts keep `digest`: another process may show them.
 */

/** What `digest` is followed by in a hint. */
export const COMMAND_NAMES = [
	"demo",
	"serve",
	"import",
	"schema",
	"issue",
	"theme",
	"render",
	"preflight",
	"preview",
	"send",
	"explain",
	"report",
	"subscribers",
	"editors",
	"unsubscribe-mail",
	"feedback",
	"job",
	"dkim",
	"test-send",
	"migrate",
	"adopt",
] as const;

const HINT = new RegExp(
	String.raw`(?<![\w./-])digest (?=(?:${COMMAND_NAMES.join("|")})\b)`,
	"g",
);

let form = "digest";

/** Only the process says this, once. */
export function setCommandForm(started: string): void {
	form = started;
}

/** The text with its hints in the form in which this program was started. */
export function inLocalForm(text: string): string {
	return text.replace(HINT, () => `${form} `);
}

/**
 * The words before the command, as somebody typed them.
 *
 * @param script the file that was started, absolute
 * @param folder the current folder
 * @param env what npm says of a script or of npx
 */
export function commandForm(
	script: string,
	folder: string,
	env: Record<string, string | undefined>,
): string {
	const {
		npm_command: npm = "",
		npm_lifecycle_event: event = "",
		npm_lifecycle_script: line = "",
	} = env;
	if (/^run(-script)?$/.test(npm) && ["digest", "demo"].includes(event))
		return "npm run -s digest --";
	if (npm === "exec" && /^"?digest\b/.test(line)) return "npx digest";
	if (/[\\/]digest(\.cmd)?$/.test(script)) return "digest";
	const inside = script.startsWith(`${folder}/`);
	return `node ${inside ? script.slice(folder.length + 1) : script}`;
}
