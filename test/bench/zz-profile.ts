import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { sendIssue } from "../../src/delivery/send.ts";
import { createSigner } from "../../src/mail/dkim.ts";
import { openOffice } from "./sending.ts";

const port = 12500 + Math.floor(Math.random() * 1000);
const child = spawn(
	process.execPath,
	[new URL("./sink-process.ts", import.meta.url).pathname, String(port)],
	{ stdio: "inherit" },
);
await new Promise((r) => setTimeout(r, 800));
const dkim = process.argv.includes("dkim");
const n = Number(process.argv[2] ?? 10000);
const lanes = process.argv[3] ?? "16";
const office = await openOffice(n, { SMTP_CONNECTIONS: lanes });
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const signer = dkim
	? createSigner([
			{
				domain: "example.com",
				selector: "d",
				algorithm: "rsa-sha256",
				privateKey,
			},
		])
	: null;
for (let round = 0; round < 6; round++) {
	const id = await office.seal();
	const sender = {
		...office.sender(`smtp://127.0.0.1:${port}?tls=off`),
		signer,
	};
	const c = process.cpuUsage();
	const t = performance.now();
	const r = await sendIssue(sender, id, {
		signal: new AbortController().signal,
	});
	const s = (performance.now() - t) / 1000;
	const u = process.cpuUsage(c);
	console.log(
		r.state,
		Math.round(n / s),
		"msg/s",
		Math.round((u.user + u.system) / n),
		"us cpu",
	);
	await sender.mailer.close();
}
child.kill();
await office.close();
