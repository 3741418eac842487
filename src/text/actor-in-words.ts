const WORDS: Readonly<Record<string, string>> = {
	loopback: "somebody on this machine, without a login",
	schedule: "the program itself",
	"command line": "the command line",
};

/**
 * Who acted, as a page or a report names them, also after "by".
 *
 * @param who as the audit log has it: an editor's name, or one of the words above
 */
export function actorInWords(who: string): string {
	const [, named] = /^command line as (.+)$/s.exec(who) ?? [];
	return named === undefined
		? (WORDS[who] ?? who)
		: `${named}, by the command line`;
}

/** What no editor may be called, because it says that no editor, or another one, acted. */
export const NO_EDITORS_NAME =
	/^(?:the )?(?:command line|loopback|schedule|this machine|program itself)\b|^somebody on this machine\b|\bby the command line$/i;
