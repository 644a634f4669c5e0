import { expect, test } from 'vitest';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { takeNeed } from '#capabilities/assistance/move-need.server.ts';
import { show } from '#capabilities/cases/case-view.server.ts';
import { startCase } from '#capabilities/cases/start.server.ts';
import { receive } from '#capabilities/cases/receive.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { personRecord } from '#capabilities/privacy/record.server.ts';
import { foundHousehold, joinHousehold } from '#capabilities/residents/households.server.ts';
import { anyone, type Actor } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { refusalOf, scene, type Scene } from './support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from './support/story.ts';

// What somebody with a valid account did in a second look, each step as it was done.

const self = (id: string): Actor => ({ ...anyone(new Set(rightsOf.resident)), kind: 'resident', id, subject: id });
const id = (): string => crypto.randomUUID();
const readBy = async (s: Scene, person: string, minute: number) =>
	(await myLooks(s.as(self(person), minute), {})).rows.map(({ what, purpose }) => [what, purpose]);

test(
	'a need that somebody wrote down and took themselves is no reason to read a record',
	scene(async (s) => {
		const need = id();
		await recordNeed(s.as(s.lua), {
			...{ id: need, person: s.som, kind: 'phone', urgency: 'today', source: 'phone', note: null }
		});
		await takeNeed(s.as(s.lua, 1), { need });
		const open = (who: Actor, minute: number) => personRecord(s.as(who, minute), { person: s.som, purpose: null });
		expect(await refusalOf(open(s.lua, 2))).toBe('purpose-missing');
		// Written down by a colleague, it is.
		const other = id();
		await recordNeed(s.as(s.thach, 3), {
			...{ id: other, person: s.som, kind: 'papers', urgency: 'today', source: 'phone', note: null }
		});
		await takeNeed(s.as(s.lua, 4), { need: other });
		expect(await open(s.lua, 5)).toMatchObject({ purpose: 'need' });
	})
);

test(
	'a file in another’s hands is read as that, by the person and on the page of looks',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		await receive(s.as(s.mai, 6), { case: sitting.case });
		await show(s.as({ ...s.mai, id: id() }, 7), { case: sitting.case }).catch(() => {});
		const other = { ...s.thach };
		await show(s.as(other, 8), { case: sitting.case });
		await show(s.as(s.mai, 9), { case: sitting.case });
		expect(await readBy(s, s.som, 10)).toEqual(
			expect.arrayContaining([
				['case', 'other-file'],
				['case', 'handle']
			])
		);
	})
);

test(
	'a program sits beside nobody: with a key the session of its holder is not its own',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		const byKey = { ...sitting.guide, key: id(), machine: null };
		const begin = { id: id(), session: sitting.session, procedure: '1.014027', byCard: true };
		expect(await refusalOf(startCase(s.as(byKey, 1), begin))).toBe('no-session');
	})
);

test(
	'who lives with somebody is shown by name, and reads that',
	scene(async (s) => {
		await foundHousehold(s.as(s.mai), { id: id(), person: s.som, address: 'ngõ 1', book: null, dwelling: null });
		const { household } = await personRecord(s.as(s.mai, 1), { person: s.som, purpose: 'household-list' });
		await joinHousehold(s.as(s.mai, 2), { household: household!.id, person: s.gia, relation: 'spouse' });
		await personRecord(s.as(s.lua, 3), { person: s.som, purpose: 'call-back' });
		expect(await readBy(s, s.gia, 4)).toEqual([['list', 'household']]);
	})
);
