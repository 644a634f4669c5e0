import { timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id, Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import type { Db } from '#platform/db.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { derive } from '#platform/keys.server.ts';
import { firstPaperOf, firstPasswordOf, sealSecret, stepBefore, totpSecretOf, uriOf } from './first-secrets.server.ts';
import { FirstPaper } from './answers.ts';
import { MakeFirst, MakeSecond } from './inputs.ts';
import { hashPassword } from './passwords.server.ts';
import { typable } from './rules-accounts.ts';
import { isEasy } from './rules-passwords.ts';
import { stepOfCode } from './second-factor.server.ts';
import { findOpening, holdOpening } from './sql-at-machine.server.ts';
import { insertGrant, insertStaff } from './sql.server.ts';

// A house that nobody administers yet is opened by whoever reads what its start prints at the machine: the first administrator, and
// the second person without whom nothing that takes two could ever be agreed.

/** Eighty bits of the keys of the house; printed by the start, good until two people can agree or the first hour is over. */
export const openingKeyOf = ({ keys }: Pick<Context, 'keys'>): string => typable(derive(keys, 'opening', ''));

const tidy = (typed: string): string => typed.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

export function isOpeningKey(context: Pick<Context, 'keys'>, typed: string): boolean {
	const [has, said] = [openingKeyOf(context), typed].map((one) => Buffer.from(tidy(one))) as [Buffer, Buffer];
	return has.length === said.length && timingSafeEqual(has, said);
}

/** How far a house is opened: nobody administers it; one does and nobody could agree; two were there, or its first hour is over. */
const stages = ['first', 'second', 'open'] as const;
type Stage = (typeof stages)[number];

async function stageOf(db: Db): Promise<Stage> {
	const { agreeing, over } = await findOpening(db);
	return over || agreeing > 1 ? 'open' : agreeing === 0 ? 'first' : 'second';
}

export const openingStage = query(
	{
		name: 'access.opening-stage',
		group: 'house',
		input: Nothing,
		answer: v.picklist(stages),
		look: 'holds no name'
	},
	({ db }) => stageOf(db)
);

/** The authenticator that the first administrator scans: made of a seed that their form sends back. */
export const firstAuthenticator = ({ keys }: Pick<Context, 'keys'>, seed: string, login: string) => {
	const secret = totpSecretOf({ keys, request: seed });
	return { uri: uriOf(secret, login), letters: secret.base32 };
};

/**
 * The first administrator, with a password of their own and an authenticator that they have scanned. Refuses a house that somebody
 * administers (`house-opened`), an easy password, and a code that the authenticator does not show (`code-fresh-wrong`).
 */
export const makeFirst = command(
	{
		name: 'access.make-first',
		group: 'house',
		input: MakeFirst,
		answer: v.object({ id }),
		before: (_, { login, password }) => {
			if (isEasy(password, login)) throw new Refusal('password-easy');
			return hashPassword(password);
		}
	},
	async (context, input, password) => {
		const { db, actor, now } = context;
		await holdOpening(db);
		if ((await stageOf(db)) !== 'first') throw new Refusal('house-opened');
		const secret = totpSecretOf({ keys: context.keys, request: input.seed });
		const totpStep = stepOfCode(secret, input.code, now);
		if (totpStep === null) throw new Refusal('code-fresh-wrong');
		await insertStaff(db, {
			...{ id: input.id, login: input.login, name: input.name.normalize('NFC'), password, at: now },
			...{ totpSealed: sealSecret(context, input.id, secret), totpStep, mustChange: false }
		});
		await insertGrant(db, input.id, centreOf(actor), 'administrator', now);
		return { answer: { id: input.id }, about: input.id, person: null, detail: { given: 'administrator' } };
	}
);

/**
 * The second person, who may agree to what the first asks for; they replace what the paper says at their first sign-in. Once there
 * are two, or the first hour is over, a third takes both of them (`house-opened`).
 */
export const makeSecond = command(
	{
		name: 'access.make-second',
		group: 'house',
		input: MakeSecond,
		answer: v.object({ id }),
		once: { shape: FirstPaper, of: (context, _, { login }) => firstPaperOf(context, login) },
		before: (context) => hashPassword(firstPasswordOf(context))
	},
	async (context, input, password) => {
		const { db, actor, now } = context;
		await holdOpening(db);
		if ((await stageOf(db)) !== 'second') throw new Refusal('house-opened');
		await insertStaff(db, {
			...{ id: input.id, login: input.login, name: input.name.normalize('NFC'), password, at: now },
			totpSealed: sealSecret(context, input.id, totpSecretOf(context)),
			...{ totpStep: stepBefore(now), mustChange: true }
		});
		await insertGrant(db, input.id, centreOf(actor), input.role, now);
		return { answer: { id: input.id }, about: input.id, person: null, detail: { given: input.role } };
	}
);
