/** How often a program looks whether it is quiet, and of how much of that time it was busy at most when it is. */
const LOOK_MS = 5000;
const QUIET = 0.1;
/** So long it leaves alone what it has just collected, and below so many bytes more than was left then. */
const PAUSE_MS = 600_000;
const WORTH = 24 * 2 ** 20;

/**
 * What starting leaves behind, or a busy hour, goes once it is quiet: modules are read and compiled once, and a program that is idle collects nothing, so
 * that it held seventy megabytes of its start for as long as nobody came, and a hundred and fifty of what the night had to send. It does nothing where
 * Node does not lend its collector (`--expose-gc`).
 */
export function clearWhenQuiet(): void {
	let [spent, left, again] = [process.cpuUsage(), -Infinity, -Infinity];
	setInterval(() => {
		const { user, system } = process.cpuUsage(spent);
		spent = process.cpuUsage();
		const isQuiet = (user + system) / 1000 < LOOK_MS * QUIET;
		const { heapUsed } = process.memoryUsage();
		const isWorth = heapUsed > left + WORTH && performance.now() >= again;
		left = Math.min(left, heapUsed);
		if (!isQuiet || !isWorth) return;
		void globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
		[spent, left, again] = [process.cpuUsage(), process.memoryUsage().heapUsed, performance.now() + PAUSE_MS];
	}, LOOK_MS).unref();
}
