import { expect, test } from 'vitest';
import { scene } from '#tests/support/scene.ts';
import { take } from '#tests/support/line.ts';
import { deskId } from '#seed/house.ts';
import { board, desk } from './board.server.ts';
import { callNext } from './call.server.ts';
import { confirmPriority, finish, markMissed, transfer } from './move.server.ts';
import type { InLine } from './answers.ts';
import { figures, figureNames, meanMinutes } from './rules-today.ts';
import { whyFirst } from './rules-why.ts';
import { undo, undoable } from './undo.server.ts';

const [desk1, desk2] = [deskId('desk-1'), deskId('desk-2')];

test(
	'each figure of a desk opens exactly the numbers that it counts',
	scene(async (s) => {
		for (const priority of ['none', 'elder', 'none', 'none'] as const) await take(s, 0, priority);
		const call = (minute: number) => callNext(s.as(s.mai, minute), { desk: desk2 });
		const first = await call(1);
		await finish(s.as(s.mai, 9), { ticket: first.ticket! });
		await finish(s.as(s.mai, 15), { ticket: (await call(11)).ticket! });
		await markMissed(s.as(s.mai, 21), { ticket: (await call(20)).ticket! });
		await transfer(s.as(s.mai, 32), { ticket: (await call(30)).ticket!, desk: desk1 });
		await callNext(s.as(s.lua, 40), { desk: desk1 });
		const { today } = await desk(s.as(s.mai, 41), { desk: desk2 });
		const counted = figureNames.map((name) => [name, today.filter(figures[name]).map(({ number }) => number)]);
		expect(Object.fromEntries(counted)).toEqual({ served: [2, 1], early: [2], missed: [3], moved: [4] });
		expect(today.map(({ minutes }) => minutes)).toEqual([8, 4, null, null]);
		expect(meanMinutes(today)).toBe(6);
		// The other desk has what it was sent, and counts nothing of it yet.
		expect((await desk(s.as(s.lua, 41), { desk: desk1 })).today).toEqual([]);
		const { desks } = await board(s.as(s.lua, 41), {});
		const here = desks.find(({ id }) => id === desk2)!;
		expect([here.served, here.freeSince, here.serving]).toEqual([2, s.as(s.mai, 15).now, null]);
	})
);

test(
	'what was put back is counted nowhere',
	scene(async (s) => {
		await take(s, 0);
		await transfer(s.as(s.mai, 2), { ticket: (await callNext(s.as(s.mai, 1), { desk: desk2 })).ticket!, desk: desk1 });
		await undo(s.as(s.mai, 2.5), { move: (await undoable(s.as(s.mai, 2.5), {}))!.id });
		expect((await desk(s.as(s.mai, 3), { desk: desk2 })).today).toEqual([]);
	})
);

test('no mean is said while nobody was served', () => expect(meanMinutes([])).toBeNull());

test(
	'why the first goes first: a head start, a person who decided so, or the turns after the cap; nothing where nobody is overtaken',
	scene(async (s) => {
		const why = async (minute: number) => whyFirst((await desk(s.as(s.mai, minute), { desk: desk2 })).line);
		const said = (found: Awaited<ReturnType<typeof why>>) =>
			found && [found.kind, found.first.number, found.other.number];
		await take(s, 0);
		expect(await why(1)).toBeNull();
		await take(s, 10, 'elder');
		expect(said(await why(11))).toEqual(['early', 2, 1]);
		expect((await why(11))?.first).toMatchObject({ priority: 'elder', confirmed: false } satisfies Partial<InLine>);
		const urgent = await take(s, 12);
		await confirmPriority(s.as(s.mai, 13), { ticket: urgent.ticket, priority: 'urgent' });
		expect(said(await why(14))).toEqual(['urgent', 3, 2]);
	})
);

test(
	'after the cap two lines take turns, and the desk says so',
	scene(async (s) => {
		await take(s, 0);
		await take(s, 1);
		await take(s, 40, 'elder');
		// The first call after the cap is of who waited; the next is of the other line, though somebody came before them.
		expect((await callNext(s.as(s.mai, 46), { desk: desk2 })).number).toBe(1);
		const found = whyFirst((await desk(s.as(s.mai, 47), { desk: desk2 })).line);
		expect(found && [found.kind, found.first.number, found.other.number]).toEqual(['turns', 3, 2]);
	})
);
