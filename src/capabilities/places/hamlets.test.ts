import { expect, test } from 'vitest';
import { refusalOf, scene } from '#tests/support/scene.ts';
import { checkHamlets, hamlets, loadHamlets } from './hamlets.server.ts';
import { hamletFile } from './hamlet-file.server.ts';
import { hamletFaults, MOST, type Boundary, type HamletRow } from './rules-hamlets.ts';

const square = (west: number, south: number, side = 0.01): Boundary => ({
	type: 'Polygon',
	coordinates: [
		[
			[west, south],
			[west + side, south],
			[west + side, south + side],
			[west, south + side],
			[west, south]
		]
	]
});
const collection = (...features: [string, unknown][]): string =>
	JSON.stringify({
		type: 'FeatureCollection',
		features: features.map(([name, geometry]) => ({ type: 'Feature', properties: { name }, geometry }))
	});
const row = (at: number, name: string, boundary: Boundary | null = null): HamletRow => ({
	at,
	name,
	code: null,
	lanes: [],
	boundary
});

test('each row says what is wrong with it', () => {
	const open = { ...square(105.7, 19.7), coordinates: [square(105.7, 19.7).coordinates[0]!.slice(0, 4)] } as Boundary;
	const faults = hamletFaults([
		row(2, 'thôn Bến Gió', square(105.7, 19.7)),
		row(3, 'Thôn bến  gió'),
		row(4, ''),
		row(5, 'thôn Gò Nắng', square(19.7, 105.7)),
		row(6, 'thôn Cầu Mây', square(2.3, 48.8)),
		row(7, 'thôn Bãi Lau', open),
		row(8, 'thôn Đồng Sương', { type: 'Polygon', coordinates: [] })
	]);
	expect([...faults]).toEqual([
		[3, ['name-twice']],
		[4, ['name-missing']],
		[5, ['boundary-swapped']],
		[6, ['boundary-far']],
		[7, ['boundary-open']],
		[8, ['boundary-shape']]
	]);
});

test(
	'a commune loads its list, loads it again with a boundary, and ends what it does not name',
	scene(async (s) => {
		const csv = '\uFEFFTên thôn;Mã;Ngõ\nthôn Bến Gió;T1;ngõ Giếng | ngõ Đa\nthôn Gò Nắng;T2;\n';
		expect(await checkHamlets(s.as(s.thach), { text: csv })).toMatchObject({
			rows: 2,
			lanes: 2,
			faults: [],
			change: { added: ['thôn Bến Gió', 'thôn Gò Nắng'], ended: [] }
		});
		expect(await hamlets(s.as(s.lua), {})).toEqual([]);
		await loadHamlets(s.as(s.thach), { text: csv });
		expect(await hamlets(s.as(s.lua), {})).toMatchObject([
			{ name: 'thôn Bến Gió', lanes: ['ngõ Đa', 'ngõ Giếng'].toSorted(), bounded: false },
			{ name: 'thôn Gò Nắng', lanes: [] }
		]);
		const drawn = collection(['thôn Bến Gió', square(105.7, 19.7)], ['thôn Cầu Mây', square(105.72, 19.7)]);
		expect(await loadHamlets(s.as(s.thach, 60), { text: drawn })).toEqual({ added: 1, kept: 1, ended: 0 });
		const nextDay = s.as(s.lua, 60 * 24);
		expect((await hamlets(nextDay, {})).map(({ name, bounded }) => [name, bounded])).toEqual([
			['thôn Bến Gió', true],
			['thôn Cầu Mây', true],
			['thôn Gò Nắng', false]
		]);
		expect(await loadHamlets(s.as(s.thach, 60 * 25), { text: 'thôn\nBến Gió\nThôn cầu mây\n' })).toEqual({
			added: 0,
			kept: 2,
			ended: 1
		});
		expect((await hamlets(s.as(s.lua, 60 * 50), {})).map(({ name }) => name)).toEqual(['thôn Bến Gió', 'thôn Cầu Mây']);
		expect(await hamlets(s.as(s.rang), {})).toEqual([]);
	})
);

test(
	'nothing of a file with a fault is loaded',
	scene(async (s) => {
		const load = (text: string) => refusalOf(loadHamlets(s.as(s.thach), { text }));
		expect(await load('thôn\nthôn Bến Gió\nthôn bến gió\n')).toBe('hamlets-faulty');
		expect(await load('mã;số\n1;2\n')).toBe('hamlets-no-name');
		expect(await load('{"type":"Feature"}')).toBe('hamlets-unreadable');
		const bow = {
			type: 'Polygon',
			coordinates: [
				[
					[105.7, 19.7],
					[105.71, 19.71],
					[105.71, 19.7],
					[105.7, 19.71],
					[105.7, 19.7]
				]
			]
		};
		expect(await load(collection(['thôn Bến Gió', bow]))).toBe('hamlets-cross');
		expect(await load(collection(['thôn Bến Gió', square(105.7, 19.7)], ['thôn Gò Nắng', square(105.705, 19.7)]))).toBe(
			'hamlets-cross'
		);
		expect(await hamlets(s.as(s.lua), {})).toEqual([]);
		expect(await refusalOf(loadHamlets(s.as(s.lua), { text: 'thôn\nx' }))).toBe('not-allowed');
	})
);

/** A ring of so many points. */
const round = (points: number): Boundary => {
	const ring = Array.from({ length: points - 1 }, (_, n) => {
		const turn = (2 * Math.PI * n) / (points - 1);
		return [105.7 + 0.01 * Math.cos(turn), 19.7 + 0.01 * Math.sin(turn)];
	});
	return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
};
/** Two combs laid across each other meet in about half the square of their teeth: the most work that so few points can make. */
const combs = (teeth: number): string => {
	const edge = Array.from({ length: teeth }, (_, n) => [(n * 0.01) / teeth, n % 2 ? 0.009 : 0.0005]);
	const ring = [...edge, [edge.at(-1)![0]!, 0], [0, 0], edge[0]!];
	const laid = (turn: (point: number[]) => number[]): Boundary => ({ type: 'Polygon', coordinates: [ring.map(turn)] });
	return collection(
		['thôn Bến Gió', laid(([x, y]) => [105.7 + x!, 19.7 + y!])],
		['thôn Gò Nắng', laid(([x, y]) => [105.7 + y!, 19.7 + x!])]
	);
};

test('while a file is looked through that takes long, the house goes on', async () => {
	let turns = 0;
	let done = false;
	const turn = (): void => void (++turns, done || setImmediate(turn));
	setImmediate(turn);
	const found = await hamletFile(combs(120), 60_000).finally(() => (done = true));
	expect(found.crossings).toEqual([{ at: 1, with: 'thôn Gò Nắng' }]);
	expect(turns).toBeGreaterThan(100);
}, 70_000);

test('a file that takes longer than its time is given up, and the next is read', async () => {
	const small = collection(['thôn Bến Gió', square(105.7, 19.7)]);
	const [slow, next] = await Promise.all([refusalOf(hamletFile(combs(4000), 1500)), hamletFile(small)]);
	expect(slow).toBe('hamlets-slow');
	expect(next.rows).toMatchObject([{ name: 'thôn Bến Gió' }]);
});

test('more than any commune has is refused before it is looked at, each limit by its own name', async () => {
	const load = (text: string) => refusalOf(hamletFile(text));
	const many = Array.from({ length: MOST.hamlets + 1 }, (_, n) => `thôn số ${n}`);
	expect(await load(`thôn\n${many.join('\n')}\n`)).toBe('hamlets-many');
	expect(await load(collection(...many.map((name): [string, null] => [name, null])))).toBe('hamlets-many');
	const lanes = Array.from({ length: MOST.lanes / 2 }, (_, n) => `n${n}`).join('|');
	expect(await load(`thôn,ngõ\na,${lanes}\nb,${lanes}\nc,x\n`)).toBe('hamlets-many');
	expect(await load(collection(['thôn Bến Gió', round(MOST.points + 1)]))).toBe('hamlet-points');
	const full = Array.from({ length: MOST.pointsInAll / MOST.points + 1 }, (_, n): [string, unknown] => [
		`thôn số ${n}`,
		round(MOST.points)
	]);
	expect(await load(collection(...full))).toBe('hamlets-points');
	expect((await hamletFile(collection(['thôn Bến Gió', round(MOST.points)]))).crossings).toEqual([]);
});
