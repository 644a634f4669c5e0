import { centreOf } from '#kernel/actor.ts';
import type { Page } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import { OnePage, pageWith } from '#kernel/shapes.ts';
import type { Ask } from '#platform/asks.server.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { findKeys } from '#platform/subject-keys.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { addressesOf } from '#capabilities/residents/address.server.ts';
import { Batch, BatchPrinted, BatchShown, LetterWaiting } from './answers-letters.ts';
import { letterBind, wordsBind } from './binds.ts';
import { OneBatch } from './inputs.ts';
import {
	batchesAt,
	countLetters,
	findBatch,
	lettersWaiting,
	listLetters,
	type BatchRow,
	type WaitingRow
} from './sql-letters.server.ts';
import { factWords } from './words.server.ts';
import { writtenAt } from './written.server.ts';

/** Lines on one page, so that a look is written only of whom somebody sees. */
const LINES = 100;

/** Whom a letter waits for, and what it will say. Each row is a look that they read. */
export const lettersToPrint = query(
	{
		name: 'notices.letters-to-print',
		group: 'loop',
		input: OnePage,
		answer: pageWith(LetterWaiting),
		look: ({ rows }) => ({
			person: rows.map(({ person }) => person),
			...{ what: 'notice', purpose: 'letter', repeats: true }
		})
	},
	async ({ db, actor, now }, { page }): Promise<Page<LetterWaiting>> => {
		const centre = centreOf(actor);
		const { rows, ...rest } = await pageIn<WaitingRow>(db, lettersWaiting(db, centre, now), page, LINES);
		const people = rows.map(({ person }) => person);
		const [addresses, written] = await Promise.all([addressesOf(db, people), writtenAt(db, [centre])]);
		const shown = rows.map(({ fact, says, forAnother, ...row }) => {
			const address = addresses.get(row.person);
			const reader = { locale: row.locale, forAnother };
			return {
				...row,
				...{ lines: address ? [address.name, ...address.lines] : [], hamlet: address?.hamlet ?? null },
				words: factWords(fact, says, { ...reader, shared: false, written: written({ centre, fact, ...reader }) })
			};
		});
		return { rows: shown, ...rest };
	}
);

/** Letters that somebody has to print. */
export const lettersAsk: Ask = {
	opens: lettersToPrint,
	count: (sql, { centre, now }) => countLetters(sql, centre, now)
};

const shown = ({ centreId: _, ...batch }: BatchRow) => batch;
const BATCHES = 30;

/** What was printed together, the newest first. */
export const batches = query(
	{
		name: 'notices.batches',
		group: 'loop',
		input: OnePage,
		answer: pageWith(Batch),
		look: 'holds no name of a resident'
	},
	async ({ db, actor }, { page }): Promise<Page<Batch>> => {
		const { rows, ...rest } = await pageIn<BatchRow>(db, batchesAt(db, centreOf(actor), null), page, BATCHES);
		return { rows: rows.map(shown), ...rest };
	}
);

/** A batch of the centre of whoever asks. Refuses any other (`batch-unknown`). */
export async function getBatch({ db, actor }: Pick<Context, 'db' | 'actor'>, id: string): Promise<BatchRow> {
	const found = await findBatch(db, centreOf(actor), id);
	if (!found) throw new Refusal('batch-unknown');
	return found;
}

/** The letters of a batch, open: whoever was erased has neither address nor words. */
async function opened(context: Context, batch: string) {
	const rows = await listLetters(context.db, batch, context.now);
	const keys = await findKeys(
		context,
		rows.map(({ keptUnder }) => keptUnder)
	);
	return rows.map(({ keptUnder, address, words, ...row }) => {
		const key = keys.get(keptUnder);
		return {
			...row,
			lines: (key && address ? key.text(address, letterBind(row.id)) : '').split('\n').filter(Boolean),
			words: (key && words ? key.text(words, wordsBind(row.id)) : '').split('\n').filter(Boolean)
		};
	});
}

/** One batch: to whom its letters went and what became of each. Whoever stands on it reads that they were seen. */
export const batch = query(
	{
		name: 'notices.batch',
		group: 'loop',
		input: OneBatch,
		answer: BatchShown,
		look: ({ letters, batch: { id } }) => ({
			person: letters.filter(({ lines }) => lines.length > 0).map(({ person }) => person),
			...{ what: 'notice', purpose: 'letter', about: id, repeats: true }
		})
	},
	async (context, { batch: id }) => {
		const found = await getBatch(context, id);
		const letters = await opened(context, id);
		return {
			batch: shown(found),
			letters: letters.map(({ id: letter, person, place, lines, said, saidAt, over }) => ({
				...{ id: letter, person, place, lines, said, saidAt, over }
			}))
		};
	}
);

/** The letters of a batch as they are printed, the same each time; what need not go any more, or may not, is not among them. */
export const batchOnPaper = query(
	{
		name: 'notices.batch-on-paper',
		byPerson: true,
		group: 'loop',
		input: OneBatch,
		answer: BatchPrinted,
		look: ({ letters, batch: about }) => ({
			person: letters.map(({ person }) => person),
			...{ what: 'notice', purpose: 'letter', about }
		})
	},
	async (context, { batch: id }) => {
		const { number, centreId } = await getBatch(context, id);
		const { name, communeName, provinceName } = await getCentre(context.db, centreId);
		const letters = (await opened(context, id)).filter(
			({ lines, words, over }) => !over && lines.length > 0 && words.length > 0
		);
		return {
			...{ batch: id, number, sender: [name, `${communeName}, ${provinceName}`] },
			letters: letters.map(({ person, place, lines, words, locale }) => ({ person, place, lines, words, locale }))
		};
	}
);
