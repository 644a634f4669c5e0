import * as v from 'valibot';
import { slowDown, type Brake } from '#platform/attempts.server.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { PasskeyAnswer } from './answers.ts';
import { beforehand, giveChallenge, tookChallenge } from './challenges.server.ts';
import { BeginEntry, EnterByPasskey } from './inputs.ts';
import { isAhead, readSigned, siteOf, type Signed, type Site } from './rules-passkeys.ts';
import { beginShift } from './shift.server.ts';
import { findPasskey, usePasskey, type KeptPasskey } from './sql-passkeys.server.ts';
import type { Braked } from '#platform/attempts.server.ts';
import { countTry, wasRight } from './tries.server.ts';
import { countOf } from './webauthn.server.ts';

/** A whole centre behind one address signs in within ten minutes, some of them twice. */
const asking: Brake = { purpose: 'begin-entry', free: 100, minutes: 10 };

/** Gives this browser a challenge: whoever has a key of this house signs it. Nobody is named yet. */
export const beginEntry = command(
	{ name: 'access.begin-entry', group: 'threshold', input: BeginEntry, answer: v.object({ ok: v.literal(true) }) },
	async (context, { visit, address }) => {
		await slowDown(context, asking, address, 'passkeys-enough');
		await giveChallenge(context, { purpose: 'enter', browser: visit });
		return { answer: { ok: true }, centre: null };
	}
);

type No = { why: 'locked' | 'over' | 'wrong' | 'counter'; until: Date | null; staff: string | null };
type Tried = v.InferOutput<typeof EnterByPasskey>;

const no = (why: No['why'], staff: string | null = null, until: Date | null = null): No => ({ why, until, staff });

/** The cheap part, in a transaction of its own: a try is counted and its challenge gone before any signature is checked. */
const admitted = (context: Context, said: Signed | null, { address, browser, visit }: Tried) =>
	beforehand(context, async (within): Promise<No | { kept: KeptPasskey; brakes: Braked }> => {
		const kept = said ? await findPasskey(within.db, Buffer.from(said.id, 'base64url')) : undefined;
		const login = kept?.login ?? 'a key that is nobody’s';
		const { until, brakes } = await countTry(within, { login, address, browser }, kept?.staffId);
		if (until) return no('locked', kept?.staffId, until);
		if (!said) return no('wrong');
		if (!(await tookChallenge(within, said, { purpose: 'enter', browser: visit }))) return no('over', kept?.staffId);
		return kept ? { kept, brakes } : no('wrong');
	});

async function proven(said: Signed, site: Site, kept: KeptPasskey): Promise<No | { counter: number }> {
	const counter = await countOf(said, site, kept);
	if (counter === null) return no('wrong', kept.staffId);
	return isAhead(counter, kept.counter) ? { counter } : no('counter', kept.staffId);
}

async function looked(context: Context, tried: Tried) {
	const [said, site] = [readSigned(tried.credential), siteOf(tried.origin, tried.host)];
	const found = await admitted(context, said, tried);
	if ('why' in found) return found;
	const answer = site && said ? await proven(said, site, found.kept) : no('wrong', found.kept.staffId);
	return 'why' in answer ? answer : { ...found, ...answer };
}

/**
 * A key of a machine in place of both factors: it is had, and it opens by finger, face or PIN of whom the machine knows. The same
 * brakes as by password, the same shift on this browser. A refusal is an answer, so that it is counted and stands in the journal;
 * it does not tell whose key it was. The token is derived from the request: see `fullTokenOf`.
 */
export const enterByPasskey = command(
	{
		name: 'access.enter-by-passkey',
		group: 'threshold',
		input: EnterByPasskey,
		answer: PasskeyAnswer,
		before: looked
	},
	async (context, { address, browser, held }, found) => {
		const refused = ({ why, until, staff }: No) => ({
			answer: { ok: false as const, why, until: until?.toISOString() ?? null },
			about: staff,
			centre: null,
			detail: { refused: why }
		});
		if ('why' in found) return refused(found);
		const { kept, counter, brakes } = found;
		// Its account may be closed or wait for its first use; since the look it may have been removed, or its twin let in.
		if (!(await usePasskey(context.db, kept.id, counter, context.now))) return refused(no('wrong', kept.staffId));
		await wasRight(context, brakes);
		await beginShift(context, kept.staffId, { address, browser, held });
		return {
			answer: { ok: true as const, why: null, until: null },
			about: kept.staffId,
			centre: null,
			detail: { passkey: kept.id }
		};
	}
);
