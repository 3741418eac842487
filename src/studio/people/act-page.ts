import { html } from "hono/html";
import type { PersonRows } from "../../db/search/person-rows.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { Failure } from "../../errors.ts";
import {
	eraseByEditor,
	forgiveByEditor,
	SUPPRESSION_REASONS,
	suppressByEditor,
	unsubscribeByEditor,
	unsuppressByEditor,
} from "../../subscriber/by-editor/acts.ts";
import { canResubscribe } from "../../subscriber/leaving/unsubscribe.ts";
import type { StudioDeps } from "../deps.ts";
import { choiceOf, isTicked } from "../form-fields.ts";
import type { Markup } from "../layout.ts";
import { alertLine, selectField, several } from "./people-page.ts";

/** What an editor can do to one person, each confirmed on a page of its own. */
export const ACTS = [
	"unsubscribe",
	"suppress",
	"unsuppress",
	"forgive",
	"erase",
] as const;
export type Act = (typeof ACTS)[number];

export const LABELS: Record<Act, string> = {
	unsubscribe: "Unsubscribe…",
	suppress: "Never mail again…",
	unsuppress: "Allow mail again…",
	forgive: "Forgive what came back…",
	erase: "Erase…",
};

const REASON_WORDS: Record<(typeof SUPPRESSION_REASONS)[number], string> = {
	operator: "An editor decided so",
	never: "They asked never to be mailed",
	bounce: "Their mailbox does not exist",
	complaint: "They complained of spam",
	erased: "They were erased elsewhere",
};

export function reasonField(chosen: string): Markup {
	return selectField(
		{ name: "reason", label: "Why", chosen },
		SUPPRESSION_REASONS.map((one) => [one, REASON_WORDS[one]] as const),
	);
}

/** The reason that a form names. @throws Failure `bad-choice` */
export function reasonOf(
	form: URLSearchParams,
): (typeof SUPPRESSION_REASONS)[number] {
	return choiceOf(form, "reason", SUPPRESSION_REASONS) ?? "operator";
}

/**
 * Does it, and says which word `?done=` has then.
 *
 * @throws Failure when it was not confirmed
 */
export async function perform(
	deps: StudioDeps,
	act: Act,
	person: SubscriberRow,
	form: URLSearchParams,
): Promise<string> {
	switch (act) {
		case "suppress":
			await suppressByEditor(deps, person.email, reasonOf(form));
			return "suppress";
		case "unsuppress": {
			const { lifted } = await unsuppressByEditor(deps, person.email);
			return lifted ? "unsuppress" : "not-suppressed";
		}
		case "forgive":
			await forgiveByEditor(deps, person);
			return "forgive";
		case "unsubscribe": {
			const left = await unsubscribeByEditor(deps, person, {
				goodbye: isTicked(form, "goodbye"),
			});
			if (left?.goodbye) deps.signUps.wake();
			return left?.goodbye ? "unsubscribe-goodbye" : "unsubscribe";
		}
		case "erase":
			if (form.get("confirm")?.trim().toLowerCase() !== person.email_key)
				throw new Failure(
					"not-confirmed",
					"Nothing was erased. To confirm it, type the address as it stands here.",
				);
			await eraseByEditor(deps, deps.config, deps.mailbox, person);
			return "erase";
	}
}

export interface ActView {
	act: Act;
	person: SubscriberRow;
	rows: PersonRows;
	/** The consents of who is erased are kept under a hash (`ERASED_CONSENTS`). */
	keepsConsents: boolean;
	failure: Failure | null;
	token: Markup;
}

export function actMain(view: ActView): Markup {
	const { act, person, token } = view;
	const here = `/studio/people/${person.id}`;
	return html`<div class="stack slim">${alertLine(view.failure)}
<section class="card"><h1>${TITLES[act]}</h1>
<p><b><bdi>${person.email}</bdi></b>, one person, ${person.state}${person.suppressed ? `, suppressed: ${person.suppressed}` : ""}.</p>
<form method="post" action="${here}/${act}" class="words">${token}
${consequence(view)}
<p class="actions"><button class="button${act === "erase" ? " danger" : ""}">${BUTTONS[act]}</button><a class="button quiet" href="${here}">Back</a></p></form></section></div>`;
}

const TITLES: Record<Act, string> = {
	unsubscribe: "Unsubscribe them?",
	suppress: "Never mail them again?",
	unsuppress: "Allow mail to them again?",
	forgive: "Forgive what came back?",
	erase: "Erase them for good?",
};

const BUTTONS: Record<Act, string> = {
	unsubscribe: "Unsubscribe them",
	suppress: "Never mail them again",
	unsuppress: "Allow mail again",
	forgive: "Forgive it",
	erase: "Erase them",
};

function consequence({ act, person, rows, keepsConsents }: ActView): Markup {
	const spared =
		rows.waiting === 0
			? "No issue is on its way to them."
			: `${several(rows.waiting, "issue")} on the way to them will not be sent, unless in flight.`;
	switch (act) {
		case "unsubscribe":
			return html`<p>Only at their request. It holds at once: ${spared} They can sign up again.</p>
${
	person.state === "active" &&
	canResubscribe({ ...person, state: "unsubscribed" })
		? html`<p class="check-line"><input type="checkbox" id="goodbye" name="goodbye" value="yes" checked><label for="goodbye">Mail them a goodbye with a link to come back, in case it was a mistake</label></p>`
		: html`<p class="note">They get no goodbye: they never confirmed, or must not be mailed.</p>`
}`;
		case "suppress":
			return html`<p>It holds at once: ${spared} No import, form or command adds the address again. It can be undone. A keyed hash of the address stays, also when they are erased.</p>${reasonField("operator")}`;
		case "unsuppress":
			return html`<p>Only for people who asked for it, or whose mailbox works again. ${rows.returns === 0 ? "Nothing that came back counts." : `${several(rows.returns, "message")} that came back will count no more.`} They stay ${person.state}${person.state === "active" ? " and get the next issue" : " and get nothing before they are active"}.</p>`;
		case "forgive":
			return html`<p>${rows.returns === 0 ? "Nothing that came back for them counts: nothing would change." : `${several(rows.returns, "message")} that came back will count no more, and the count begins anew. Three issues in a row that a full or disabled mailbox returns suppress an address.`} This lifts no suppression.</p>`;
		case "erase":
			return html`<p>It deletes their address, name, choices, ${belongings(rows, keepsConsents)}and the mail that the built-in mailbox keeps for them. ${spared}</p>
<p>${rows.deliveries === 0 ? "" : `Without the person stays, so that the counts of every issue add up: ${several(rows.deliveries, "delivery", "deliveries")}. `}A keyed hash of the address stays, so that no import adds it again.${keepsConsents ? ` Under that hash stays, by ERASED_CONSENTS: ${several(rows.consents, "consent")}.` : ""} This can’t be undone.</p>
<div class="field"><label for="confirm">Type the address to confirm it</label><input type="text" id="confirm" name="confirm" value="" autocomplete="off" autocapitalize="off" spellcheck="false" required></div>`;
	}
}

/** "3 bookmarks, 1 vote ": what is deleted with a person; empty when they have nothing. */
function belongings(rows: PersonRows, keepsConsents: boolean): string {
	return (
		[
			["bookmarks", "bookmark"],
			["votes", "vote"],
			["letters", "letter"],
			...(keepsConsents ? [] : [["consents", "consent"] as const]),
		] as const
	)
		.filter(([field]) => rows[field] > 0)
		.map(([field, word]) => `${several(rows[field], word)}, `)
		.join("");
}

/** What can be done to somebody as they are. */
export function actsFor(
	{ state }: SubscriberRow,
	isSuppressed: boolean,
	returns: number,
): Act[] {
	return ACTS.filter((act) => {
		if (act === "unsubscribe") return state !== "unsubscribed";
		if (act === "suppress") return !isSuppressed;
		if (act === "unsuppress") return isSuppressed;
		return act === "erase" || returns > 0;
	});
}
