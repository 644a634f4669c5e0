import { expect, test } from 'vitest';
import { refusalOf, scene } from '#tests/support/scene.ts';
import { checkHamlets, hamlets, loadHamlets } from './hamlets.server.ts';
import { hamletFaults, type Boundary, type HamletRow } from './rules-hamlets.ts';

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
