import { randomInt } from 'node:crypto';
import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { findKey, type SubjectKey } from '#platform/subject-keys.server.ts';
import type { Address } from '#capabilities/residents/address.server.ts';
import type { Locale } from './answers.ts';
import { letterBind } from './binds.ts';
import { stillWanted, stillWith } from './hand-over.server.ts';
import { PrintLetters } from './inputs.ts';
import { addressLines, paperCarries, paperTo } from './paper.server.ts';
import { dearWays, sendsFrom, type SendsFrom } from './spend.server.ts';
import { findChoice } from './sql-choice.server.ts';
import { insertBatch, insertLetter, lockLetters, nextBatch } from './sql-letters.server.ts';
import { findMayTell, lockNotice, updateNotice, type NoticeRow } from './sql.server.ts';
import { writeTry } from './write-try.server.ts';

/** So many letters are one batch: a stack that one person folds and carries. */
const MOST = 100;

type Ready = { row: NoticeRow; key: SubjectKey; address: Address; locale: Locale };

/** Whether a word may go by letter at this moment, asked as at any other hand-over; then where it goes, in which language. */
async function readyOf(context: Context, row: NoticeRow, from: SendsFrom): Promise<Ready | null> {
	const { db, now } = context;
	const may = await findMayTell(db, row.personId, now);
	if (!(may === 'yes' || (may === 'no-yes' && row.must)) || (row.until !== null && row.until <= now)) return null;
	if (row.ofId !== row.personId && !(await stillWith(context, row))) return null;
	if (!(await stillWanted(context, row))) return null;
	const [address, key, chosen] = await Promise.all([
		(await paperCarries(context, row, from)) ? paperTo(context, row.personId) : null,
		findKey(context, row.personId),
		findChoice(db, row.personId, dayOf(now))
	]);
	if (!address || !key) return null;
	const locale = row.locale ?? chosen?.locale ?? 'vi';
	const dear = await dearWays(context, row, from, { locale, shared: false, ways: ['letter'] });
	return dear.size > 0 ? null : { row, key, address, locale };
}

/** The number of a letter, which is typed beside its code. */
const numberOf = (): string => String(randomInt(1, 1000)).padStart(3, '0');

/** One letter as it will lie in its batch. */
type Written = Ready & { letter: string };

/**
 * What waits to be printed and may go is written, one after the other, so that each counts what those before it cost; whatever may not is
 * looked at again by the house, which finds its next way.
 */
async function writeReady(context: Context, from: SendsFrom): Promise<Written[]> {
	const { db, actor, now, request } = context;
	const written: Written[] = [];
	for (const { id, person } of await lockLetters(db, from.centre.id, MOST)) {
		const found = await lockNotice(db, id);
		const row = found && { ...found, personId: person, ofId: found.ofId === found.personId ? person : found.ofId };
		const ready = row && (await readyOf(context, row, from));
		if (!ready) {
			await updateNotice(db, id, { state: 'out', why: null, dueAt: now });
			continue;
		}
		const letter = requestFor(request, written.length, 'letter');
		await writeTry(context, row, letter, {
			...{ key: ready.key, from, locale: ready.locale, shared: false },
			...{ channel: 'letter', end: numberOf(), by: actor.id, said: 'handed' }
		});
		written.push({ ...ready, letter });
	}
	return written;
}

const inVietnamese = new Intl.Collator('vi');
/** Hamlet by hamlet, as whoever carries them goes; those that go by post last. */
const byHamlet = (one: Ready, other: Ready): number =>
	Number(one.address.hamlet === null) - Number(other.address.hamlet === null) ||
	inVietnamese.compare(one.address.hamlet ?? '', other.address.hamlet ?? '') ||
	inVietnamese.compare(addressLines(one.address), addressLines(other.address));

/**
 * Whatever waits to go by letter is handed over to paper: words and addresses stand from now on as they are printed, each letter under its
 * own code. Answers the batch; none where nothing may go at this moment.
 */
export const printLetters = command(
	{
		name: 'notices.print-letters',
		byPerson: true,
		group: 'loop',
		input: PrintLetters,
		answer: v.object({ batch: v.nullable(v.string()), letters: v.number() })
	},
	async (context, { id }) => {
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		const number = await nextBatch(db, centre);
		const from = await sendsFrom(context, centre);
		const letters = (await writeReady(context, from)).toSorted(byHamlet);
		const written = { about: id, person: null, centre, detail: { letters: letters.length } };
		if (letters.length === 0) return { answer: { batch: null, letters: 0 }, ...written, about: null };
		await insertBatch(db, { id, centre, number, letters: letters.length, by: actor.id, at: now });
		for (const [n, { row, key, address, letter }] of letters.entries()) {
			const sealed = key.seal(addressLines(address), letterBind(letter));
			await insertLetter(db, {
				...{ tryId: letter, batch: id, centre, person: row.personId, place: n + 1, address: sealed }
			});
			await updateNotice(db, row.id, { state: 'asks', why: 'letter-out', dueAt: null });
		}
		return { answer: { batch: id, letters: letters.length }, ...written };
	}
);
