/** A process that claims deliveries. Its name shows other processes whether the holder of a claim still runs. */
export interface Worker {
	/** `host/boot/namespace:pid:nonce` */
	readonly name: string;
	/**
	 * True only if the worker of this name has certainly ended. That is never
	 * certain for a worker on another host or in another process namespace.
	 *
	 * @param onThisMachine only this machine can reach the database: a worker from
	 *   before its last start has ended
	 */
	isGone(name: string, onThisMachine?: boolean): boolean;
}

export interface WorkerIdentity {
	host: string;
	/** Different after every start of the machine, the same in its containers; empty: not known. */
	boot?: string;
	/** The process namespace that `pid` belongs to: a container has its own. Empty: the system has none. */
	pidNamespace?: string;
	pid: number;
	/** Different after every start of the process: in a container every main process is number 1. */
	nonce: string;
	/** Whether a process with this number exists on this host. */
	isRunning(pid: number): boolean;
}

export function createWorker(identity: WorkerIdentity): Worker {
	const { pid, nonce } = identity;
	const host = withoutSeparators(identity.host);
	const boot = withoutSeparators(identity.boot ?? "");
	const pidNamespace = withoutSeparators(identity.pidNamespace ?? "");
	const name = `${host}/${boot}/${pidNamespace}:${pid}:${nonce}`;
	return {
		name,
		isGone(other, onThisMachine = false) {
			const parts = /^([^/]*)\/([^/]*)\/([^/]*):(\d+):[^:]*$/.exec(other);
			if (!parts || other === name) return false;
			const [, theirHost, theirBoot, theirNamespace, number] = parts;
			if (theirBoot !== boot) return onThisMachine;
			if (theirHost !== host || theirNamespace !== pidNamespace) return false;
			const theirPid = Number(number);
			// If we have their number, their process has ended.
			return theirPid === pid || !identity.isRunning(theirPid);
		},
	};
}

/** Without the characters that separate the parts of a name; `pid:[4026531836]` becomes `4026531836`. */
function withoutSeparators(text: string): string {
	return text.trim().replace(/^pid:\[|[\]/:\s]/g, "");
}
