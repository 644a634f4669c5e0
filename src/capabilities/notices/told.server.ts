import { centreOf } from '#kernel/actor.ts';
import type { Page } from '#kernel/page.ts';
import * as v from 'valibot';
import { Nothing, OnePage, pageWith } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { findKeys } from '#platform/subject-keys.server.ts';
import type { Says } from '#platform/telling.server.ts';
import { Shown, ToTell, type Tried } from './answers.ts';
import { wordsBind } from './binds.ts';
import { ToldAsked } from './inputs.ts';
import { isShared, listTries, type TryRow } from './sql.server.ts';
import { countUnread, listStaffNames, toldTo, toTellAt, type ToldRow } from './sql-told.server.ts';
import { writtenAt } from './written.server.ts';
import { factWords } from './words.server.ts';

const PAGE = 50;

/** The hand-overs of some words, open, by word. */
async function triesOf(context: Context, notices: readonly string[]): Promise<Map<string, Tried[]>> {
	const rows = await listTries(context.db, notices);
	const keys = await findKeys(
		context,
		rows.map(({ personId }) => personId)
	);
	const staff = await listStaffNames(context.db, [...new Set(rows.flatMap(({ byStaff }) => byStaff ?? []))]);
	const names = new Map(staff.map(({ id, name }) => [id, name]));
	const shown = ({ noticeId: _, personId, words, byStaff, ref: _r, parts: _p, again: _a, ...row }: TryRow): Tried => ({
		...row,
		words: words ? (keys.get(personId)?.text(words, wordsBind(row.id)) ?? null) : null,
		by: byStaff ? (names.get(byStaff) ?? null) : null
	});
	const by = Map.groupBy(rows, ({ noticeId }) => noticeId);
	return new Map([...by].map(([notice, all]) => [notice, all.map(shown)]));
}

async function toldOf(
	context: Context,
	person: string,
	{ page, locale }: v.InferOutput<typeof ToldAsked>
): Promise<Page<Shown>> {
	const { rows, ...rest } = await pageIn<ToldRow>(context.db, toldTo(context.db, person), page, PAGE);
	const tries = await triesOf(
		context,
		rows.map(({ id }) => id)
	);
	const written = await writtenAt(
		context.db,
		rows.map(({ centreId }) => centreId)
	);
	const shown = rows.map(({ says, ofId, ofName, personId, centreId, ...row }) => {
		const forAnother = ofId !== personId;
		const reader = { locale, forAnother };
		return {
			...{ ...row, locale },
			words: factWords(row.fact, says, {
				...{ ...reader, shared: false },
				written: written({ centre: centreId, fact: row.fact, ...reader })
			}),
			of: forAnother ? (ofName ?? '') : null,
			tries: tries.get(row.id) ?? []
		};
	});
	return { rows: shown, ...rest };
}

/** What the person beside the guide was told, and what is still to be read to them. */
export const toldBeside = query(
	{
		name: 'notices.told-beside',
		byPerson: true,
		group: 'sit-beside',
		input: ToldAsked,
		answer: pageWith(Shown),
		look: 'beside the person, in a session whose every page is a look already'
	},
	async (context, asked): Promise<Page<Shown>> =>
		context.actor.session === null || context.actor.subject === null
			? { rows: [], whole: 0, more: 0 }
			: toldOf(context, context.actor.subject, asked)
);

/** How many words are to be read to the person beside the guide. */
export const unreadBeside = query(
	{
		name: 'notices.unread-beside',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: v.object({ words: v.number() }),
		look: 'beside the person, in a session whose every page is a look already'
	},
	async ({ db, actor }) => ({
		words: actor.session === null || actor.subject === null ? 0 : await countUnread(db, actor.subject)
	})
);

/** What somebody was told, on their own page. */
export const myTold = query(
	{
		name: 'notices.my-told',
		group: 'own-page',
		input: ToldAsked,
		answer: pageWith(Shown),
		look: 'the person’s own page'
	},
	(context, asked): Promise<Page<Shown>> => toldOf(context, context.actor.subject ?? '', asked)
);

type Listed = Omit<ToTell, 'phone' | 'shared' | 'words'> & {
	phoneSealed: Buffer | null;
	fact: string;
	says: Says;
	forAnother: boolean;
	locale: 'vi' | 'en' | 'hi';
};

/** Lines on one page, so that a look is written only of whom somebody sees. */
const LINES = 100;

/** Whom nothing has reached and what they have to be told, word for word. Each row is a look that they read. */
export const toTell = query(
	{
		name: 'notices.to-tell',
		group: 'loop',
		input: OnePage,
		answer: pageWith(ToTell),
		look: ({ rows }) => ({
			person: rows.map(({ person }) => person),
			what: 'phone',
			purpose: 'call-back',
			repeats: true
		})
	},
	async (context, { page }): Promise<Page<ToTell>> => {
		const { db, actor } = context;
		const list = toTellAt(db, centreOf(actor), actor.id, context.now);
		const { rows, ...rest } = await pageIn<Listed>(db, list, page, LINES);
		const keys = await findKeys(
			context,
			rows.map(({ person }) => person)
		);
		const centre = centreOf(actor);
		const written = await writtenAt(db, [centre]);
		const shown = rows.map(async ({ phoneSealed, fact, says, forAnother, locale, ...row }): Promise<ToTell> => {
			const shared = phoneSealed !== null && (await isShared(db, row.person));
			return {
				...row,
				phone: phoneSealed ? (keys.get(row.person)?.text(phoneSealed, 'phone') ?? null) : null,
				shared,
				words: factWords(fact, says, {
					...{ locale, forAnother, shared: false },
					written: written({ centre, fact, forAnother, locale })
				})
			};
		});
		return { rows: await Promise.all(shown), ...rest };
	}
);
