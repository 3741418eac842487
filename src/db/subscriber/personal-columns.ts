import type { Database } from "../schema.ts";

/*
 * Every text column, once: those that can hold or describe a person, and those
 * that can't. A person may take the first along (`dataExportRows`), and erasing
 * empties them (`erasure.ts`). A text from outside that may quote an address is
 * masked before it is written to one of the second.
 */

type Columns = Record<keyof Database, string>;

export const PERSONAL_COLUMNS: Partial<Columns> = {
	bookmarks: "created_at",
	confirmations: "token_hash created_at expires_at used_at",
	consents:
		"source asked_at ip user_agent form_url text_version tools confirmed_at confirmed_ip confirmed_user_agent address_hash",
	deliveries:
		"state next_attempt_at claimed_by claimed_until reader smtp_reply reply_id server reason updated_at",
	delivery_attempts: "at result said server",
	feedback: "hash at source kind cause domain sent_at words action",
	letters: "kind created_at due_at claimed_by sent_at failure mailbox_hash",
	setbacks: "kind domain words cause at",
	sign_ups:
		"kind email email_key network source ip user_agent form_url text_version tools asked_at language",
	subscribers:
		"email email_key name state created_at confirmed_at unsubscribed_at unsubscribed_by updated_at lens format language categories paused_until time_zone suppressed erased_at accepted_at seen_at asked_at",
	suppressions: "address_hash reason source created_at",
	votes: "verdict state source created_at updated_at",
};

export const OTHER_COLUMNS: Partial<Columns> = {
	approvals: "hash template_hash audience content",
	// Who is a way in, not a subscriber. A subscriber is named by id, with what `PersonFacts` allows. Addresses in the rest are masked by insertAuditEntry.
	audit_log: "at who action what before after",
	breaker_pauses: "since until",
	// As in audit_log. The rest is about tools.
	catalog_changes: "at who action what slug field before after",
	circuit_breakers: "probe_at since",
	comparisons: "slug published_at document_hash created_at updated_at",
	consent_texts: "version text",
	// Editors are no subscribers. What is theirs is deleted with them.
	editors: "address address_key name name_key role created_at",
	editor_sessions: "token_hash way browser created_at seen_at",
	delivery_counts: "state",
	// A domain is without whom it was of, and is deleted with its figures.
	figure_holds: "scope measure at",
	// A domain is without whom it was of: an erased subscriber's is not here.
	feedback_counts: "kind cause domain",
	instances: "fingerprint adopted_at",
	// Editors, by the names that the audit log has.
	issue_approvers: "hash person name at",
	// A domain of few readers is not named in them.
	issue_figures: "figure name",
	issue_items: "place reason_code reason",
	issue_subjects: "subject",
	// `note` is masked by updateIssue, as it may quote a server.
	issues:
		"state slot window_start window_end send_at subject preheader intro signed notes translations note approved_at approved_by approved_hash content_hash template_hash content compiled envelope sealed_at completed_at created_at updated_at audience sealed_subject final_counts logs_deleted_at",
	issue_stages: "plan opened_at next_at held_at",
	job_runs:
		"job due_at state claimed_by claimed_until started_at finished_at result",
	list_weeks: "week figure",
	mailed_verdicts: "verdict",
	meta: "key value",
	// To the editor. Replies of servers in them are masked.
	notices:
		"key headline message command created_at due_at claimed_by sent_at failure",
	passkeys: "credential_id public_key transports name created_at used_at",
	passkey_challenges: "challenge_hash browser_hash expires_at",
	// The report names readers by the subscriber's id (`keepPreflight`).
	preflights: "content_hash template_hash at report",
	// A scope is a domain, which many share, and is deleted within a day.
	rate_usage: "server scope slot_counts expires_at",
	// A domain, which many share, is deleted within weeks.
	return_figures: "scope",
	reviews: "reviewer verdict body quote",
	// A network is deleted after its hour.
	sign_up_counts: "network hour",
	// A network or the keyed hash of an address is deleted within two days.
	sign_in_counts: "scope hour",
	sign_in_links: "token_hash browser_hash code_hash created_at expires_at",
	slowdowns: "server scope slowed_until",
	tool_snapshots: "verdict entry_price",
	tools:
		"slug name short_name tagline category pricing entry_price best_for description as_of created_at updated_at",
	// Holds hashes of what a sending service signed, which names no recipient.
	webhook_receipts: "id body_hash at",
	waivers: "content_hash code place what reason at",
};
