import { beforeAll, expect, test } from 'vitest';
import { handOver } from './areas.server.ts';
import { areaOf, atTheDoor, hearAll, laterIn, listen, syncNow } from '#tests/support/field.ts';
import { scene } from '#tests/support/scene.ts';
import { dropDrafts, emptyDraft, keepDraft, readDraft, sweepDrafts } from './drafts.browser.ts';
import { doorsHere } from './here.browser.ts';
import { readState } from './state.browser.ts';

beforeAll(listen);

const draftOf = (household: string, met: string[]) => ({
	...emptyDraft(household, 1),
	...{ met, shown: ['e-id'], how: { 'e-id': 'self' }, asked: ['papers'], promise: '2026-07-16' }
});

test(
	'what was begun at a door lies sealed, is found again, and goes with the door or with whoever it is about',
	scene(async (s) => {
		const { clock, home, phone: held } = await atTheDoor(s);
		const { phone, unlocked } = held;
		const draft = draftOf(home, [s.som]);
		await keepDraft(phone, unlocked, draft);
		expect(await readDraft(phone, unlocked, home)).toEqual(draft);
		const lies = JSON.stringify(await phone.state.all(), (_, value: unknown) =>
			value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value
		);
		expect(lies).not.toContain(s.som);
		// It is no part of what the phone is.
		expect(await readState(phone)).not.toHaveProperty(`draft|${home}`);
		await sweepDrafts(phone, unlocked, await doorsHere(phone, unlocked), '2026-07-14');
		expect(await readDraft(phone, unlocked, home)).toEqual(draft);
		await sweepDrafts(phone, unlocked, [{ id: home, people: [{ id: s.gia }] }], '2026-07-14');
		expect(await readDraft(phone, unlocked, home)).toBeNull();
		await keepDraft(phone, unlocked, draftOf(home, []));
		const other = await areaOf(s, 'Gò Nắng', s.mai);
		await handOver(laterIn(s, clock.at)(s.thach), { households: [home], to: other });
		await hearAll(s, clock.at);
		await syncNow(held);
		await sweepDrafts(phone, unlocked, await doorsHere(phone, unlocked), '2026-07-14');
		expect(await readDraft(phone, unlocked, home)).toBeNull();
		await keepDraft(phone, unlocked, draftOf(home, []));
		await dropDrafts(phone);
		expect(await readDraft(phone, unlocked, home)).toBeNull();
		// Sealed by a key that is no more: it is gone, and no fault.
		await phone.state.put({ key: `draft|${home}`, value: new Uint8Array(60) });
		expect(await readDraft(phone, unlocked, home)).toBeNull();
	})
);
