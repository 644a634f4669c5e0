import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { sit } from '#tests/support/enter.ts';
import { deskId, staffId } from '#seed/house.ts';
import { desks } from './board.server.ts';
import { addDesk, endDesk } from './desks.server.ts';

const khoi = (s: Scene): Actor => ({ ...s.thach, id: staffId('khoi'), may: new Set(rightsOf.administrator) });
const names = async (s: Scene, minute: number) =>
	(await desks(s.as(khoi(s), minute), { centre: 1 })).map(({ name }) => name);

test(
	'a desk comes and goes, and its name is free again; one of another centre stays',
	scene(async (s) => {
		const id = crypto.randomUUID();
		await addDesk(s.as(khoi(s)), { id, name: '  Quầy   7 ', kind: 'counter' });
		expect(await names(s, 1)).toContain('Quầy 7');
		await expect(addDesk(s.as(khoi(s), 2), { id: crypto.randomUUID(), name: 'Quầy 7', kind: 'guide' })).rejects.toThrow(
			/desk_name_once/
		);
	})
);

test(
	'a desk that is no more is offered to nobody; where somebody sits it stays',
	scene(async (s) => {
		const id = crypto.randomUUID();
		await addDesk(s.as(khoi(s)), { id, name: 'Quầy 7', kind: 'counter' });
		await endDesk(s.as(khoi(s), 1), { desk: id });
		expect(await names(s, 2)).not.toContain('Quầy 7');
		await addDesk(s.as(khoi(s), 3), { id: crypto.randomUUID(), name: 'Quầy 7', kind: 'counter' });
		expect(await refusalOf(endDesk(s.as({ ...khoi(s), centres: [2] }, 4), { desk: deskId('guide-1') }))).toBe(
			'desk-unknown'
		);
		await sit(s, 'lua', 'guide-1');
		expect(await refusalOf(endDesk(s.as(khoi(s), 5), { desk: deskId('guide-1') }))).toBe('desk-manned');
	})
);
