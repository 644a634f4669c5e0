import { randomInt } from 'node:crypto';
import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf, instantOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { forgetTries, tryOnce, type Brake } from '#platform/attempts.server.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { lookupHash, lookupHashes } from '#platform/keys.server.ts';
import { findKey, subjectKey } from '#platform/subject-keys.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { m } from '#words';
import { OwnReach, type ReachKind } from './answers-texts.ts';
import { staffBind, testBind } from './binds.ts';
import { KeepReach, ProveReach } from './inputs.ts';
import type { Carried } from './port.ts';
import { fits } from './rules-costs.ts';
import { dialled, readCode } from './rules-telephone.ts';
import { holdBudget, priced } from './spend.server.ts';
import { findCosts } from './sql-costs.server.ts';
import { countTests, deleteReach, insertTest, listOwnReach, proveReachRow, putReach } from './sql-staff.server.ts';
import { wholeWords } from './words.server.ts';

/** Wrong digits in a row at one of the staff. */
const ofDigits: Brake = { purpose: 'notice-own', free: 5, minutes: 15 };

/** So many a day does one of the staff send to themself, and so often is a number to be proved: nobody's telephone is rung by it all day. */
const TESTS = 20;
const PROOFS = 4;

/** Where one of the staff is reached, open; nothing where it is not proved. */
export async function provenReach(context: Context, kind: ReachKind): Promise<string | null> {
	const row = (await listOwnReach(context.db, context.actor.id)).find((one) => one.kind === kind);
	const key = row?.provedAt ? await findKey(context, context.actor.id) : null;
	return key && row ? key.text(row.sealed, staffBind(context.actor.id, kind)) : null;
}

export const kindOf = (channel: Carried): ReachKind => (channel === 'email' ? 'email' : 'phone');

/** By which a staff member is reached for words that they try out. */
export const ownReach = query(
	{
		name: 'notices.own-reach',
		group: 'own-account',
		input: Nothing,
		answer: OwnReach,
		look: 'a member of staff sees their own number'
	},
	async (context) => {
		const rows = await listOwnReach(context.db, context.actor.id);
		const key = await findKey(context, context.actor.id);
		const of = (kind: ReachKind) => {
			const row = rows.find((one) => one.kind === kind);
			const whole = row && key ? key.text(row.sealed, staffBind(context.actor.id, kind)) : null;
			if (!row || whole === null) return null;
			return { shown: kind === 'phone' ? whole.slice(-3) : whole, proved: row.provedAt !== null };
		};
		return { phone: of('phone'), email: of('email') };
	}
);

type Own = { id: string; fact: string | null; channel: Carried; locale: 'vi' | 'en' | 'hi'; whole: string };

/**
 * A word of somebody of the staff to themself waits to be handed over. It is paid for as any other, and need not be heard: with the month's
 * budget spent it is refused (`budget-spent`), and so is more than so many a day (`tests-many`).
 */
export async function writeTest(context: Context, { id, fact, channel, locale, whole }: Own): Promise<void> {
	const { db, actor, now } = context;
	const [centre, today] = [centreOf(actor), instantOf(dayOf(now))];
	const proofs = fact === null;
	if ((await countTests(db, actor.id, today, proofs)) >= (proofs ? PROOFS : TESTS)) throw new Refusal('tests-many');
	const held = await holdBudget(context, centre);
	const going = priced(held?.costs ?? (await findCosts(db, centre)), channel, whole);
	if (held && !fits(held.costs, held.spent, (going.price ?? 0) * going.planned)) throw new Refusal('budget-spent');
	const words = (await subjectKey(context, actor.id)).seal(going.words, testBind(id));
	await insertTest(db, { ...going, id, fact, channel, locale, words, centre, by: actor.id, at: now });
}

const asked = ({ keys }: Context, staff: string, kind: ReachKind, code: string): Buffer =>
	lookupHash(keys, 'notice-own', `${staff} ${kind} ${code}`);

/**
 * The telephone or the address of somebody of the staff, for words that they try out and while the centre is on trial. Four digits go there,
 * and it counts once they are typed back: nobody names a stranger's. Nothing takes it out again.
 */
export const keepOwnReach = command(
	{
		name: 'notices.keep-own-reach',
		byPerson: true,
		group: 'own-account',
		input: KeepReach,
		answer: v.object({ kept: v.boolean() })
	},
	async (context, { id, kind, reach }) => {
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		const written = { about: null, person: null, centre, detail: { kind } };
		if (!reach) {
			await deleteReach(db, actor.id, kind);
			return { answer: { kept: false }, ...written };
		}
		const to = kind === 'phone' ? dialled(reach) : reach.toLowerCase();
		const code = String(randomInt(10_000)).padStart(4, '0');
		const sealed = (await subjectKey(context, actor.id)).seal(to, staffBind(actor.id, kind));
		await putReach(db, { staff: actor.id, kind, sealed, asked: asked(context, actor.id, kind, code), at: now });
		const { communeName: commune } = await getCentre(db, centre);
		const whole = wholeWords(m['notices.proves']({}, { locale: 'vi' }), { commune, code }, 'vi');
		const channel = kind === 'phone' ? 'sms' : 'email';
		await writeTest(context, { id, fact: null, channel, locale: 'vi', whole });
		return { answer: { kept: true }, ...written };
	}
);

/** The four digits that went there, typed back: from now on it is theirs. It answers and does not throw, so that a wrong try counts. */
export const proveOwnReach = command(
	{
		name: 'notices.prove-own-reach',
		byPerson: true,
		group: 'own-account',
		input: ProveReach,
		answer: v.object({ why: v.nullable(v.picklist(['wrong', 'slowed'])) })
	},
	async (context, { kind, digits }) => {
		const { db, actor, keys, now } = context;
		const said = (why: 'wrong' | 'slowed' | null) => ({
			...{ answer: { why }, about: null, person: null, centre: centreOf(actor), detail: { kind, why } }
		});
		const whom = `${actor.id} ${kind}`;
		if (await tryOnce(context, ofDigits, whom)) return said('slowed');
		const code = readCode(digits);
		const row = (await listOwnReach(db, actor.id)).find((one) => one.kind === kind);
		const right = code === null ? [] : lookupHashes(keys, 'notice-own', `${actor.id} ${kind} ${code}`);
		if (!row?.asked || !right.some((one) => one.equals(row.asked!))) return said('wrong');
		if ((await proveReachRow(db, actor.id, kind, row.asked, now)).count === 0) return said('wrong');
		await forgetTries(context, ofDigits, whom);
		return said(null);
	}
);
