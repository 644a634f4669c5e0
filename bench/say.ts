/** One figure beside its target and baseline. */
export function say(what: string, value: number | string, unit: string, target?: string): void {
	console.log(
		`${what.padEnd(52)} ${typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 3 }) : value} ${unit}${target ? `   (target ${target})` : ''}`
	);
}

export const percentile = (values: readonly number[], part: number): number =>
	values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN;

/** Runs `clients` loops for some seconds and answers each call's milliseconds. Bounded in time; ends by itself. */
export async function hammer(
	clients: number,
	seconds: number,
	call: (client: number, n: number) => Promise<unknown>
): Promise<number[]> {
	const until = performance.now() + seconds * 1000;
	const took: number[] = [];
	const loop = async (client: number): Promise<void> => {
		for (let n = 0; performance.now() < until; n++) {
			const begun = performance.now();
			await call(client, n);
			took.push(performance.now() - begun);
		}
	};
	await Promise.all(Array.from({ length: clients }, (_, client) => loop(client)));
	return took;
}

export const seconds = (fallback: number): number => Number(process.env['BENCH_SECONDS'] ?? fallback);
