import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { OwnField } from './answers.ts';
import { OnePhone } from './inputs.ts';
import { listOwnAreas } from './sql-areas.server.ts';
import { disownPhoneRow, listOwnPhones } from './sql-phones.server.ts';

/** Where whoever asks goes from door to door, and the phones that were bound to them, by whom and when. */
export const ownField = query(
	{ name: 'field.own', group: 'go-out', input: Nothing, answer: OwnField, look: 'one’s own areas and phones' },
	async ({ db, actor }) => ({
		areas: [...(await listOwnAreas(db, actor.id))],
		phones: [...(await listOwnPhones(db, actor.id))]
	})
);

/**
 * “That is not my phone”: whoever it was bound to parts it themselves, and what lies on it waits for a person. Refuses the phone of
 * anybody else (`device-unknown`).
 */
export const disownPhone = command(
	{
		name: 'field.disown-phone',
		byPerson: true,
		group: 'go-out',
		input: OnePhone,
		answer: v.object({ phone: v.string() })
	},
	async ({ db, actor, now }, { phone }) => {
		const { count } = await disownPhoneRow(db, phone, actor.id, now);
		if (count === 0) throw new Refusal('device-unknown');
		return { answer: { phone }, about: phone };
	}
);
