import { expect, test } from 'vitest';
import { only } from '#platform/dispatch.server.ts';
import { NOW, scene } from '#tests/support/scene.ts';
import { centres } from './places.server.ts';
import { eachDay } from './each-day.server.ts';

test(
	'what fails at one centre is done at every other, and comes again there alone until it was done',
	scene(async (s) => {
		const all = (await centres(s.as({ ...s.mai, may: only(centres) }), {})).map(({ id }) => id);
		expect(all.length).toBeGreaterThan(1);
		const [first] = all;
		const done: number[] = [];
		let broken = true;
		const does = Object.assign(
			async (_: unknown, { centre }: { centre: number }) => {
				if (broken && centre === first) throw new Error('not here');
				done.push(centre);
			},
			{ called: 'test.does' }
		);
		const chore = eachDay({ name: 'test.daily', from: '00:00', does });
		const run = (): Promise<void> => chore.run({ ...s.base, clock: () => NOW });
		await expect(run()).rejects.toThrow('not here');
		expect(done).toEqual(all.slice(1));
		broken = false;
		await run();
		expect(done).toEqual([...all.slice(1), first]);
		await run();
		expect(done).toHaveLength(all.length);
	})
);

test(
	'a database that does not answer is away for all centres: the chore ends and comes again',
	scene(async (s) => {
		let asked = 0;
		const does = Object.assign(
			async () => {
				asked++;
				throw Object.assign(new Error('gone'), { code: 'CONNECTION_CLOSED' });
			},
			{ called: 'test.does' }
		);
		const chore = eachDay({ name: 'test.daily', from: '00:00', does });
		await expect(chore.run({ ...s.base, clock: () => NOW })).rejects.toThrow('gone');
		expect(asked).toBe(1);
	})
);
