/**
 * Reports to the editor what happened and what to do: in the log and, when
 * EDITOR_ADDRESS is set, by mail. Never throws: a notice that can't be mailed is
 * in the log, and is tried again.
 *
 * @param headline "Issue 12 is paused"
 * @param message what happened and what to do, in whole sentences
 * @param command to type on the server to see more; null: none
 * @param options see NoticeOptions
 */
export type Notify = (
	headline: string,
	message: string,
	command?: string | null,
	options?: NoticeOptions,
) => Promise<void>;

export interface NoticeOptions {
	/** What happened, and when: of two notices with one key only the first is reported, whichever process reports it. Default: it is always a new one. */
	key?: string;
	/** "info" for what is as it should be. Default: "error". */
	level?: "error" | "info";
}
