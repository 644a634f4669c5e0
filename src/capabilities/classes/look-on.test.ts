import { expect, test } from 'vitest';
import { readyBeside, giveCertificate } from '#capabilities/certificates/give.server.ts';
import { statementBeside } from '#capabilities/learning/skills.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { ofYouth } from '#tests/support/a-class.ts';
import { judgeAll, lookOn as lookBeside, openClass, sitBeside, statementsOf } from '#tests/support/certificates.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { addHand } from './hosts.server.ts';
import { lookedOn, lookOn, takeBackLookOn, toLookOn } from './look-on.server.ts';
import { markRoll } from './roll.server.ts';
import { dropClass, getRun } from './runs.server.ts';
import { seatByPhone } from './seats.server.ts';

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;
const youth = { organisation: 'youth' as const };

/** A class on protecting oneself that Lúa teaches, with Sớm in it, who was in its first lesson; its days as minutes of the scene. */
async function taught(s: Scene, people = [s.som]) {
	const run = await openClass(s, 'self-protection', s.lua.id);
	for (const person of people) await seatByPhone(s.as(s.lua, 1), { id: id(), run, person });
	const { lessons } = await getRun(s.as(s.lua, 1), run);
	const at = (day: string, more = 0) =>
		(Date.parse(`${day}T09:00:00Z`) - s.as(s.lua).now.getTime()) / 60_000 + more * DAY;
	const [first, last] = [at(lessons[0]!.day), at(lessons.at(-1)!.day)];
	const marks = people.map((person) => ({ person, how: 'here' as const }));
	await markRoll(s.as(s.lua, first), { run, no: 1, marks });
	return { run, first, last };
}
const assessor = (s: Scene, run: string, who: Actor) =>
	addHand(s.as(s.mai, 2), { run, staff: who.id, part: 'assessor', ...youth });

const look = async (
	s: Scene,
	who: Actor,
	run: string,
	minutes: number,
	{ person = s.som, statement = 'T3.1' } = {}
) => {
	const { one } = await lookedOn(s.as(who, minutes), { run, person, statement });
	const steps = one.next.steps.map(() => 'self' as const);
	const seen = { id: id(), statement, form: one.next.form, steps, hints: 0, points: 0, doings: 0, level: 2 as const };
	await lookOn(s.as(who, minutes), { run, person, ...seen });
	return seen;
};

test(
	'whoever is named as assessor looks on at who was there, in the days of the class and a fortnight after, and at nobody else',
	scene(async (s) => {
		const doan = await ofYouth(s);
		const { run, first, last } = await taught(s);
		await seatByPhone(s.as(s.lua, first + 1), { id: id(), run, person: s.gia });
		const other = await taught(s, [s.gia]);
		const ask = (who: Actor, minutes: number, of = { run, person: s.som }) =>
			refusalOf(lookedOn(s.as(who, minutes), { ...of, statement: 'T3.1' }));
		expect(await ask(doan, first + 2)).toBe('class-unknown');
		await addHand(s.as(s.lua, first + 2), { run: other.run, staff: doan.id, part: 'helper', ...youth });
		await assessor(s, run, doan);
		const shown = await toLookOn(s.as(doan, first + 3), { run });
		expect(shown.learners.map(({ name }) => name)).toEqual(['Sương Thị Sớm']);
		expect(shown.statements.map((one) => one.id)).toEqual(statementsOf('self-protection'));
		const seen = await look(s, doan, run, first + 4);
		// The other form comes next, whoever looked on; what they wrote they read, and take back.
		const after = await lookedOn(s.as(doan, first + 5), { run, person: s.som, statement: 'T3.1' });
		expect(after.one.next.form).toBe('B');
		expect(after.mine.map((one) => one.id)).toEqual([seen.id]);
		const again = { run, person: s.som, ...seen, id: id() };
		expect(await refusalOf(lookOn(s.as(doan, first + 5), again))).toBe('learning-form-same');
		// Of a topic that is not taught there, of who was in no lesson, of another class, by its trainer, and by who only helps: nothing.
		expect(await refusalOf(lookedOn(s.as(doan, first + 5), { run, person: s.som, statement: 'T5.1' }))).toBe(
			'look-topic'
		);
		expect(await ask(doan, first + 5, { run, person: s.gia })).toBe('look-not-yours');
		expect(await ask(doan, first + 5, { run: other.run, person: s.gia })).toBe('look-not-yours');
		expect(await ask(s.lua, first + 5)).toBe('look-not-yours');
		expect(await ask(s.rang, first + 5)).toBe('class-unknown');
		await takeBackLookOn(s.as(doan, first + 6), { run, person: s.som, evidence: seen.id });
		expect((await lookedOn(s.as(doan, first + 7), { run, person: s.som, statement: 'T3.1' })).mine).toEqual([]);
		await look(s, doan, run, last + 14 * DAY);
		expect(await ask(doan, last + 15 * DAY)).toBe('look-not-yours');
		expect((await toLookOn(s.as(doan, last + 15 * DAY), { run })).learners).toEqual([]);
	})
);

test(
	'the form that comes next is the other of the last look, also of one beside a guide, and a dropped class is nobody’s',
	scene(async (s) => {
		const doan = await ofYouth(s);
		const run = await openClass(s, 'self-protection', s.lua.id);
		await assessor(s, run, doan);
		expect(await refusalOf(toLookOn(s.as(s.rang, 3), { run }))).toBe('class-unknown');
		expect((await toLookOn(s.as(doan, 3), { run })).learners).toEqual([]);
		await dropClass(s.as(s.lua, 4), { run });
		expect(await refusalOf(toLookOn(s.as(doan, 5), { run }))).toBe('class-unknown');
		const { run: held, first } = await taught(s);
		await assessor(s, held, doan);
		await lookBeside(s, await sitBeside(s, s.som, s.mai, first + 2), 'T3.1', first + 3);
		expect((await look(s, doan, held, first + 4)).form).toBe('B');
	})
);

test(
	'what an assessor of another organisation saw in the class counts for the certificate that a guide gives, who did not teach',
	scene(async (s) => {
		const doan = await ofYouth(s);
		const { run, first } = await taught(s);
		await assessor(s, run, doan);
		for (const statement of statementsOf('self-protection')) await look(s, doan, run, first + 2, { statement });
		const beside = await sitBeside(s, s.som, s.mai, first + 3);
		expect((await readyBeside(s.as(beside, first + 3), s.som, 'self-protection')).ready.ready).toBe(false);
		for (const statement of statementsOf('self-protection')) await judgeAll(s, beside, statement, first + 4);
		const { next, level } = await statementBeside(s.as(beside, first + 5), { statement: 'T3.1' });
		expect([next.form, level]).toEqual(['B', 2]);
		const { ready } = await readyBeside(s.as(beside, first + 5), s.som, 'self-protection');
		expect(ready.held.every(({ looked }) => looked?.by === doan.id)).toBe(true);
		await giveCertificate(s.as(beside, first + 6), { id: id(), topic: 'self-protection' });
	})
);
