import { percentile, say } from './say.ts';

/** The milliseconds that each page and door takes. */
export type Times = ReadonlyMap<string, number>;
type Bytes = ReadonlyMap<string, number>;

/** A page that takes no longer than this more is not called slower: it is the noise of one machine. */
const NOISE_MS = 3;
export const MOST = 1.3;

/** Which take longer than they did. */
const slowerIn = (before: Times, after: Times): string[] =>
	[...after.keys()].filter((name) => {
		const [was, is] = [before.get(name) ?? Infinity, after.get(name)!];
		return is > MOST * was && is - was > NOISE_MS;
	});

/** How many take longer than they did, and by how much in the middle. */
function compare(what: string, before: Times, after: Times, target?: string): void {
	const both = [...after].flatMap(([name, is]) => (before.has(name) ? [[before.get(name)!, is] as const] : []));
	say(
		`${what}: more than ${MOST} × and ${NOISE_MS} ms slower`,
		slowerIn(before, after).length,
		`of ${both.length}`,
		target
	);
	const ratios = both.map(([was, is]) => is / was);
	say(`${what}: median of all ratios`, percentile(ratios, 0.5), '×');
}

/** `showed`, `shows`: how many bytes each page was with the register alone, and is after the years. */
export function tell(
	{ empty, peopled, aged }: Record<'empty' | 'peopled' | 'aged', Times>,
	showed: Bytes,
	shows: Bytes
): void {
	const rows = [...aged].flatMap(([name, after]) => {
		const [before, between] = [empty.get(name), peopled.get(name)];
		return before && between ? [{ name, all: [before, between, after], ratio: after / between }] : [];
	});
	for (const { name, all, ratio } of rows.toSorted((a, b) => b.ratio - a.ratio))
		say(
			name,
			all.map((ms) => ms.toFixed(1)).join(' → '),
			`ms, ${ratio.toFixed(2)} × by the years, ${(all[2]! / all[0]!).toFixed(2)} × in all`
		);
	say('pages and doors', rows.length, '');
	compare('by its people', empty, peopled);
	compare('by the years', peopled, aged, '0');
	const asFull = slowerIn(peopled, aged).filter((name) => (shows.get(name) ?? 0) <= MOST * (showed.get(name) ?? 0));
	say(`of these, pages of no more than ${MOST} × the bytes, and doors`, asFull.length, '', '0');
	for (const name of asFull) say(`  ${name}`, aged.get(name)! - peopled.get(name)!, 'ms more');
	compare('in all', empty, aged, '0');
	say('not opened any more', [...empty.keys()].filter((name) => !aged.has(name)).length, '', '0');
}
