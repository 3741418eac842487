import Sqlite from "better-sqlite3";
import { ensurePrivateFile } from "../private-file.ts";
import type { Instant } from "../time/clock.ts";
import { subjectOf } from "./read-mail.ts";

/** A message as the built-in mailbox received it over SMTP. */
export interface ReceivedMail {
	sender: string;
	recipient: string;
	/** The bytes that arrived, unchanged. */
	raw: Buffer;
	receivedAt: Instant;
}

export interface MailSummary {
	id: number;
	receivedAt: Instant;
	sender: string;
	recipient: string;
	/** Decoded; empty when the message has none. */
	subject: string;
	/** Bytes. */
	size: number;
}

export interface MailQuery {
	/** Only messages with a smaller id; absent: from the newest on. */
	before?: number;
	limit: number;
	/** Text that the recipient or the subject must contain, in upper or lower case. */
	search?: string;
}

/** The built-in mailbox, a SQLite file. Several processes may have it open at once. */
export interface Mailbox {
	/** Writes the message to disk, then returns its id. */
	append(mail: ReceivedMail): number;
	/** Writes all of them, or none, with one commit. */
	appendAll(mails: readonly ReceivedMail[]): void;
	/** Newest first. */
	list(query: MailQuery): MailSummary[];
	count(search?: string): number;
	get(id: number): { summary: MailSummary; raw: Buffer } | null;
	/** Changes when any process adds mail or clears the mailbox. Cheap enough to poll. */
	version(): number;
	clear(): void;
	/** All who got mail, each once, as it was addressed. */
	recipients(): string[];
	/** Deletes all mail to one of them. */
	deleteTo(recipient: string): void;
	close(): void;
}

const SUMMARY =
	"id, received_at as receivedAt, sender, recipient, subject, size";

/**
 * Opens the mailbox; creates the file, private to this user, when there is none.
 *
 * @param path the SQLite file, usually `data/mailbox.sqlite`
 */
export function openMailbox(path: string): Mailbox {
	const db = openFile(path);
	const insertMail = db.prepare(
		`insert into mail (received_at, sender, recipient, subject, size, sought)
		 values (?, ?, ?, ?, ?, ?)`,
	);
	const insertRaw = db.prepare("insert into raw (mail, bytes) values (?, ?)");
	const newest = db
		.prepare<[], number>("select coalesce(max(id), 0) from mail")
		.pluck();
	const page = db.prepare<[number, string, number], MailSummary>(
		`select ${SUMMARY} from mail where id < ? and instr(sought, ?) > 0
		 order by id desc limit ?`,
	);
	const countAll = db.prepare<[], number>("select count(*) from mail").pluck();
	const countFound = db
		.prepare<[string], number>(
			"select count(*) from mail where instr(sought, ?) > 0",
		)
		.pluck();
	const one = db.prepare<[number], MailSummary & { raw: Buffer }>(
		`select ${SUMMARY}, bytes as raw from mail join raw on raw.mail = mail.id where id = ?`,
	);

	const append = (mail: ReceivedMail): number => {
		const subject = subjectOf(mail.raw);
		const { lastInsertRowid } = insertMail.run(
			mail.receivedAt,
			mail.sender,
			mail.recipient,
			subject,
			mail.raw.length,
			foldCase(`${mail.recipient}\n${subject}`),
		);
		insertRaw.run(lastInsertRowid, mail.raw);
		return Number(lastInsertRowid);
	};
	const appendOne = db.transaction(append);
	const appendAll = db.transaction((mails: readonly ReceivedMail[]) => {
		for (const mail of mails) append(mail);
	});
	const clear = db.transaction(() => {
		db.exec("delete from raw; delete from mail");
	});

	const recipients = db
		.prepare<[], string>("select distinct recipient from mail")
		.pluck();
	const deleteTo = db.transaction((recipient: string) => {
		db.prepare(
			"delete from raw where mail in (select id from mail where recipient = ?)",
		).run(recipient);
		db.prepare("delete from mail where recipient = ?").run(recipient);
	});

	return {
		append: (mail) => appendOne.immediate(mail),
		appendAll: (mails) => appendAll.immediate(mails),
		list: ({ before = Number.MAX_SAFE_INTEGER, limit, search = "" }) =>
			page.all(before, foldCase(search), limit),
		count: (search = "") =>
			(search ? countFound.get(foldCase(search)) : countAll.get()) ?? 0,
		get(id) {
			const found = one.get(id);
			if (!found) return null;
			const { raw, ...summary } = found;
			return { summary, raw };
		},
		// Ids are never reused, so the newest id differs after every change.
		version: () => newest.get() ?? 0,
		clear: () => clear.immediate(),
		recipients: () => recipients.all(),
		deleteTo(recipient) {
			deleteTo.immediate(recipient);
			// Until then the write-ahead log has the pages as they were.
			db.pragma("wal_checkpoint(TRUNCATE)");
		},
		close: () => {
			db.close();
		},
	};
}

function openFile(path: string): Sqlite.Database {
	if (path !== ":memory:") ensurePrivateFile(path);
	const db = new Sqlite(path);
	db.pragma("busy_timeout = 10000");
	// For whole messages, large pages are faster: a message spans fewer of them.
	db.pragma("page_size = 16384");
	db.pragma("journal_mode = WAL");
	db.pragma("synchronous = FULL");
	// What is erased must not stay readable in the free parts of the file.
	db.pragma("secure_delete = ON");
	// The bytes are in a separate table, so that a list or a search never reads them.
	db.exec(`
		create table if not exists mail (
			id integer primary key autoincrement,
			received_at text not null,
			sender text not null,
			recipient text not null,
			subject text not null,
			size integer not null,
			sought text not null
		) strict;
		create table if not exists raw (
			mail integer primary key,
			bytes blob not null
		) strict;
	`);
	return db;
}

/** For a search in any case. SQLite itself ignores the case of ASCII letters only. */
function foldCase(text: string): string {
	return text.normalize("NFC").toLowerCase();
}
