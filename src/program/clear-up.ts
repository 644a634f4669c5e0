/** How often a program looks whether it is quiet, and of how much of that time it was busy at most when it is. */
const LOOK_MS = 5000;
const QUIET = 0.1;
/** Below this nothing is collected that was collected before, bytes. */
const WORTH = 24 * 2 ** 20;

/**
 * What starting leaves behind, or a busy hour, goes once it is quiet: modules are read and compiled once, and a program that is idle collects nothing, so
 * that it held seventy megabytes of its start for as long as nobody came, and a hundred and fifty of what the night had to send. It does nothing where
 * Node does not lend its collector (`--expose-gc`).
 */
export function clearWhenQuiet(): void {
	let [spent, left] = [process.cpuUsage(), -Infinity];
	setInterval(() => {
		const { user, system } = process.cpuUsage(spent);
		spent = process.cpuUsage();
		const isQuiet = (user + system) / 1000 < LOOK_MS * QUIET;
		if (!isQuiet || process.memoryUsage().heapUsed < left + WORTH) return;
		void globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
		spent = process.cpuUsage();
		left = process.memoryUsage().heapUsed;
	}, LOOK_MS).unref();
}
