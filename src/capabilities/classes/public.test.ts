import { expect, test } from 'vitest';
import { anyone } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { openedClass } from '#tests/support/a-class.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { addHost, signHosting } from './hosts.server.ts';
import { classShown, openClasses } from './public.server.ts';
import { dropClass } from './runs.server.ts';
import { seatByPhone } from './seats.server.ts';

const passer = (s: Scene, minutes = 1) => s.as(anyone(new Set(rightsOf.public)), minutes);
const ids = async (s: Scene, minutes = 1) => (await openClasses(passer(s, minutes), { centre: 1 })).map(({ id }) => id);

test(
	'anybody sees a class once all have signed, how many places it has, and nobody who sits in it',
	scene(async (s) => {
		const run = await openedClass(s);
		await addHost(s.as(s.lua), { run, organisation: 'youth' });
		expect(await ids(s)).toEqual([]);
		expect(await refusalOf(classShown(passer(s), { run }))).toBe('class-unknown');
		await signHosting(s.as(s.lua), { run, organisation: 'youth' });
		await seatByPhone(s.as(s.lua, 1), { id: crypto.randomUUID(), run, person: s.som });
		const shown = await classShown(passer(s, 2), { run });
		expect([shown.over, shown.run.taken, shown.run.capacity]).toEqual([false, 1, 4]);
		expect(JSON.stringify(shown)).not.toMatch(new RegExp(`${s.som}|Sớm`));
		expect(await ids(s)).toEqual([run]);
		expect(await openClasses(passer(s), { centre: 2 })).toEqual([]);
	})
);

test(
	'a class that is stopped, or over, takes nobody more and stands in no list',
	scene(async (s) => {
		const run = await openedClass(s);
		await dropClass(s.as(s.lua, 1), { run });
		expect((await classShown(passer(s, 2), { run })).over).toBe(true);
		expect(await ids(s, 2)).toEqual([]);
		const later = await openedClass(s, { venue: 'Nhà văn hoá Bến Gió' });
		expect((await classShown(passer(s, 60 * 24 * 60), { run: later })).over).toBe(true);
		expect(await ids(s, 60 * 24 * 60)).toEqual([]);
	})
);
