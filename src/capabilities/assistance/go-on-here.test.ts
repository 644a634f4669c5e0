import { expect, test } from 'vitest';
import { sit } from '#tests/support/enter.ts';
import { refusalOf, scene } from '#tests/support/scene.ts';
import { sitDown } from '#tests/support/story.ts';
import { deskId } from '#seed/house.ts';
import { end } from './end.server.ts';
import { goOnHere } from './go-on-here.server.ts';
import { elsewhere, findOpenSession } from './session.server.ts';

test(
	'whoever left a session on another machine goes on with it here, with its file; nobody else does, and not once it has ended',
	scene(async (s) => {
		const { session, guide, case: file } = await sitDown(s, '2.000635');
		await sit(s, 'lua', 'desk-2');
		const here = { ...s.lua, machine: crypto.randomUUID(), desk: deskId('desk-2') };
		expect((await elsewhere(s.as(here, 1), {}))?.id).toBe(session);
		expect(await refusalOf(goOnHere(s.as(s.mai, 1), { session }))).toBe('no-session');
		expect(await refusalOf(goOnHere(s.as({ ...here, machine: null }, 1), { session }))).toBe('not-at-a-desk');
		expect(await refusalOf(goOnHere(s.as({ ...here, desk: null }, 1), { session }))).toBe('not-at-a-desk');
		await goOnHere(s.as(here, 2), { session });
		expect(await findOpenSession(s.base, session)).toMatchObject({
			...{ helperId: s.lua.id, machineId: here.machine, deskId: here.desk, caseId: file, endedAt: null }
		});
		expect(await elsewhere(s.as(here, 3), {})).toBeNull();
		await end(s.as({ ...guide, ...here }, 4), { session, reason: 'done' });
		expect(await refusalOf(goOnHere(s.as(here, 5), { session }))).toBe('no-session');
	})
);
