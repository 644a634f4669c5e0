import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import type { Page } from '#kernel/page.ts';
import { OnePage, pageWith } from '#kernel/shapes.ts';
import { query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { findKeys } from '#platform/subject-keys.server.ts';
import { ToCallBack } from './answers.ts';
import { toCallAt } from './sql-need-board.server.ts';

/** Lines on one page, so that a look is written only of whom somebody sees. */
const PAGE = 200;

type Sealed = Omit<ToCallBack, 'phone'> & { phoneSealed: Buffer | null };

/**
 * Whom the centre has promised to call, with number, day and who calls: their time at the police was called off, or they asked for it.
 * Each row is a look that they read.
 */
export const toCall = query(
	{
		name: 'assistance.to-call',
		group: 'loop',
		input: OnePage,
		answer: pageWith(ToCallBack),
		look: ({ rows }) => ({
			person: rows.map(({ person }) => person),
			what: 'phone',
			purpose: 'call-back',
			repeats: true
		})
	},
	async (context, { page }): Promise<Page<ToCallBack>> => {
		const { db, actor, now } = context;
		const list = toCallAt(db, centreOf(actor), { day: dayOf(now), at: now });
		const { rows, ...rest } = await pageIn<Sealed>(db, list, page, PAGE);
		const keys = await findKeys(
			context,
			rows.map(({ person }) => person)
		);
		const shown = rows.map(({ phoneSealed, ...row }) => ({
			...row,
			phone: phoneSealed ? (keys.get(row.person)?.text(phoneSealed, 'phone') ?? null) : null
		}));
		return { rows: shown, ...rest };
	}
);
