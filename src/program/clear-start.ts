const AFTER_MS = 2000;

/**
 * What starting leaves behind goes soon after it: modules are read and compiled once, and a program that is idle collects nothing, so that it held
 * seventy megabytes of them for as long as nobody came. It does nothing where Node does not lend its collector (`--expose-gc`).
 */
export function clearStart(): void {
	setTimeout(() => {
		void globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
	}, AFTER_MS).unref();
}
