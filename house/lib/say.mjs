/**
 * What a person at the terminal reads: Vietnamese first, the same in English below it.
 * `Stop` carries such a text and an exit code up to the one place that prints it.
 */
export class Stop extends Error {
	constructor(code, vi, en) {
		super(`${vi}\n  ${en}`);
		this.exitCode = code;
	}
}

export const say = (...lines) => process.stdout.write(`${lines.join('\n')}\n`);
export const warn = (vi, en) => process.stderr.write(`! ${vi}\n  ${en}\n`);

/** A closed terminal must not end what keeps the house running. */
export function outliveTerminal() {
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

/** Runs `main`; a `Stop` is told in its own words, anything else with its stack. */
export async function tell(main) {
	try {
		await main();
	} catch (fault) {
		process.stderr.write(fault instanceof Stop ? `\n✗ ${fault.message}\n` : `\n✗ ${fault?.stack ?? fault}\n`);
		process.exit(fault instanceof Stop ? fault.exitCode : 1);
	}
}
