import { spawn } from "node:child_process";
import { platform } from "node:os";

/** The program that opens a URL in the user's own browser; null: nobody would see it. */
export function browserOpener(
	system: NodeJS.Platform,
	env: Record<string, string | undefined>,
): readonly [program: string, ...argv: string[]] | null {
	// Over SSH the window would open on the other machine.
	if (env.CI || env.SSH_CONNECTION) return null;
	if (system === "darwin") return ["open"];
	if (system === "win32") return ["cmd", "/c", "start", ""];
	return env.DISPLAY || env.WAYLAND_DISPLAY ? ["xdg-open"] : null;
}

/** Opens a URL in the user's own browser. Where there is none, nothing happens: the URL is printed anyway. */
export function showInBrowser(
	url: string,
	env: Record<string, string | undefined>,
): void {
	const opener = browserOpener(platform(), env);
	if (opener === null) return;
	const [program, ...argv] = opener;
	const child = spawn(program, [...argv, url], {
		detached: true,
		stdio: "ignore",
	});
	child.on("error", () => {});
	child.unref();
}
