/** Who claims deliveries. The name tells another process whether the holder of a claim still lives. */
export interface Worker {
	/** `host/boot/space:pid:nonce` */
	readonly name: string;
	/**
	 * True only when it is certain: another host's worker is never known to be
	 * gone, and neither is one whose process numbers are not those seen here.
	 *
	 * @param onThisMachine no other machine can reach the database: a worker that claimed
	 *   before this machine was started is gone
	 */
	isGone(name: string, onThisMachine?: boolean): boolean;
}

export interface WorkerIdentity {
	host: string;
	/** Different at every start of the machine, the same in its containers; empty: not known. */
	boot?: string;
	/** Whose process numbers are meant: containers have their own. Empty: the system knows no such thing. */
	space?: string;
	pid: number;
	/** Different at every start: in a container every process is number 1. */
	nonce: string;
	/** Does a process with this number exist on this host? */
	isRunning(pid: number): boolean;
}

export function createWorker(identity: WorkerIdentity): Worker {
	const { pid, nonce } = identity;
	const host = plain(identity.host);
	const boot = plain(identity.boot ?? "");
	const space = plain(identity.space ?? "");
	const name = `${host}/${boot}/${space}:${pid}:${nonce}`;
	return {
		name,
		isGone(other, onThisMachine = false) {
			const parts = /^([^/]*)\/([^/]*)\/([^/]*):(\d+):[^:]*$/.exec(other);
			if (!parts || other === name) return false;
			const [, theirHost, theirBoot, theirSpace, number] = parts;
			if (theirBoot !== boot) return onThisMachine;
			if (theirHost !== host || theirSpace !== space) return false;
			const theirPid = Number(number);
			// A number that is ours now cannot be theirs any more.
			return theirPid === pid || !identity.isRunning(theirPid);
		},
	};
}

/** Nothing in it divides the name; `pid:[4026531836]` becomes `4026531836`. */
function plain(text: string): string {
	return text.trim().replace(/^pid:\[|[\]/:\s]/g, "");
}
