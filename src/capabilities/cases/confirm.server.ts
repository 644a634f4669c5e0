import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { Nothing } from '#kernel/shapes.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { tryOnce, type Brake } from '#platform/attempts.server.ts';
import { command, query, type Written } from '#platform/dispatch.server.ts';
import { derive, lookupHashes, tokenHash } from '#platform/keys.server.ts';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import { completeness } from '#capabilities/procedures/rules-form.ts';
import { getPerson, getPersonBrief, sameAsSubject } from '#capabilities/residents/people.server.ts';
import { Confirm, ConfirmByLink, OneCase } from './inputs.ts';
import { caseToChange, getCase, readWhole, sealWords, slipHashOf, type Whole } from './read.server.ts';
import { dueOn } from './rules-due.ts';
import { findDenial } from './sql-claims.server.ts';
import { findConfirmLink, insertConfirmLink, useConfirmLink } from './sql-outside.server.ts';
import { insertConfirmation, updateConfirmed } from './sql.server.ts';
import type { CaseRow } from './answers.ts';

type Yes = {
	way: 'second-screen' | 'phone' | 'paper' | 'e-id';
	/** By what it was proved that it is this very person. */
	proof: 'device' | 'card' | 'paper' | 'e-id';
	device: string | null;
	browser?: string;
	hash: string;
	/** When it was said, where that was before now. */
	at?: Date;
};

const LINK_MINUTES = 30;
/** The level of an e-ID account from which the national portal takes what is filed online. */
const ONLINE_LEVEL = 2;

/** How many answers are missing, or do not pass. */
export function missingIn({ answers, words }: Whole, now: Date): number {
	const values = Object.fromEntries(answers.map(({ question, value }) => [question, value]));
	const { missing, wrong } = completeness(words.form, values, dayOf(now));
	return missing.length + wrong.length;
}

/** Everything must be answered and the way chosen before anybody can say yes to it. */
function ready(whole: Whole, now: Date): void {
	const count = missingIn(whole, now);
	if (count > 0) throw new Refusal('answers-missing', { count });
	if (whole.file.way === null) throw new Refusal('way-missing');
}

/**
 * The resident's yes. It signs the hash of exactly these answers and papers: when a word changed since they read them,
 * it is refused (`changed-since`) and they read again.
 */
export async function confirmWith(context: Context, file: CaseRow, yes: Yes): Promise<Written<{ confirmed: boolean }>> {
	const whole = await readWhole(context, file);
	ready(whole, context.now);
	if (whole.hash !== yes.hash) throw new Refusal('changed-since');
	const procedure = getProcedure(file.procedureCode);
	const due = dueOn(procedure.time, context.now, isDayOff);
	await insertConfirmation(context.db, {
		id: crypto.randomUUID(),
		case: file.id,
		hash: Buffer.from(yes.hash, 'hex'),
		way: yes.way,
		device: yes.device,
		proof: yes.proof,
		browser: yes.browser ?? null,
		words: await sealWords(context, whole),
		at: yes.at ?? context.now
	});
	const asked = whole.answers.find(({ question }) => question === 'receive')?.value;
	const delivery = asked === 'desk' || asked === 'post' || asked === 'electronic' ? asked : null;
	const slipHash = slipHashOf(context, file.id);
	await updateConfirmed(context.db, file.id, { at: yes.at ?? context.now, slipHash, due, delivery });
	return {
		answer: { confirmed: true },
		about: file.id,
		person: file.ownerId,
		centre: file.receivingCentreId,
		detail: { content: yes.hash, by: yes.way, proof: yes.proof, browser: yes.browser ?? null, way: file.way }
	};
}

/** Without their own e-ID they say yes only once somebody has compared them with their card: everything is prepared till then. */
async function compared(context: Context, file: CaseRow): Promise<void> {
	if (!(await getPersonBrief(context, file.submitterId)).verified) throw new Refusal('person-unverified');
}

/** On the second screen, never from the guide's cookie: this right is a paired device's alone. */
export const confirm = command(
	{ name: 'cases.confirm', group: 'second-screen', input: Confirm, answer: v.object({ confirmed: v.boolean() }) },
	async (context, input) => {
		const file = await caseToChange(context, input.case, 'confirm');
		if (file.way === 'ONLINE') throw new Refusal('own-sign-in-needed');
		// Whoever sits here cannot say yes for somebody who submits it from elsewhere.
		if (!(await sameAsSubject(context)).includes(file.submitterId)) throw new Refusal('submitter-elsewhere');
		await compared(context, file);
		return confirmWith(context, file, {
			way: 'second-screen',
			proof: 'device',
			device: context.actor.id,
			hash: input.hash
		});
	}
);

/** On paper: they signed the printed answers, and the guide says so. */
export const confirmOnPaper = command(
	{
		name: 'cases.confirm-on-paper',
		byPerson: true,
		group: 'sit-beside',
		input: Confirm,
		answer: v.object({ confirmed: v.boolean() })
	},
	async (context, input) => {
		const file = await caseToChange(context, input.case, 'confirm');
		if (file.way === 'ONLINE') throw new Refusal('own-sign-in-needed');
		await compared(context, file);
		return confirmWith(context, file, { way: 'paper', proof: 'paper', device: null, hash: input.hash });
	}
);

/** After their own e-ID sign-in: the only yes that opens the online way. */
export const confirmOwn = command(
	{ name: 'cases.confirm-own', group: 'own-page', input: Confirm, answer: v.object({ confirmed: v.boolean() }) },
	async (context, input) => {
		const file = await caseToChange(context, input.case, 'confirm');
		if (file.way === 'ONLINE' && (context.actor.eIdLevel ?? 0) < ONLINE_LEVEL) throw new Refusal('eid-level-low');
		return confirmWith(context, file, { way: 'e-id', proof: 'e-id', device: null, hash: input.hash });
	}
);

/** The secret of a confirm link: derived, so that asking again gives the same one and none is stored. */
export const confirmTokenOf = ({ keys }: Pick<Context, 'keys'>, caseId: string, hash: string): string =>
	derive(keys, 'confirm-link', `${caseId}\0${hash}`).toString('base64url');

/** What only the person has whose yes it is: the end of the number on their card. */
const proofOf = ({ keys }: Pick<Context, 'keys'>, caseId: string, lastFour: string): Buffer[] =>
	lookupHashes(keys, 'confirm-proof', `${caseId}\0${lastFour}`);

/**
 * Opens a link for the person's own phone, for half an hour and for exactly these answers. Whoever asks for it never has it:
 * it shows on the second screen alone, and it asks for the last four digits of their card (`link-needs-number`).
 */
export const makeConfirmLink = command(
	{
		name: 'cases.make-confirm-link',
		byPerson: true,
		group: 'sit-beside',
		input: OneCase,
		answer: v.object({ expires: v.string() })
	},
	async (context, input) => {
		const file = await caseToChange(context, input.case, 'confirm');
		await compared(context, file);
		const whole = await readWhole(context, file);
		ready(whole, context.now);
		const { number } = await getPerson(context, file.submitterId);
		if (number === null) throw new Refusal('link-needs-number');
		const expiresAt = new Date(context.now.getTime() + LINK_MINUTES * 60_000);
		await insertConfirmLink(context.db, {
			tokenHash: tokenHash(confirmTokenOf(context, file.id, whole.hash)),
			case: file.id,
			hash: Buffer.from(whole.hash, 'hex'),
			proof: proofOf(context, file.id, number.slice(-4)).at(-1)!,
			expiresAt
		});
		return { answer: { expires: expiresAt.toISOString() }, about: file.id, person: file.ownerId };
	}
);

/** The link of the case that lies open at this desk, while it is good: for the paired second screen and nobody else. */
export const linkBeside = query(
	{
		name: 'cases.link-beside',
		group: 'second-screen',
		input: Nothing,
		answer: v.nullable(v.object({ token: v.string() })),
		look: 'beside the person, in a session whose every page is a look already'
	},
	async (context) => {
		if (context.actor.row === null) return null;
		const { hash } = await readWhole(context, await getCase(context, context.actor.row));
		const token = confirmTokenOf(context, context.actor.row, hash);
		const link = await findConfirmLink(context.db, tokenHash(token), context.now);
		return link && !link.usedAt ? { token } : null;
	}
);

const tries: Brake = { purpose: 'confirm-link', free: 5, minutes: LINK_MINUTES };

/**
 * By the link on the person's own phone, with the last four digits of their card. The door gave this actor the one case that
 * the link names. A wrong number is an answer and not an error: it is counted, and five close the link.
 */
export const confirmByLink = command(
	{
		name: 'cases.confirm-by-link',
		group: ['public', 'confirm-link'],
		input: ConfirmByLink,
		answer: v.object({ confirmed: v.boolean(), why: v.nullable(v.picklist(['last-four-wrong', 'last-four-slowed'])) })
	},
	async (context, input) => {
		const link = await findConfirmLink(context.db, tokenHash(input.token), context.now);
		if (!link?.proofHash || link.usedAt || context.actor.row !== link.caseId) throw new Refusal('link-expired');
		const file = await caseToChange(context, link.caseId, 'confirm');
		if (file.way === 'ONLINE') throw new Refusal('own-sign-in-needed');
		if (await findDenial(context.db, file.id)) throw new Refusal('case-denied');
		if (link.contentHash.toString('hex') !== input.hash) throw new Refusal('changed-since');
		const about = { about: file.id, person: file.ownerId, centre: file.receivingCentreId };
		if (await tryOnce(context, tries, link.caseId))
			return { answer: { confirmed: false, why: 'last-four-slowed' as const }, ...about };
		if (!proofOf(context, file.id, input.lastFour).some((one) => one.equals(link.proofHash!)))
			return { answer: { confirmed: false, why: 'last-four-wrong' as const }, ...about, detail: { refused: 'proof' } };
		await useConfirmLink(context.db, tokenHash(input.token), context.now);
		const yes = { way: 'phone', proof: 'card', device: null, browser: input.browser ?? '?', hash: input.hash } as const;
		const written = await confirmWith(context, file, yes);
		return { ...written, answer: { ...written.answer, why: null } };
	}
);
