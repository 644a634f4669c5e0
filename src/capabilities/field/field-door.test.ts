import { beforeAll, describe, expect, test } from 'vitest';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import {
	areaOf,
	atTheDoor,
	clockOf,
	doorsOn,
	homeOf,
	listen,
	outcomeOf,
	phoneOf,
	sayOn,
	seenBy,
	syncNow,
	visit,
	yesTo
} from '#tests/support/field.ts';
import { refusalOf, scene, self } from '#tests/support/scene.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { waitingOf } from '#platform/asks.server.ts';
import { assign } from './areas.server.ts';
import { toldCards } from './asks.server.ts';
import { cardReports, seeCard } from './card-reports.server.ts';
import { readState } from './state.browser.ts';
import type { TakenHousehold } from './taken.ts';

// What is known at a door, and what was said there by mistake.

beforeAll(listen);

const id = (): string => crypto.randomUUID();

test(
	'what somebody needs who had said so at the counter meanwhile is one need, and nobody has to look at it',
	scene(async (s) => {
		const { home, phone } = await atTheDoor(s);
		const need = { person: s.som, kind: 'papers', urgency: 'this-week', note: null } as const;
		const said = { ...need, id: id(), source: 'door' };
		const operation = await sayOn(phone, 'assistance.record-need', said, { household: home, people: [s.som] });
		await recordNeed(s.as(s.lua), { ...need, id: id(), source: 'counter' });
		const noted = { ...said, id: id(), note: 'giấy ra viện' };
		const told = await sayOn(phone, 'assistance.record-need', noted, { household: home, people: [s.som] });
		for (let n = 0; n < 3; n++) await syncNow(phone);
		expect(await outcomeOf(phone, operation)).toEqual(['done', 'merged', 'need-open-already']);
		// What was said besides is not lost: somebody reads it.
		expect(await outcomeOf(phone, told)).toEqual(['box', 'rejected', 'need-open-already']);
		expect(await (await seenBy(s))`select source from need`).toEqual([{ source: 'counter' }]);
	})
);

describe('what was a mistake', () => {
	test(
		'a visit is taken back by whoever wrote it, within a day: it counts nowhere, and what was shown in it was not',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const { operation, visit: made } = await visit(phone, home, [s.som], {
				taught: [{ person: s.som, topic: 'e-id', how: 'self', again: 30 }]
			});
			const need = id();
			const told = { id: need, person: s.som, kind: 'papers', urgency: 'this-week', source: 'door', note: null };
			const about = { household: home, people: [s.som] };
			await sayOn(phone, 'assistance.record-need', told, about);
			await recordNeed(s.as(s.lua), {
				id: id(),
				person: s.som,
				kind: 'e-id',
				urgency: 'this-week',
				source: 'counter',
				note: null
			});
			const back = { visit: made, needs: [need] };
			const undo = await sayOn(phone, 'assistance.take-back-visit', back, { household: home }, [operation]);
			await syncNow(phone);
			expect(await outcomeOf(phone, undo)).toEqual(['done', 'applied', null]);
			const read = await seenBy(s);
			expect(await read`select from visit`).toHaveLength(0);
			expect(await read`select from encounter`).toHaveLength(0);
			expect(await read`select kind from need`).toEqual([{ kind: 'e-id' }]);
			expect(await read`select end_reason from assisted_session where channel = 'home'`).toEqual([
				{ endReason: 'taken-back' }
			]);
			// A second time there is nothing to take back; nor is there a day later, nor anything of somebody else’s.
			const again = await sayOn(phone, 'assistance.take-back-visit', back, { household: home });
			const { visit: old } = await visit(phone, home, []);
			await syncNow(phone);
			expect(await outcomeOf(phone, again)).toEqual(['waiting', 'rejected', 'visit-stands']);
			clock.days(1.5);
			const late = await sayOn(phone, 'assistance.take-back-visit', { visit: old, needs: [] }, { household: home });
			await syncNow(phone);
			expect(await outcomeOf(phone, late)).toEqual(['waiting', 'rejected', 'visit-stands']);
			expect(await (await seenBy(s))`select id from visit`).toEqual([{ id: old }]);
		})
	);

	test(
		'another who goes to the same door takes back nothing of it',
		scene(async (s) => {
			const { clock, home, phone, area } = await atTheDoor(s);
			const { visit: made } = await visit(phone, home, [s.som]);
			await syncNow(phone);
			await assign(s.as(s.thach), { area, staff: s.mai.id });
			const other = await phoneOf(s, s.mai, clock.at);
			const tried = await sayOn(other, 'assistance.take-back-visit', { visit: made, needs: [] }, { household: home });
			await syncNow(other);
			expect(await outcomeOf(other, tried)).toEqual(['waiting', 'rejected', 'visit-stands']);
			expect(await (await seenBy(s))`select from visit`).toHaveLength(1);
		})
	);

	test(
		'a phone that says that it was said long ago takes back nothing that arrived more than a week ago, and no yes',
		scene(async (s) => {
			const clock = clockOf();
			let says = clock.ms;
			const area = await areaOf(s, 'Bến Gió', s.lua);
			const home = await homeOf(s, area, [s.som]);
			const phone = await phoneOf(s, s.lua, clock.at, { clock: () => says });
			const { operation, visit: made, sessionOf } = await visit(phone, home, [s.som]);
			const yes = yesTo(s.som);
			const about = { household: home, people: [s.som], session: sessionOf(s.som) };
			await sayOn(phone, 'privacy.ask-consent', yes, about, [operation]);
			await syncNow(phone);
			clock.days(8);
			says = clock.ms - 8 * 86_400_000 + 1000;
			const tried = [
				await sayOn(phone, 'assistance.take-back-visit', { visit: made, needs: [] }, { household: home }),
				await sayOn(phone, 'privacy.unsay-consent', { consent: yes.id }, { household: home, people: [s.som] })
			];
			await syncNow(phone);
			expect([await outcomeOf(phone, tried[0]!), await outcomeOf(phone, tried[1]!)]).toEqual([
				['waiting', 'rejected', 'visit-stands'],
				['waiting', 'rejected', 'nothing-given']
			]);
			expect(await (await seenBy(s))`select from visit`).toHaveLength(1);
		})
	);
});

test(
	'a promise is for the need that the counter had written meanwhile',
	scene(async (s) => {
		const { home, phone } = await atTheDoor(s);
		const about = { household: home, people: [s.som] };
		const told = { person: s.som, kind: 'papers', urgency: 'this-week', note: null } as const;
		const first = await sayOn(phone, 'assistance.record-need', { ...told, id: id(), source: 'door' }, about);
		const of = { person: s.som, kind: 'papers' };
		const promise = { need: id(), of, helper: s.lua.id, plan: 'home-visit', promisedOn: '2026-07-16' };
		const promised = await sayOn(phone, 'assistance.plan-need', promise, about, [first]);
		await recordNeed(s.as(s.lua), { ...told, id: id(), source: 'counter' });
		await syncNow(phone);
		expect(await outcomeOf(phone, promised)).toEqual(['done', 'applied', null]);
		expect(await (await seenBy(s))`select source, promised_on::text from need`).toEqual([
			{ source: 'counter', promisedOn: '2026-07-16' }
		]);
	})
);

test(
	'that a door was opened is read by those who still live there, also where one of them has moved away or is erased',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		const people = [s.som, s.gia, id()];
		const opened = await sayOn(phone, 'field.open-door', { people }, { household: home, people });
		await syncNow(phone);
		expect(await outcomeOf(phone, opened)).toEqual(['done', 'applied', null]);
		const looks = await myLooks({ ...s.as(self(s.gia)), now: clock.at() }, { page: 0 });
		expect(looks.rows.map(({ what }) => what)).toContain('door');
	})
);

describe('what is known at a door', () => {
	test(
		'who came last and how often, whose a need is, what they are asked again and from when on, and by which words',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const taught = [{ person: s.som, topic: 'e-id', how: 'guided', again: 30 }];
			await visit(phone, home, [s.som], { taught });
			const about = { household: home, people: [s.som] };
			const need = id();
			const asked = { id: need, person: s.som, kind: 'papers', urgency: 'this-week', source: 'door', note: null };
			await sayOn(phone, 'assistance.record-need', asked, about);
			await sayOn(phone, 'assistance.take-need', { need }, about);
			await syncNow(phone);
			await syncNow(phone);
			const door = (await doorsOn(phone))[0]!.row as TakenHousehold;
			const som = door.people.find(({ id: one }) => one === s.som)!;
			expect([door.lastBy, door.visits]).toEqual(['Hoa Thị Lúa', 1]);
			expect(som.again).toEqual([['e-id', '2026-08-13']]);
			expect(som.open).toMatchObject([{ kind: 'papers', owner: 'Hoa Thị Lúa' }]);
			// Once somebody has asked, nobody asks again.
			clock.days(30);
			await visit(phone, home, [s.som], { taught: [{ ...taught[0], how: 'self', again: null }] });
			await syncNow(phone);
			await syncNow(phone);
			const after = (await doorsOn(phone))[0]!.row as TakenHousehold;
			expect([after.visits, after.people.find(({ id: one }) => one === s.som)!.again]).toEqual([2, []]);
			expect((await readState(phone.phone)).texts).toContainEqual({
				...{ purpose: 'campaign-visit', version: 1, words: 'ask-campaign-visit' }
			});
		})
	);
});

describe('a card', () => {
	test(
		'how it went follows from what was said back and done again, and is kept with the card and its version',
		scene(async (s) => {
			const { home, phone } = await atTheDoor(s);
			const back = { card: 'fake-police', version: 1, said: 'full', did: 'hint' };
			const taught = { person: s.som, topic: 'self-protection', how: 'guided', again: null, back };
			const { operation } = await visit(phone, home, [s.som], { taught: [taught] });
			const { operation: better } = await visit(phone, home, [s.som], { taught: [{ ...taught, how: 'self' }] });
			await syncNow(phone);
			expect(await outcomeOf(phone, operation)).toEqual(['done', 'applied', null]);
			// Nobody makes it better than it was seen.
			expect(await outcomeOf(phone, better)).toEqual(['waiting', 'rejected', 'wrong-input']);
			expect(await (await seenBy(s))`select how, card, card_version, said_back, done_again from encounter`).toEqual([
				{ how: 'guided', card: 'fake-police', cardVersion: 1, saidBack: 'full', doneAgain: 'hint' }
			]);
		})
	);

	test(
		'that a card is not true any more is told to whoever leads, once for each version, until they looked',
		scene(async (s) => {
			const { home, phone } = await atTheDoor(s);
			const said = (card: string, version: number, words: string | null) =>
				sayOn(phone, 'field.report-card', { id: id(), card, version, words }, { household: home });
			await said('true-address', 1, 'nút ở chỗ khác');
			await said('true-address', 1, null);
			const nowhere = { id: id(), card: 'book-visit', version: 2, words: null };
			await sayOn(phone, 'field.report-card', nowhere, {});
			expect(await syncNow(phone)).toMatchObject({ acknowledged: 3, box: 0 });
			const told = async () =>
				(await cardReports(s.as(s.thach), {})).map((one) => [one.card, one.version, one.times, one.words]);
			expect(await told()).toEqual([
				['true-address', 1, 2, ['nút ở chỗ khác']],
				['book-visit', 2, 1, []]
			]);
			expect((await waitingOf(s.as(s.thach), [toldCards])).get(toldCards)).toBe(2);
			await seeCard(s.as(s.thach), { card: 'true-address', version: 1 });
			expect(await told()).toEqual([['book-visit', 2, 1, []]]);
			expect(await refusalOf(seeCard(s.as(s.thach), { card: 'true-address', version: 1 }))).toBe('card-seen');
		})
	);
});
