import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { slowDown, type Brake } from '#platform/attempts.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { CODE_MINUTES, codeToShow } from '#platform/shown-code.server.ts';
import { PhoneRow } from './answers.ts';
import { AskPhone, OnePhone, PairPhone } from './inputs.ts';
import { readPublicKey } from './parcel.server.ts';
import { ledBy, mayCarryFor } from './leads.server.ts';
import {
	bindPhone,
	findAsking,
	holdPhoneCodes,
	insertPhone,
	isPhoneCodeShown,
	listPhones,
	revokePhoneRow
} from './sql-phones.server.ts';

/** Every phone that asks is nobody: thirty codes to one address in ten minutes. */
const brake: Brake = { purpose: 'ask-phone', free: 30, minutes: 10 };

/** A phone asks to be bound to somebody: it gets a code to show. Refuses a key that is none (`phone-key`). */
export const askPhone = command(
	{ name: 'field.ask-phone', group: 'threshold', input: AskPhone, answer: v.object({ phone: v.string() }) },
	async (context, { phone, publicKey, address }) => {
		const { db, now } = context;
		if (address !== undefined) await slowDown(context, brake, address, 'pairings-enough');
		const key = Buffer.from(publicKey, 'base64url');
		if (!readPublicKey(key)) throw new Refusal('phone-key');
		const until = new Date(now.getTime() + CODE_MINUTES * 60_000);
		await holdPhoneCodes(db);
		const code = await codeToShow((one) => isPhoneCodeShown(db, one, now));
		const { count } = await insertPhone(db, { id: phone, key, code, until, at: now });
		if (count === 0) throw new Refusal('phone-bound');
		return { answer: { phone }, about: phone, centre: null };
	}
);

/** What a phone that asked is to show: its code, or whose it is now. */
export const asking = query(
	{
		name: 'field.asking',
		group: 'threshold',
		input: OnePhone,
		answer: v.nullable(v.object({ code: v.nullable(v.string()), user: v.nullable(v.string()) })),
		look: 'holds no name'
	},
	async ({ db, now }, { phone }) => {
		const found = await findAsking(db, phone);
		if (!found || found.revokedAt) return null;
		return { code: found.codeUntil && found.codeUntil > now ? found.code : null, user: found.staffId };
	}
);

/** A leader types the code that a phone shows, and binds it to somebody of the centre. It is theirs until it is parted. */
export const pairPhone = command(
	{
		name: 'field.pair-phone',
		byPerson: true,
		group: ['lead', 'lead-field'],
		input: PairPhone,
		answer: v.object({ phone: v.string() })
	},
	async (context, { code, staff }) => {
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		if (!(await mayCarryFor(context, staff))) throw new Refusal('not-your-place');
		const phone = await bindPhone(db, code, { staff, centre, by: actor.id, at: now });
		if (phone === null) throw new Refusal('pairing-unknown');
		return { answer: { phone }, about: phone, detail: { staff } };
	}
);

/** A leader parts a phone: it delivers what lies on it, which waits for a person, and is emptied. */
export const revokePhone = command(
	{
		name: 'field.revoke-phone',
		byPerson: true,
		group: ['lead', 'lead-field'],
		input: OnePhone,
		answer: v.object({ ok: v.literal(true) })
	},
	async (context, { phone }) => {
		const { db, actor, now } = context;
		const shown = await listPhones(db, centreOf(actor), await ledBy(context));
		if (!shown.some(({ id }) => id === phone)) throw new Refusal('device-unknown');
		const { count } = await revokePhoneRow(db, phone, actor.id, now);
		if (count === 0) throw new Refusal('device-unknown');
		return { answer: { ok: true }, about: phone };
	}
);

/** The phones of this centre, whose they are, and what lay on them when they were last seen. */
export const phones = query(
	{
		name: 'field.phones',
		group: ['lead', 'lead-field'],
		input: Nothing,
		answer: v.array(PhoneRow),
		look: 'names staff, and no resident'
	},
	async (context) => listPhones(context.db, centreOf(context.actor), await ledBy(context))
);
