import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { plain } from '#kernel/plain.ts';
import { slowDown, type Brake } from '#platform/attempts.server.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { derive, lookupHashes, tokenHash } from '#platform/keys.server.ts';
import { findPersonIdByNumber } from './sql-e-id.server.ts';
import { insertResidentSession, insertTrip, revokeResidentToken, takeTrip } from './sql-residents-at-door.server.ts';

const STAY_MINUTES = 60;

/** A village behind one address signs in within ten minutes; a script that opens the page again and again does not fill the journal. */
const setting: Brake = { purpose: 'begin-trip', free: 100, minutes: 10 };

const BeginTrip = v.object({
	state: v.string(),
	nonce: v.string(),
	verifier: v.string(),
	backTo: v.pipe(v.string(), v.regex(/^\/(?!\/)/)),
	address: v.string()
});

/** Remembers a trip to the e-ID: for ten minutes and one return. Refuses an address that sets out too often (`trips-enough`). */
export const beginTrip = command(
	{ name: 'access.begin-trip', group: 'threshold', input: BeginTrip, answer: v.object({ ok: v.literal(true) }) },
	async (context, { address, ...trip }) => {
		await slowDown(context, setting, address, 'trips-enough');
		await insertTrip(context.db, {
			stateHash: tokenHash(trip.state),
			nonce: trip.nonce,
			verifier: trip.verifier,
			backTo: trip.backTo,
			at: context.now
		});
		return { answer: { ok: true }, centre: null };
	}
);

/** Takes the trip back, once. It answers the secrets to the caller outside of the journal. */
export const takeBack = async ({ db, now }: Pick<Context, 'db' | 'now'>, state: string) => {
	const trip = await takeTrip(db, tokenHash(state), now);
	if (!trip) throw new Refusal('trip-over');
	return trip;
};

export const residentTokenOf = ({ keys, request }: Pick<Context, 'keys' | 'request'>): string =>
	derive(keys, 'resident-session', request).toString('base64url');

type Born = { birthDate: string | null; birthYear: number | null };

/** The register may know the year alone; an e-ID that tells no birth opens nothing. */
const sameBirth = ({ birthDate, birthYear }: Born, told: string | null): boolean =>
	told !== null && (birthDate === null ? birthYear === Number(told.slice(0, 4)) : birthDate === told);

/**
 * Lets in whoever came back from the e-ID, when number, name and birth are those of a row of the register. A row that was changed
 * since a card was last held beside it opens for nobody: a person looks first (`e-id-look`).
 */
export const letIn = command(
	{
		name: 'access.let-in',
		group: 'threshold',
		input: v.object({
			number: v.pipe(v.string(), v.regex(/^\d{12}$/)),
			level: v.number(),
			name: v.string(),
			birthDate: v.nullish(v.pipe(v.string(), v.isoDate())),
			/** The sign-in that this browser holds from before: it ends with the new one. */
			held: v.nullish(v.string())
		}),
		answer: v.object({ ok: v.literal(true) })
	},
	async (context, input) => {
		const person = await findPersonIdByNumber(context.db, lookupHashes(context.keys, 'id-number', input.number));
		if (!person) throw new Refusal('not-in-register');
		if (person.name !== null && plain(person.name) !== plain(input.name)) throw new Refusal('not-in-register');
		if (person.changed || !sameBirth(person, input.birthDate ?? null)) throw new Refusal('e-id-look');
		if (input.held) await revokeResidentToken(context.db, tokenHash(input.held), context.now);
		await insertResidentSession(context.db, {
			tokenHash: tokenHash(residentTokenOf(context)),
			id: crypto.randomUUID(),
			person: person.id,
			level: input.level,
			at: context.now,
			expiresAt: new Date(context.now.getTime() + STAY_MINUTES * 60_000)
		});
		return { answer: { ok: true }, about: person.id, person: person.id, centre: null, detail: { level: input.level } };
	}
);
