import * as v from 'valibot';
import { Nothing } from '#kernel/shapes.ts';
import { giveEachBack, tryEach, type Brake, type Braked } from '#platform/attempts.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { lookupHashes } from '#platform/keys.server.ts';
import { closingOn, getCentre } from '#capabilities/places/places.server.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import { OneCase, SlipCode, TrySlip } from './inputs.ts';
import { asOnPaper, getCase, slipCodeOf, namedPapers } from './read.server.ts';
import { readSlipCode } from './rules-codes.ts';
import { whoWaits } from './rules-stage.ts';
import { findCaseBySlip, findPortalTask, listStatuses } from './sql-outside.server.ts';
import { findDenial } from './sql-claims.server.ts';
import { findConfirmation } from './sql.server.ts';
import { Slip, Followed, SlipFound } from './answers.ts';

// A browser tries ten; an address may be a whole centre's Wi-Fi, and one that keeps no cookie counts with all of its kind there.
const ofBrowser: Brake = { purpose: 'slip-browser', free: 10, minutes: 15 };
const ofStrangers: Brake = { purpose: 'slip-strangers', free: 30, minutes: 15 };
const ofAddress: Brake = { purpose: 'slip-address', free: 100, minutes: 15 };

/**
 * Whether a slip code opens a case. Wrong ones are counted by browser and by address and slowed, so that twelve digits
 * cannot be tried out; right ones count nothing. It answers and does not throw, so that the count commits.
 */
export const findSlip = command(
	{ name: 'cases.find-slip', group: 'public', input: TrySlip, answer: SlipFound },
	async (context, input) => {
		const brakes: Braked = [
			[ofAddress, input.address],
			input.browser ? [ofBrowser, input.browser] : [ofStrangers, input.address]
		];
		if (await tryEach(context, brakes)) return { answer: { case: null, why: 'slowed' }, centre: null };
		const code = readSlipCode(input.code);
		if (code === null) return { answer: { case: null, why: 'slip-shape' }, centre: null };
		const id = await findCaseBySlip(context.db, lookupHashes(context.keys, 'slip', code));
		if (id !== null) await giveEachBack(context, brakes);
		return { answer: { case: id, why: id === null ? 'slip-unknown' : null }, about: id, centre: null };
	}
);

/** What whoever holds the slip may see: how it stands, what comes next, when, and who waits for whom. No personal data. */
export const follow = query(
	{ name: 'cases.follow', group: ['slip', 'confirm-link'], input: Nothing, answer: Followed, look: 'holds no name' },
	async (context) => {
		const id = context.actor.row ?? '';
		const file = await getCase(context, id);
		const [procedure, centre, statuses, portal, denial] = await Promise.all([
			getProcedure(file.procedureCode),
			getCentre(context.db, file.receivingCentreId),
			listStatuses(context.db, id),
			findPortalTask(context.db, id),
			findDenial(context.db, id)
		]);
		return {
			id,
			procedure,
			statuses,
			centre: centre.name,
			stage: file.stage,
			status: file.status,
			way: file.way,
			officialCode: file.officialCode,
			confirmedAt: file.confirmedAt,
			receivedAt: file.receivedAt,
			filedAt: file.filedAt,
			dueOn: file.dueOn,
			handedOverAt: file.handedOverAt,
			delivery: file.delivery,
			dueBy: file.dueOn && (await closingOn(context.db, centre.id, file.dueOn)),
			denial: denial ?? null,
			waits: whoWaits(file),
			portalRefused: portal?.lastFault === 'refused',
			givenBack: file.givenBackAt !== null,
			portalSilentSince: portal && portal.way === 'api' && portal.lastFault === 'silent' ? portal.since : null
		};
	}
);

/** The facts of form 01 for the A5 slip: printed for the session, the officer, or whoever holds it. */
export const slip = query(
	{
		name: 'cases.slip',
		group: ['sit-beside', 'receive', 'slip'],
		input: OneCase,
		answer: Slip,
		look: 'holds no name'
	},
	async (context, input) => {
		const file = await getCase(context, input.case);
		const [procedure, centre, papers, yes] = await Promise.all([
			getProcedure(file.procedureCode),
			getCentre(context.db, file.receivingCentreId),
			namedPapers(context, file),
			findConfirmation(context.db, file.id)
		]);
		const dueBy = file.dueOn && (await closingOn(context.db, centre.id, file.dueOn));
		return {
			file: asOnPaper(file),
			procedure,
			centre,
			papers,
			dueBy,
			confirmedAt: yes?.at ?? null,
			code: file.stage === 'draft' || file.stage === 'void' ? null : slipCodeOf(context, file.id)
		};
	}
);

/** Staff find the case by the number that somebody reads aloud. */
export const findBySlip = query(
	{
		name: 'cases.find-by-slip',
		group: 'receive',
		input: SlipCode,
		answer: v.object({ case: v.nullable(v.string()) }),
		look: 'holds no name'
	},
	async ({ db, keys }, input) => {
		const code = readSlipCode(input.code);
		return { case: code === null ? null : await findCaseBySlip(db, lookupHashes(keys, 'slip', code)) };
	}
);
