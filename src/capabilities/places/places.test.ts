import { expect, test } from 'vitest';
import { rightsOf } from '#program/roles.ts';
import { anyone } from '#kernel/actor.ts';
import { refusalOf, scene } from '#tests/support/scene.ts';
import { centre, centres, listCentresUnder } from './places.server.ts';

test(
	'a province stands for every centre below it, a commune for its own',
	scene(async (s) => {
		const nobody = anyone(new Set(rightsOf.public));
		const all = await centres(s.as(nobody), {});
		expect(all.map((one) => one.id)).toEqual(expect.arrayContaining([1, 2]));
		const { communeId } = await centre(s.as(nobody), { centre: 1 });
		expect(await listCentresUnder(s.base.db, communeId)).toEqual([1]);
		const [province] = await s.base.db<{ id: number }[]>`select parent_id as id from place where id = ${communeId}`;
		expect(await listCentresUnder(s.base.db, province!.id)).toEqual(expect.arrayContaining([1, 2]));
		expect(await refusalOf(centre(s.as(nobody), { centre: 99 }))).toBe('centre-unknown');
	})
);
