import { startHouse } from '../tests/support/house.ts';
import { apiClient } from './api.ts';
import { untilIdle } from './idle.ts';
import { hammer, percentile, say, seconds } from './say.ts';

const DESKS = 8;

/** Eight clients call next on one line without pause; the line is filled beforehand and refilled as it empties. */
export async function run(): Promise<void> {
	const house = await startHouse();
	const time = seconds(60);
	try {
		const lua = house.demo().staff.find((one) => one.login === 'lua')!;
		const call = apiClient(house.origin, lua.apiKey);
		const desks = (
			(await call('queries', 'counter.desks', { centre: 1 })).body as unknown as { id: string; kind: string }[]
		).map((desk) => desk.id);
		const take = () =>
			call('commands', 'counter.take-ticket', {
				id: crypto.randomUUID(),
				centre: 1,
				matter: 'question',
				procedure: null,
				priority: 'none'
			});
		await untilIdle(house.dataDir);
		for (let n = 0; n < 50; n++) await take();
		const baseline = await hammer(DESKS, 5, () => call('queries', 'places.open-now', { centre: 1 }));
		const calledBy: string[] = [];
		const taken: number[] = [];
		const took = await hammer(DESKS, time, async (client, n) => {
			const begun = performance.now();
			const said = await call('commands', 'counter.call-next', { desk: desks[client % desks.length] });
			taken.push(performance.now() - begun);
			const id = said.body['ticket'];
			if (typeof id === 'string') calledBy.push(id);
			if (n % 2 === 0) await take();
		});
		say('call-next, 8 clients on one line', taken.length / time, 'a second');
		say(
			'  p50 / p95',
			`${percentile(taken, 0.5).toFixed(1)} / ${percentile(taken, 0.95).toFixed(1)}`,
			'ms',
			'p95 ≤ 100 ms'
		);
		say('  p95 beside a plain query over the same door', percentile(taken, 0.95) / percentile(baseline, 0.95), '×');
		say('tickets called', calledBy.length, '');
		say('tickets called twice', calledBy.length - new Set(calledBy).size, '', '0');
		void took;
	} finally {
		await house.stop();
	}
}
