import { beforeAll, describe, expect, test } from 'vitest';
import { erase } from '#capabilities/data-rights/erase.server.ts';
import { acknowledgeRequest, makeRequest } from '#capabilities/data-rights/requests.server.ts';
import { withdraw } from '#capabilities/privacy/consents.server.ts';
import { correctPerson } from '#capabilities/residents/correct-person.server.ts';
import { mergePeople } from '#capabilities/residents/merge.server.ts';
import {
	areaOf,
	atTheDoor,
	doorsOn,
	hearAll,
	homeOf,
	laterIn,
	lineOf,
	listen,
	outcomeOf,
	phoneOf,
	sayOn,
	seenBy,
	syncNow,
	visit,
	yesTo
} from '#tests/support/field.ts';
import { transaction } from '#platform/db.server.ts';
import { apply, asLeader, check, sheetOf, undo, upload } from '#tests/support/imports.ts';
import { beside, scene, self, settleMore } from '#tests/support/scene.ts';
import { handOver, handovers, withdrawFrom } from './areas.server.ts';
import { settleOperation, unsettled } from './box.server.ts';
import { revokePhone } from './phones.server.ts';
import { readState } from './state.browser.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';

// What phones are told, and what becomes of what they say when doors, people and yesterday move under it.

beforeAll(listen);

const id = (): string => crypto.randomUUID();
type Taken = { id: string; people: { id: string; name: string | null; consents: Record<string, [string, string]> }[] };
const taken = async (held: Parameters<typeof doorsOn>[0]): Promise<Taken[]> =>
	(await doorsOn(held)).filter(({ kind }) => kind === 'household').map(({ row }) => row as Taken);

describe('what comes down', () => {
	test(
		'each of a household reads that they were taken along, and that they were opened',
		scene(async (s) => {
			const { home, phone } = await atTheDoor(s);
			await sayOn(phone, 'field.open-door', { people: [s.som] }, { household: home, people: [s.som] });
			await syncNow(phone);
			const looks = await myLooks(s.as(self(s.som)), { page: 0 });
			expect(looks.rows.map(({ what, actorKind, actorName }) => [what, actorKind, actorName])).toEqual([
				['door', 'phone', 'Hoa Thị Lúa'],
				['taken-along', 'phone', 'Hoa Thị Lúa']
			]);
		})
	);

	test(
		'a merge and a correction are heard, each as a change of the door',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const twin = await settleMore(s, 'Sương Thị Sơm', 1950);
			await mergePeople(s.as(s.mai), { id: id(), kept: s.som, gone: twin });
			await hearAll(s, clock.at);
			expect(await syncNow(phone)).toMatchObject({ pulled: 1 });
			await correctPerson(s.as(s.mai), {
				...{
					person: s.gia,
					name: 'Thông Văn Già',
					birthYear: 1948,
					birthDate: null,
					gender: 'male',
					hamlet: 'thôn Bến Gió'
				},
				source: 'paper'
			});
			await hearAll(s, clock.at);
			expect((await syncNow(phone)).pulled).toBe(1);
			expect((await taken(phone))[0]!.people.map(({ name }) => name).sort()).toEqual([
				'Sương Thị Sớm',
				'Thông Văn Già'
			]);
			expect((await syncNow(phone)).pulled).toBe(0);
			expect((await taken(phone))[0]!.id).toBe(home);
		})
	);

	test(
		'whoever was erased is gone at the next contact, unsent and sealed copies too, and late words about them are kept nowhere',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const other = await phoneOf(s, s.lua, clock.at);
			const about = { household: home, people: [s.gia] };
			const sent = await sayOn(phone, 'residents.set-needs', { person: s.gia, needs: ['big-print'], was: [] }, about);
			await syncNow(phone);
			const late = await sayOn(other, 'residents.set-needs', { person: s.gia, needs: ['read-aloud'], was: [] }, about);
			const request = id();
			await makeRequest(s.as(beside(s, s.gia)), { id: request, kind: 'deletion', purpose: null, words: null });
			await acknowledgeRequest(s.as(s.thach), { request });
			clock.days(2);
			await erase(laterIn(s, clock.at)(s.thach), { request });
			await hearAll(s, clock.at);
			await syncNow(other);
			await syncNow(phone);
			expect([await lineOf(phone, sent), await lineOf(other, late)]).toEqual([undefined, undefined]);
			for (const held of [phone, other]) {
				expect((await taken(held))[0]!.people.map((one) => one.id)).toEqual([s.som]);
				expect(JSON.stringify(await held.phone.outbox.all())).not.toContain(s.gia);
			}
			const kept = await (await seenBy(s))`select result, code, sealed from field_operation where id = ${late}`;
			expect(kept).toEqual([{ result: 'rejected', code: 'person-erased', sealed: null }]);
		})
	);

	test(
		'a door that came with a sheet is gone when the sheet is taken back',
		scene(async (s) => {
			const { clock, area, home, phone } = await atTheDoor(s);
			const sheet = await upload(s, sheetOf('1;H9;Mưa Thị Ngâu;1961;Nữ;;Chủ hộ;thôn Bến Gió;;'));
			await check(s, sheet);
			await apply(s, sheet);
			const came = await asLeader(s, (db) => db<{ id: string }[]>`select id from household where book = 'H9'`);
			await handOver(s.as(s.thach), { households: [came[0]!.id], to: area });
			await syncNow(phone);
			expect((await taken(phone)).map(({ id: door }) => door).toSorted()).toEqual([home, came[0]!.id].toSorted());
			await undo(s, sheet);
			await hearAll(s, clock.at);
			await syncNow(phone);
			expect((await taken(phone)).map(({ id: door }) => door)).toEqual([home]);
		})
	);

	test(
		'whoever took back the visit is a door without a name',
		scene(async (s) => {
			const { clock, phone, home } = await atTheDoor(s);
			const { operation, sessionOf } = await visit(phone, home, [s.som]);
			const about = { household: home, people: [s.som], session: sessionOf(s.som) };
			await sayOn(phone, 'privacy.ask-consent', yesTo(s.som), about, [operation]);
			await syncNow(phone);
			await withdraw(s.as(beside(s, s.som)), { id: id(), purpose: 'campaign-visit' });
			await hearAll(s, clock.at);
			await syncNow(phone);
			const [door] = await taken(phone);
			expect(door!.people.find((one) => one.id === s.som)).toMatchObject({
				name: null,
				year: null,
				needs: [],
				open: []
			});
			expect(door!.people.find((one) => one.id === s.gia)).toMatchObject({ name: 'Thông Văn Già' });
		})
	);

	test(
		'a phone that lost a row, or holds one that it should not, finds out and repairs only that',
		scene(async (s) => {
			const { phone, area, home } = await atTheDoor(s);
			const second = await homeOf(s, area, [await settleMore(s, 'Mây Thị Lau')]);
			await syncNow(phone);
			await phone.phone.rows.drop([area, home]);
			const stray = '00000000-0000-4000-8000-0000000000aa';
			const kept = (await phone.phone.rows.get([area, second]))!;
			await phone.phone.rows.put({ ...kept, id: stray });
			await syncNow(phone);
			expect((await doorsOn(phone).catch(() => [])).map((one) => one.id).sort()).toEqual([home, second].sort());
		})
	);
});

describe('a door that moves', () => {
	test(
		'the old phone delivers, lets go and says so; all see given, received, gone',
		scene(async (s) => {
			const { clock, area, home, phone } = await atTheDoor(s);
			const to = await areaOf(s, 'Gò Nắng', s.mai);
			const next = await phoneOf(s, s.mai, clock.at);
			await handOver(s.as(s.thach), { households: [home], to });
			const state = async () => (await handovers(s.as(s.thach), {})).filter(({ fromArea }) => fromArea === area);
			expect(await state()).toMatchObject([{ toArea: to, receivedAt: null, holding: 1 }]);
			await syncNow(next);
			await syncNow(next);
			expect(await state()).toMatchObject([{ receivedAt: clock.at(), holding: 1 }]);
			await syncNow(phone);
			expect(await state()).toMatchObject([{ receivedAt: clock.at(), holding: 0 }]);
			expect([(await taken(phone)).length, (await taken(next)).map((one) => one.id)]).toEqual([0, [home]]);
		})
	);

	test(
		'what was said before it moved waits for whoever goes there now, and is done as its author when they accept it',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const to = await areaOf(s, 'Gò Nắng', s.mai);
			const next = await phoneOf(s, s.mai, clock.at);
			const { operation } = await visit(phone, home, [s.som]);
			clock.days(1);
			await handOver(laterIn(s, clock.at)(s.thach), { households: [home], to });
			clock.days(13);
			await syncNow(phone);
			expect(await outcomeOf(phone, operation)).toEqual(['done', 'rerouted', 'handed-over']);
			expect((await taken(phone)).length).toBe(0);
			await syncNow(next);
			const late = (await doorsOn(next)).find(({ kind }) => kind === 'late');
			expect(late?.row).toMatchObject({
				id: operation,
				household: home,
				author: 'Hoa Thị Lúa',
				command: 'assistance.record-visit'
			});
			await settleOperation(laterIn(s, clock.at)(s.thach), { operation, accept: true });
			await hearAll(s, clock.at);
			expect(await (await seenBy(s))`select helper_id from visit`).toEqual([{ helperId: s.lua.id }]);
			expect(await unsettled(s.as(s.thach), {})).toEqual([]);
			await syncNow(next);
			expect((await doorsOn(next)).map(({ kind }) => kind)).toEqual(['household']);
		})
	);

	test(
		'a late word goes on with its door, into the box of whoever goes there now',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const [to, on] = [await areaOf(s, 'Gò Nắng', s.mai), await areaOf(s, 'Đầm Sen', s.thach)];
			const next = await phoneOf(s, s.mai, clock.at);
			const { operation } = await visit(phone, home, []);
			await handOver(s.as(s.thach), { households: [home], to });
			await syncNow(phone);
			await syncNow(next);
			expect((await doorsOn(next)).map(({ kind }) => kind).toSorted()).toEqual(['household', 'late']);
			await handOver(s.as(s.thach), { households: [home], to: on });
			await syncNow(next);
			expect(await doorsOn(next)).toEqual([]);
			expect(await unsettled(s.as(s.thach), {})).toMatchObject([{ id: operation, areaId: on }]);
			const last = await phoneOf(s, s.thach, clock.at);
			expect((await doorsOn(last)).map(({ kind }) => kind).toSorted()).toEqual(['household', 'late']);
		})
	);

	test(
		'a no that comes late is a no all the same',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const to = await areaOf(s, 'Gò Nắng', s.mai);
			const { operation, sessionOf } = await visit(phone, home, [s.som]);
			const about = { household: home, people: [s.som], session: sessionOf(s.som) };
			await sayOn(phone, 'privacy.ask-consent', yesTo(s.som), about, [operation]);
			await syncNow(phone);
			const no = await sayOn(phone, 'privacy.withdraw', { id: id(), purpose: 'campaign-visit' }, about, [operation]);
			await handOver(s.as(s.thach), { households: [home], to });
			clock.days(1);
			await syncNow(phone);
			expect(await outcomeOf(phone, no)).toEqual(['done', 'applied', null]);
		})
	);

	test(
		'whoever is withdrawn from an area has nothing of it any more, and what they said there waits for those who stay',
		scene(async (s) => {
			const { clock, area, home, phone } = await atTheDoor(s);
			const { operation } = await visit(phone, home, []);
			await withdrawFrom(s.as(s.thach), { area, staff: s.lua.id });
			clock.days(1);
			await syncNow(phone);
			expect(await outcomeOf(phone, operation)).toEqual(['done', 'rerouted', 'handed-over']);
			expect(await phone.phone.rows.count()).toBe(0);
			expect(await unsettled(s.as(s.thach), {})).toMatchObject([{ id: operation, areaId: area }]);
		})
	);
});

describe('two who change the same', () => {
	const facts = { name: 'Thông Văn Già', birthYear: 1948, birthDate: null, gender: 'male', hamlet: 'thôn Gò Nắng' };
	const was = { name: 'Thông Văn Già', birth: '1948', gender: 'male', hamlet: 'thôn Gò Nắng' };

	test(
		'other fields are merged; of the same one what the server had stands, and both are kept for a person',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const about = { household: home, people: [s.gia] };
			const said = (more: object) => ({ person: s.gia, ...facts, was, source: 'said', ...more });
			const merged = await sayOn(phone, 'residents.correct', said({ hamlet: 'thôn Bến Gió' }), about);
			await correctPerson(s.as(s.mai), { ...said({ gender: 'female', source: 'paper' }) } as never);
			await syncNow(phone);
			expect(await outcomeOf(phone, merged)).toEqual(['done', 'merged', null]);
			const lost = await sayOn(phone, 'residents.correct', said({ hamlet: 'thôn Đầm Sen' }), about);
			await syncNow(phone);
			expect(await outcomeOf(phone, lost)).toEqual(['done', 'conflict', 'changed-otherwise']);
			const db = await seenBy(s);
			expect(await db`select hamlet, gender from person where id = ${s.gia}`).toEqual([
				{ hamlet: 'thôn Bến Gió', gender: 'female' }
			]);
			expect(await db`select sealed is not null as kept from field_operation where id = ${lost}`).toEqual([
				{ kept: true }
			]);
			expect(await unsettled(s.as(s.thach), {})).toMatchObject([{ id: lost, result: 'conflict' }]);
			expect(clock.ms).toBeGreaterThan(0);
		})
	);

	test(
		'a telephone number is asked for at a door, and not overwritten',
		scene(async (s) => {
			const { home, phone } = await atTheDoor(s);
			const about = { household: home, people: [s.gia] };
			await sayOn(
				phone,
				'residents.correct',
				{ person: s.gia, ...facts, was, phone: '0900000555', source: 'said' },
				about
			);
			expect(await syncNow(phone)).toMatchObject({ acknowledged: 1, box: 0 });
			const db = await seenBy(s);
			expect(await db`select phone_hash from person where id = ${s.gia}`).toEqual([{ phoneHash: null }]);
			expect(await db`select fields, asked_by, decided_by from identity_change`).toEqual([
				{ fields: ['phone'], askedBy: s.lua.id, decidedBy: null }
			]);
		})
	);
});

describe('a phone that is parted, and a server that was put back', () => {
	test(
		'it delivers what lies on it into a person’s box, and is emptied',
		scene(async (s) => {
			const { home, phone } = await atTheDoor(s);
			const { operation } = await visit(phone, home, [s.som]);
			await revokePhone(s.as(s.thach), { phone: phone.id });
			expect(await syncNow(phone)).toMatchObject({ wiped: true });
			expect(await unsettled(s.as(s.thach), {})).toMatchObject([
				{ id: operation, result: 'rerouted', code: 'phone-revoked' }
			]);
			expect(await (await seenBy(s))`select from visit`).toHaveLength(0);
		})
	);

	test(
		'after yesterday is put back, all phones say again what they said since, once',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const other = await phoneOf(s, s.lua, clock.at);
			const first = await visit(phone, home, []);
			await syncNow(phone);
			const undone = new Error('yesterday');
			let lost = '';
			await transaction(s.base.db, async (db) => {
				const held = s.base.db;
				s.base.db = db;
				clock.days(0.5);
				lost = (await visit(phone, home, [s.som])).visit;
				await syncNow(phone);
				await visit(other, home, [s.gia]);
				await syncNow(other);
				s.base.db = held;
				throw undone;
			}).catch((reason: unknown) => {
				if (reason !== undone) throw reason;
			});
			expect(await (await seenBy(s))`select id from visit`).toEqual([{ id: first.visit }]);
			clock.days(0.5);
			expect(await syncNow(phone)).toMatchObject({ restored: true, waiting: 0, fault: null });
			expect(await syncNow(other)).toMatchObject({ restored: true, waiting: 0, fault: null });
			expect(await syncNow(phone)).toMatchObject({ restored: false, pushed: 0 });
			const db = await seenBy(s);
			expect((await db`select id from visit`).length).toBe(3);
			expect(await db`select count(*)::int from visit where id = ${lost}`).toEqual([{ count: 1 }]);
			expect((await readState(other.phone)).told?.serverEpoch).toBe(2);
		})
	);
});
