/*
 * An IMAP server for tests (RFC 3501, 6154, 6851), as far as reading a mailbox needs it.
 *
 *   const server = await startImap({ folders: { INBOX: [mail], Spam: [] } });   // or { tls, … }
 *   server.url                        // imap://user:pass%20word@127.0.0.1:PORT/?tls=off
 *   server.folder("INBOX").messages   // with their flags, as they are now
 *   server.fault = (line) => …        // "drop": hangs up instead of an answer; a text: answers this
 *   server.commands                   // every line that came, without its tag
 */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";

export interface ImapMessage {
	uid: number;
	raw: string;
	flags: Set<string>;
}

interface Folder {
	uidValidity: number;
	uidNext: number;
	messages: ImapMessage[];
	/** "\\Junk" (RFC 6154) */
	use?: string;
}

export interface ImapSetting {
	/** The messages of each folder; "Spam" is the folder for junk. */
	folders: Record<string, readonly string[]>;
	tls?: { key: string; cert: string };
	/** With it XOAUTH2 is the only login. */
	accessToken?: string;
}

export const IMAP_USER = "feedback@example.com";
export const IMAP_PASSWORD = "pass word";

export async function startImap(setting: ImapSetting) {
	const folders = new Map<string, Folder>();
	for (const [name, mails] of Object.entries(setting.folders)) {
		const folder: Folder = {
			uidValidity: 7,
			uidNext: 1,
			messages: [],
			...(name === "Spam" ? { use: "\\Junk" } : {}),
		};
		for (const raw of mails) add(folder, raw);
		folders.set(name, folder);
	}
	const sockets = new Set<Socket>();
	const connected = (socket: Socket) => {
		sockets.add(socket);
		socket.on("error", () => {});
		socket.on("close", () => sockets.delete(socket));
		converse(socket);
	};
	const listening = setting.tls
		? createTlsServer(setting.tls, connected)
		: createServer(connected);
	listening.listen(0, "127.0.0.1");
	await once(listening, "listening");
	const { port } = listening.address() as AddressInfo;
	const login = `${encodeURIComponent(IMAP_USER)}${setting.accessToken ? "" : `:${encodeURIComponent(IMAP_PASSWORD)}`}`;
	const server = {
		url: setting.tls
			? `imaps://${login}@localhost:${port}/`
			: `imap://${login}@127.0.0.1:${port}/?tls=off`,
		commands: [] as string[],
		fault: (_line: string): string | undefined => undefined,
		folder(name: string): Folder {
			const folder = folders.get(name);
			if (!folder) throw new Error(`no folder ${name}`);
			return folder;
		},
		add: (name: string, raw: string) => add(server.folder(name), raw),
		async close() {
			for (const socket of sockets) socket.destroy();
			listening.close();
			await once(listening, "close");
		},
	};

	function converse(socket: Socket): void {
		let text = "";
		let selected: Folder | undefined;
		const capability = `IMAP4rev1 ${setting.accessToken ? "LOGINDISABLED AUTH=XOAUTH2" : ""} SASL-IR SPECIAL-USE UIDPLUS MOVE`;
		socket.write(`* OK [CAPABILITY ${capability}] ready\r\n`);
		socket.on("data", (chunk) => {
			text += chunk.toString("latin1");
			for (
				let end = text.indexOf("\r\n");
				end >= 0;
				end = text.indexOf("\r\n")
			) {
				const line = text.slice(0, end);
				text = text.slice(end + 2);
				const [, tag = "*", command = ""] = /^(\S+) (.*)$/.exec(line) ?? [];
				server.commands.push(command);
				const fault = server.fault(command);
				if (fault === "drop") return void socket.destroy();
				const answer = fault ?? answerTo(command);
				socket.write(
					Buffer.from(
						`${answer.replace(/(^|\r\n)TAG /, `$1${tag} `)}\r\n`,
						"latin1",
					),
				);
				if (/^LOGOUT/i.test(command)) socket.end();
			}
		});

		function answerTo(command: string): string {
			const [name = "", ...rest] = command.split(" ");
			const verb = (
				name.toUpperCase() === "UID" ? `UID ${rest.shift()}` : name
			).toUpperCase();
			const args = rest.join(" ");
			switch (verb) {
				case "CAPABILITY":
					return `* CAPABILITY ${capability}\r\nTAG OK done`;
				case "AUTHENTICATE":
				case "LOGIN":
					return isLogin(args)
						? "TAG OK hello"
						: "TAG NO [AUTHENTICATIONFAILED] wrong login";
				case "LIST":
					// The hierarchy's separator (RFC 3501 6.3.8).
					if (args === '"" ""')
						return '* LIST (\\Noselect) "/" ""\r\nTAG OK done';
					return [
						...[...folders].map(
							([path, { use }]) =>
								`* LIST (\\HasNoChildren${use ? ` ${use}` : ""}) "/" "${path}"`,
						),
						"TAG OK done",
					].join("\r\n");
				case "CREATE":
					folders.set(args.replaceAll('"', ""), {
						uidValidity: 9,
						uidNext: 1,
						messages: [],
					});
					return "TAG OK done";
				case "SELECT": {
					selected = folders.get(args.replaceAll('"', ""));
					if (!selected) return "TAG NO there is none";
					const { uidValidity, uidNext, messages } = selected;
					return `* ${messages.length} EXISTS\r\n* FLAGS (\\Seen)\r\n* OK [PERMANENTFLAGS (\\Seen \\*)] yes\r\n* OK [UIDVALIDITY ${uidValidity}] yes\r\n* OK [UIDNEXT ${uidNext}] yes\r\nTAG OK [READ-WRITE] done`;
				}
				case "UID SEARCH":
					return `* SEARCH ${uidsOf(args.replace(/^UID /i, "")).join(" ")}\r\nTAG OK done`;
				case "UID FETCH":
					return fetch(args);
				case "UID STORE": {
					for (const uid of uidsOf(args.split(" ")[0] ?? ""))
						selected?.messages
							.find((one) => one.uid === uid)
							?.flags.add("\\Seen");
					return "TAG OK done";
				}
				case "UID MOVE": {
					const to = folders.get(rest.slice(1).join(" ").replaceAll('"', ""));
					for (const uid of uidsOf(rest[0] ?? "")) {
						const moved = selected?.messages.find((one) => one.uid === uid);
						if (!selected || !moved || !to) continue;
						selected.messages = selected.messages.filter(
							(one) => one !== moved,
						);
						add(to, moved.raw);
					}
					return "TAG OK done";
				}
				case "LOGOUT":
					return "* BYE bye\r\nTAG OK done";
				default:
					return "TAG OK done";
			}
		}

		function isLogin(args: string): boolean {
			if (!setting.accessToken)
				return args.replaceAll('"', "") === `${IMAP_USER} ${IMAP_PASSWORD}`;
			const said = Buffer.from(args.split(" ")[1] ?? "", "base64").toString();
			return (
				said ===
				`user=${IMAP_USER}\x01auth=Bearer ${setting.accessToken}\x01\x01`
			);
		}

		/** Every UID of a set such as 3,5:9,12:*; N:* has the last message always. */
		function uidsOf(set: string): number[] {
			const all = selected?.messages.map(({ uid }) => uid) ?? [];
			const last = all.at(-1) ?? 0;
			return all.filter((uid) =>
				set.split(",").some((range) => {
					const [from = 0, to = from] = range
						.split(":")
						.map((end) => (end === "*" ? last : Number(end)));
					return Math.min(from, to) <= uid && uid <= Math.max(from, to);
				}),
			);
		}

		function fetch(args: string): string {
			const [set = "", ...rest] = args.split(" ");
			const wanted = rest.join(" ");
			const most = /BODY\.PEEK\[\]<0\.(\d+)>/i.exec(wanted)?.[1];
			const uids = uidsOf(set);
			const lines = (selected?.messages ?? []).flatMap(
				({ uid, raw, flags }, index) => {
					if (!uids.includes(uid)) return [];
					const part = raw.slice(0, Number(most ?? 0));
					const items = [
						`UID ${uid}`,
						`FLAGS (${[...flags].join(" ")})`,
						`RFC822.SIZE ${raw.length}`,
						...(most ? [`BODY[]<0> {${part.length}}\r\n${part}`] : []),
					];
					return [`* ${index + 1} FETCH (${items.join(" ")})`];
				},
			);
			return [...lines, "TAG OK done"].join("\r\n");
		}
	}
	return server;
}

function add(folder: Folder, raw: string): void {
	folder.messages.push({
		uid: folder.uidNext++,
		raw: raw.replace(/\r?\n/g, "\r\n"),
		flags: new Set(),
	});
}
