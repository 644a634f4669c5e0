import { beforeAll, expect, test } from 'vitest';
import { end } from '#capabilities/assistance/end.server.ts';
import { rightsOf } from '#program/roles.ts';
import { dayOf, addDays } from '#kernel/day.ts';
import { listener, refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { fill, sayYes, sitDown } from '#tests/support/story.ts';
import { byHouse } from '#tests/support/accounts.ts';
import { hearIn } from '#tests/support/hear.ts';
import { secondCentre } from '#tests/support/second-centre.ts';
import { register } from '#platform/listen.server.ts';
import { communeFees, dropFee, findFee, setFoundFee } from './commune-fees.server.ts';
import { paymentsListen } from './listens.server.ts';
import { listWithoutFound } from './sql-fees.server.ts';
import { feeBefore } from './fee-of-file.server.ts';
import { ofCase } from './of-case.server.ts';
import { setFee } from './set-fee.server.ts';

beforeAll(() => register(paymentsListen));

const BIRTH = '1.001193';
/** `yyyy-mm-dd` as it is typed. */
const typed = (day: string): string => day.split('-').reverse().join('/');

/** A birth that was said yes to, of a child born so many days ago. */
async function saidYes(s: Scene, daysOld: number) {
	const sitting = await sitDown(s, BIRTH);
	const birth = typed(addDays(dayOf(s.as(s.mai).now), -daysOld));
	await fill(s, sitting, {
		'child-birth': birth,
		'mother-birth': '1990',
		'child-ethnicity': 'Thái',
		'mother-ethnicity': 'Thái',
		'father-named': 'no',
		relation: 'relative'
	});
	const before = await feeBefore(s.as(sitting.screen), { case: sitting.case });
	await sayYes(s, sitting);
	await end(s.as(sitting.guide, 6), { session: sitting.session, reason: 'done' });
	await setFee(s.as(listener(['payments.set-fee'], sitting.case), 6), { case: sitting.case });
	return { ...sitting, before, bill: () => ofCase(s.as(s.mai, 9), { case: sitting.case }) };
}

const price = (amount: number, seen = '') => ({
	...{ id: crypto.randomUUID(), procedure: BIRTH, way: 'DIRECT' as const, amount, seen },
	basis: 'Biểu lệ phí của xã, thử'
});

test(
	'a birth within its sixty days costs nothing, before the yes and after it; a day later nobody knows yet',
	scene(async (s) => {
		const inTime = await saidYes(s, 60);
		expect(inTime.before).toMatchObject({ known: true, total: 0, waivedFor: 'in-time' });
		expect(await inTime.bill()).toMatchObject({ balance: { state: 'nothing-due' }, feeOpen: false, forAll: null });
		const late = await saidYes(s, 61);
		expect(late.before).toMatchObject({ known: false, reason: 'unknown' });
		expect(await late.bill()).toMatchObject({ balance: { state: 'unknown' }, forAll: { procedure: BIRTH, seen: '' } });
	})
);

test(
	'a price is found once for the commune: who waited is told, who comes later is asked for it, and the next price touches neither',
	scene(async (s) => {
		const waiting = await saidYes(s, 90);
		const [first, second] = [price(8_000), price(9_000)];
		expect(await findFee(s.as(s.mai, 7), first)).toEqual({ id: first.id, files: 1 });
		// Found wrongly, it is put right for this file too until money came.
		expect(await waiting.bill()).toMatchObject({ balance: { state: 'due', left: 8_000 }, feeOpen: true });
		expect((await waiting.bill()).lines).toMatchObject([{ what: 'found', basis: first.basis, enteredBy: null }]);
		const later = await saidYes(s, 90);
		expect(later.before).toMatchObject({ known: true, total: 8_000 });
		expect(await later.bill()).toMatchObject({ balance: { left: 8_000 } });
		// Beside another price than stands now nobody writes one.
		expect(await refusalOf(findFee(s.as(s.thach, 8), price(1)))).toBe('fee-changed');
		await findFee(s.as(s.thach, 8), { ...second, seen: first.id });
		expect(await later.bill()).toMatchObject({ balance: { left: 8_000 } });
		const shown = async () => (await communeFees(s.as(s.mai, 9), {})).find(({ procedure }) => procedure === BIRTH);
		expect(await shown()).toMatchObject({ way: 'DIRECT', found: { id: second.id, amount: 9_000 } });
		await dropFee(s.as(s.mai, 10), { fee: second.id });
		expect((await shown())?.found).toBeNull();
		expect(await refusalOf(dropFee(s.as(s.mai, 11), { fee: second.id }))).toBe('fee-changed');
	})
);

test(
	'a file that waits at another centre of the commune has its amount at once, and one of another commune has not',
	scene(async (s) => {
		const elsewhere = await secondCentre(s);
		const [here, there] = [await saidYes(s, 90), await saidYes(elsewhere, 90)];
		expect(await there.bill()).toMatchObject({ balance: { state: 'unknown' } });
		const found = price(8_000);
		expect(await findFee(s.as(s.mai, 7), found)).toEqual({ id: found.id, files: 1 });
		await hearIn(s, 'payments', () => s.as(s.mai, 7).now);
		for (const { bill } of [here, there])
			expect(await bill()).toMatchObject({ balance: { state: 'due', left: 8_000 } });
		// Heard twice it is one amount; and whoever is not that job is told of no file.
		await setFoundFee(s.as(listener(['payments.set-found-fee'], there.case), 8), { case: there.case });
		expect((await there.bill()).lines.length).toBe(1);
		expect(await byHouse(s, (sql) => listWithoutFound(sql, found.id))).toEqual([]);
	})
);

test(
	'where the catalogue knows nobody finds a price; a guide finds none at all',
	scene(async (s) => {
		const known = { ...price(1), procedure: '2.000635' };
		expect(await refusalOf(findFee(s.as(s.mai), known))).toBe('fee-known');
		expect(rightsOf.guide).not.toContain('payments.find-fee');
		const listed = (await communeFees(s.as(s.mai), {})).map(({ procedure, way }) => `${procedure} ${way}`);
		expect(listed).toContain(`${BIRTH} DIRECT`);
		expect(listed).not.toContain(`${BIRTH} ONLINE`);
		expect(listed.some((one) => one.startsWith('2.000635'))).toBe(false);
	})
);
