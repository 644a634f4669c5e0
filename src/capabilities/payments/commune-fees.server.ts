import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import type { CaseRow } from '#capabilities/cases/answers.ts';
import { holdCase } from '#capabilities/cases/read.server.ts';
import { catalogue } from '#capabilities/procedures/catalogue.server.ts';
import { inForce } from '#capabilities/procedures/catalogue.ts';
import { procedureInForce } from '#capabilities/procedures/get-procedure.server.ts';
import { isSure } from '#capabilities/procedures/rules-fee.ts';
import { OpenFee } from './answers.ts';
import { feeOfFile, writeFee } from './fee-of-file.server.ts';
import { DropFee, FindFee, SetFee } from './inputs.ts';
import { channelOf } from './rules-fee-asked.ts';
import { listFeeLines, listPayments } from './sql.server.ts';
import { endCommuneFee, findCommuneFee, insertCommuneFee, listCommuneFees, listWithoutFee } from './sql-fees.server.ts';

const WAYS = ['DIRECT', 'ONLINE'] as const;

/** What the centre takes a fee for that the catalogue does not know, each with what the commune found. */
export const communeFees = query(
	{
		name: 'payments.commune-fees',
		group: 'receive',
		input: Nothing,
		answer: v.array(OpenFee),
		look: 'holds no name of a resident'
	},
	async ({ db, actor, now }) => {
		const [found, day] = [await listCommuneFees(db, centreOf(actor)), dayOf(now)];
		return catalogue()
			.procedures.filter((one) => one.receivedBy === 'centre' && inForce(one, day))
			.flatMap(({ code, plain, fee, channels }) =>
				WAYS.filter((way) => channels.includes(channelOf(way)) && !isSure(fee, { channel: channelOf(way), day })).map(
					(way) => ({
						...{ procedure: code, name: plain, way, said: fee.basis },
						found: found.find((one) => one.procedure === code && one.way === way) ?? null
					})
				)
			);
	}
);

/**
 * What one unit of a procedure costs in the commune, found once with the text it rests on: from now on it is asked of every file. Of those
 * that waited for it this centre's have it in the same breath (`files`), its other centres' once the house has heard. Refuses where the
 * catalogue knows (`fee-known`), and beside another price than was seen (`fee-changed`).
 */
export const findFee = command(
	{
		name: 'payments.find-fee',
		group: 'receive',
		input: FindFee,
		answer: v.object({ id: v.string(), files: v.number() })
	},
	async (context, { id, procedure, way, amount, basis, seen }) => {
		const { db, actor, now } = context;
		const [centre, day] = [centreOf(actor), dayOf(now)];
		if (isSure(procedureInForce(procedure, day).fee, { channel: channelOf(way), day })) throw new Refusal('fee-known');
		const before = await findCommuneFee(db, centre, procedure, way);
		if ((before?.id ?? '') !== seen) throw new Refusal('fee-changed');
		if (before && (await endCommuneFee(db, before.id, actor.id, now)).count === 0) throw new Refusal('fee-changed');
		await insertCommuneFee(db, { id, centre, procedure, way, amount, basis, by: actor.id, at: now });
		const files = await setWaiting(context, centre, procedure, way);
		return { answer: { id, files }, about: id, person: null, centre, detail: { procedure, way, amount, files } };
	}
);

/** Whoever waited for the price at this centre is told it now. */
async function setWaiting(context: Context, centre: number, procedure: string, way: (typeof WAYS)[number]) {
	let files = 0;
	for (const { id } of await listWithoutFee(context.db, centre, procedure, way))
		if ((await setFound(context, id)).total !== null) files++;
	return files;
}

/**
 * What a file costs that waited for the commune's price. Looked at again under its lock: somebody may have entered what it costs
 * meanwhile, or taken the yes back.
 */
async function setFound(context: Context, id: string): Promise<{ file: CaseRow; total: number | null }> {
	const file = await holdCase(context, id);
	const [lines, payments] = [await listFeeLines(context.db, id), await listPayments(context.db, id)];
	const fee = await feeOfFile(context, file);
	if (file.stage === 'draft' || lines.length > 0 || payments.length > 0 || !fee.known) return { file, total: null };
	await writeFee(context, file, fee.lines);
	return { file, total: fee.total };
}

/** The same for a file of another centre of the commune, which the officer who found the price does not see. */
export const setFoundFee = command(
	{
		name: 'payments.set-found-fee',
		group: 'house',
		input: SetFee,
		answer: v.object({ total: v.nullable(v.number()) })
	},
	async (context, input) => {
		const { file, total } = await setFound(context, input.case);
		const centre = file.receivingCentreId;
		return { answer: { total }, about: file.id, person: file.ownerId, centre, detail: { total } };
	}
);

/** The commune's price holds no longer; what was reckoned by it stays. Refuses one that does not hold any more (`fee-changed`). */
export const dropFee = command(
	{ name: 'payments.drop-fee', group: 'receive', input: DropFee, answer: v.object({ ended: v.literal(true) }) },
	async ({ db, actor, now }, { fee }) => {
		const { count } = await endCommuneFee(db, fee, actor.id, now);
		if (count === 0) throw new Refusal('fee-changed');
		return { answer: { ended: true as const }, about: fee, person: null, centre: centreOf(actor), detail: {} };
	}
);
