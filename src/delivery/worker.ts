/** Who claims deliveries. The name tells another process whether the holder of a claim still lives. */
export interface Worker {
	/** `host:pid:nonce` */
	readonly name: string;
	/** True only when it is certain: another host's worker is never known to be gone. */
	isGone(name: string): boolean;
}

export interface WorkerIdentity {
	host: string;
	pid: number;
	/** Different at every start: in a container every process is number 1. */
	nonce: string;
	/** Does a process with this number exist on this host? */
	isRunning(pid: number): boolean;
}

export function createWorker(identity: WorkerIdentity): Worker {
	const { host, pid, nonce } = identity;
	const name = `${host}:${pid}:${nonce}`;
	return {
		name,
		isGone(other) {
			const [, theirHost, theirPid] = /^(.*):(\d+):[^:]*$/.exec(other) ?? [];
			if (theirHost !== host || other === name) return false;
			// A number that is ours now cannot be theirs any more.
			return Number(theirPid) === pid || !identity.isRunning(Number(theirPid));
		},
	};
}
