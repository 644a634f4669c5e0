import { compareTwins, LIKELY, POSSIBLE, type Compared } from '#capabilities/residents/rules-twins.ts';
import { plain } from '#kernel/plain.ts';
import { madeCommune, type Made } from '../tests/support/commune.ts';
import { say } from './say.ts';

const SIZE = 25_000;

const asCompared = (one: Made): Compared => ({ ...one, household: one.home < 0 ? null : String(one.home) });
const key = (a: string, b: string): string => [a, b].toSorted().join();

/** Precision and recall on a generated commune of 25,000 with known twins, against the rule that most registers have: the very same name and birth. */
export function run(): Promise<void> {
	for (const seed of [1, 2, 3]) judge(madeCommune(SIZE, seed), seed);
	return Promise.resolve();
}

function judge(people: readonly Made[], seed: number): void {
	const known = new Set(people.flatMap(({ id, twinOf }) => (twinOf ? [key(id, twinOf)] : [])));
	const often = new Map<string, number>();
	for (const { name } of people) often.set(plain(name), (often.get(plain(name)) ?? 0) + 1);
	const scored = blocked(people).map(([a, b]) => ({
		pair: key(a.id, b.id),
		exact: a.name === b.name && a.birthDate !== null && a.birthDate === b.birthDate,
		...compareTwins(asCompared(a), asCompared(b), Math.min(often.get(plain(a.name))!, often.get(plain(b.name))!))
	}));
	const tell = (what: string, shown: readonly { pair: string }[]): void => {
		const right = shown.filter(({ pair }) => known.has(pair)).length;
		say(
			`  ${what}: precision / recall`,
			`${((100 * right) / shown.length).toFixed(1)} / ${((100 * right) / known.size).toFixed(1)}`,
			`% (${shown.length} shown)`
		);
	};
	say(`commune ${seed}: people, of whom twice`, `${people.length} / ${known.size}`, '');
	tell(
		'baseline, same name and birth',
		scored.filter(({ exact }) => exact)
	);
	tell(
		'shown as possible',
		scored.filter(({ score }) => score >= POSSIBLE)
	);
	tell(
		'called likely',
		scored.filter(({ score }) => score >= LIKELY)
	);
}

/** Pairs that share a name without marks in any order, a day of birth, or a telephone: what the nightly search looks at. */
function blocked(people: readonly Made[]): [Made, Made][] {
	const seen = new Map<string, [Made, Made]>();
	const keysOf = (one: Made): string[] => [
		plain(one.name).split(' ').toSorted().join(' '),
		...(one.birthDate ? [one.birthDate] : []),
		...(one.phone ? [one.phone] : [])
	];
	const blocks = new Map<string, Made[]>();
	for (const one of people) for (const block of keysOf(one)) blocks.set(block, [...(blocks.get(block) ?? []), one]);
	for (const block of blocks.values())
		for (const [n, a] of block.entries()) for (const b of block.slice(n + 1)) seen.set(key(a.id, b.id), [a, b]);
	return [...seen.values()];
}
