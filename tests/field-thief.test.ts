import { beforeAll, expect, test } from 'vitest';
import { handOver, handovers } from '#capabilities/field/areas.server.ts';
import { unsettled } from '#capabilities/field/box.server.ts';
import { signBody, signParcel } from '#capabilities/field/parcel.browser.ts';
import { readState } from '#capabilities/field/state.browser.ts';
import { signingKey } from '#capabilities/field/vault.browser.ts';
import { withdraw } from '#capabilities/privacy/consents.server.ts';
import { foundHousehold, joinHousehold } from '#capabilities/residents/households.server.ts';
import { system } from '#kernel/actor.ts';
import { setScope } from '#platform/scope.server.ts';
import {
	areaOf,
	atTheDoor,
	doorsOn,
	homeOf,
	listen,
	outcomeOf,
	phoneOf,
	sayOn,
	seenBy,
	syncNow,
	visit,
	yesTo,
	type Held
} from './support/field.ts';
import { beside, scene, settleMore, type Scene } from './support/scene.ts';

// A volunteer with a phone that is theirs, and what they are not to do with it.

beforeAll(listen);

const id = (): string => crypto.randomUUID();
const answersOf = async (s: Scene, person: string): Promise<string[]> =>
	(
		await (await seenBy(s))<
			{ answer: string }[]
		>`select answer from consent where person_id = ${person} order by counts_at, id`
	).map(({ answer }) => answer);
/** Sends parcels of its own making, as an app that nobody wrote. */
async function pushOf(held: Held, parcels: Record<string, unknown>[]) {
	const { told } = await readState(held.phone);
	const body = JSON.stringify({ phone: held.id, mark: told!.mark, clientTime: Date.now(), waiting: 0, parcels });
	return held.wire.push(await signBody(await signingKey(held.phone), body));
}
async function parcelOf(held: Held, op: string) {
	const { sealed, seq } = (await held.phone.outbox.get(op))!;
	const named = { id: op, device: held.id, seq, sealed };
	return { ...named, signature: await signParcel(await signingKey(held.phone), named) };
}

test(
	'nobody makes a sitting by saying so in another word',
	scene(async (s) => {
		const { home, phone } = await atTheDoor(s);
		const session = id();
		const forged = { person: s.gia, needs: ['big-print'], was: [], met: [{ session, person: s.som }] };
		const first = await sayOn(phone, 'residents.set-needs', forged, { household: home, people: [s.gia] });
		const about = { household: home, people: [s.som], session };
		const yes = await sayOn(phone, 'privacy.ask-consent', yesTo(s.som), about, [first]);
		const no = await sayOn(phone, 'privacy.withdraw', { id: id(), purpose: 'campaign-visit' }, about, [first]);
		await syncNow(phone);
		expect([await outcomeOf(phone, yes), await outcomeOf(phone, no)]).toEqual([
			['waiting', 'rejected', 'no-session'],
			['waiting', 'rejected', 'no-session']
		]);
		expect(await answersOf(s, s.som)).toEqual([]);
	})
);

test(
	'a card that a phone says it read changes nobody who was compared, and no telephone',
	scene(async (s) => {
		const { home, phone } = await atTheDoor(s);
		const { operation, sessionOf } = await visit(phone, home, [s.som]);
		const facts = {
			name: 'Sương Thị Trộm',
			birthYear: 1990,
			birthDate: '1990-01-01',
			gender: 'female',
			hamlet: 'thôn Bến Gió'
		};
		const was = { name: 'Sương Thị Sớm', birth: '1950-03-14', gender: 'female', hamlet: 'thôn Bến Gió' };
		const card = '097190009999||Sương Thị Trộm|01011990|Nữ|x';
		const input = { person: s.som, ...facts, was, number: '097190009999', phone: '0900000999', source: 'card', card };
		await sayOn(phone, 'residents.correct', input, { household: home, people: [s.som], session: sessionOf(s.som) }, [
			operation
		]);
		await syncNow(phone);
		const db = await seenBy(s);
		expect(await db`select name from person where id = ${s.som}`).toEqual([{ name: 'Sương Thị Sớm' }]);
		expect(await db`select decided_by, agreed from identity_change`).toEqual([{ decidedBy: null, agreed: null }]);
	})
);

test(
	'a word that no command reads is in nobody’s box, and stops no pull',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		const to = await areaOf(s, 'Gò Nắng', s.mai);
		const next = await phoneOf(s, s.mai, clock.at);
		const deep = JSON.parse(`${'['.repeat(3000)}${']'.repeat(3000)}`) as unknown;
		const odd = await sayOn(phone, 'residents.set-needs', { deep }, { household: home, people: [] });
		const told = { person: s.som, needs: ['big-print'], was: [], more: 'OTP 482913', deep };
		const late = await sayOn(phone, 'residents.set-needs', told, { household: home, people: [s.som] });
		await handOver(s.as(s.thach), { households: [home], to });
		await syncNow(phone);
		expect((await outcomeOf(phone, odd))?.[2]).toBe('wrong-input');
		expect((await outcomeOf(phone, late))?.[1]).toBe('rerouted');
		expect(await syncNow(next)).toMatchObject({ fault: null });
		const word = (await doorsOn(next)).find(({ kind }) => kind === 'late');
		expect(word?.row['input']).toEqual({ person: s.som, needs: ['big-print'], was: [] });
	})
);

test(
	'one parcel spoils no other: an area that is none, a tail that no table holds, a number beyond all',
	scene(async (s) => {
		const { home, phone } = await atTheDoor(s);
		const { operation } = await visit(phone, home, []);
		await phone.phone.state.put({ key: 'areas', value: [{ id: id(), name: 'x', epoch: 1, cursor: 0, gone: false }] });
		const nowhere = await sayOn(
			phone,
			'residents.set-needs',
			{ person: s.som, needs: [], was: [] },
			{ people: [id()] }
		);
		const good = await parcelOf(phone, operation);
		const { outcomes } = await pushOf(phone, [good, await parcelOf(phone, nowhere)]);
		expect(outcomes.map(({ result }) => result)).toEqual(['applied', 'rejected']);
		for (const more of [{ sealed: `${good.sealed}\u0000` }, { sealed: `${good.sealed}\ud800` }, { seq: 1e300 }])
			await expect(pushOf(phone, [{ ...good, ...more }])).rejects.toMatchObject({ code: 'phone-request' });
	})
);

test(
	'whose account was closed goes nowhere by their phone any more',
	scene(async (s) => {
		const { home, phone } = await atTheDoor(s);
		await setScope(s.base.db, system('door', new Set()), id());
		await s.base.db`update staff set closed_at = now() where id = ${s.lua.id}`;
		const { operation } = await visit(phone, home, [s.som]);
		await syncNow(phone);
		expect((await outcomeOf(phone, operation))?.[1]).toBe('rerouted');
		expect(await phone.phone.rows.count()).toBe(0);
	})
);

test(
	'under an id that another phone uses nothing of the other is overwritten or told',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		const thief = await phoneOf(s, s.mai, clock.at);
		const { operation } = await visit(phone, home, []);
		await syncNow(phone);
		const sealed = (await phone.phone.outbox.get(operation))!.sealed;
		const named = { id: operation, device: thief.id, seq: 1, sealed };
		const forged = { ...named, signature: await signParcel(await signingKey(thief.phone), named) };
		expect((await pushOf(thief, [forged])).outcomes).toMatchObject([
			{ result: 'rejected', final: false, code: 'request-used', answer: null }
		]);
		const db = await seenBy(s);
		expect(await db`select phone_id, result from field_operation`).toEqual([{ phoneId: phone.id, result: 'applied' }]);
	})
);

test(
	'a yes that does not say what it knew, knew nothing',
	scene(async (s) => {
		const { home, phone } = await atTheDoor(s);
		const { operation, sessionOf } = await visit(phone, home, [s.som]);
		const about = { household: home, people: [s.som], session: sessionOf(s.som) };
		await sayOn(phone, 'privacy.ask-consent', yesTo(s.som), about, [operation]);
		await syncNow(phone);
		await withdraw(s.as(beside(s, s.som)), { id: id(), purpose: 'campaign-visit' });
		const { knew: _, ...silent } = yesTo(s.som);
		const again = await sayOn(phone, 'privacy.ask-consent', silent, about, [operation]);
		await syncNow(phone);
		expect(await outcomeOf(phone, again)).toEqual(['done', 'conflict', 'no-stands']);
		expect((await answersOf(s, s.som)).at(-1)).toBe('withdrawn');
	})
);

test(
	'a no is a no wherever she lives by now, and whoever was met beside her stays met',
	scene(async (s) => {
		const { home, phone } = await atTheDoor(s);
		const elsewhere = await homeOf(s, await areaOf(s, 'Gò Nắng', s.mai), [await settleMore(s, 'Mây Thị Lau')]);
		const first = await visit(phone, home, [s.som]);
		await sayOn(
			phone,
			'privacy.ask-consent',
			yesTo(s.som),
			{ household: home, people: [s.som], session: first.sessionOf(s.som) },
			[first.operation]
		);
		await syncNow(phone);
		const { operation, sessionOf } = await visit(phone, home, [s.som, s.gia]);
		const about = { household: home, people: [s.som], session: sessionOf(s.som) };
		const no = await sayOn(phone, 'privacy.withdraw', { id: id(), purpose: 'campaign-visit' }, about, [operation]);
		await joinHousehold(s.as(s.lua), { household: elsewhere, person: s.som, relation: 'other' });
		await syncNow(phone);
		expect([await outcomeOf(phone, operation), await outcomeOf(phone, no)]).toEqual([
			['done', 'applied', null],
			['done', 'applied', null]
		]);
		expect((await answersOf(s, s.som)).at(-1)).toBe('withdrawn');
		// And where her door belongs to nobody for now.
		await handOver(s.as(s.thach), { households: [home, elsewhere], to: null });
		const last = await sayOn(phone, 'privacy.withdraw', { id: id(), purpose: 'campaign-visit' }, about, [operation]);
		await syncNow(phone);
		expect((await outcomeOf(phone, last))?.[1]).toBe('applied');
	})
);

test(
	'a house of another area shows nobody its address by being founded in, and no move is called received by whoever has not got it',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		const to = await areaOf(s, 'Gò Nắng', s.mai);
		const owner = await settleMore(s, 'Mây Thị Lau');
		const other = id();
		await foundHousehold(s.as(s.lua), {
			id: other,
			person: owner,
			dwelling: null,
			address: 'ngõ Giếng Xa',
			book: null
		});
		await handOver(s.as(s.thach), { households: [other], to });
		const household = id();
		const person = id();
		const new1 = await sayOn(
			phone,
			'residents.record-unverified',
			{ id: person, name: 'Mưa Thị Sậy', birthYear: 1990, hamlet: null },
			{ household: home, people: [person] }
		);
		const founds = { id: household, person, dwelling: other, address: 'x', book: null };
		const found = await sayOn(phone, 'residents.found-household', founds, { household, people: [person] }, [new1]);
		await syncNow(phone);
		expect((await outcomeOf(phone, found))?.slice(1)).toEqual(['rejected', 'household-unknown']);
		const { told } = await readState(phone.phone);
		const body = JSON.stringify({
			phone: phone.id,
			mark: told!.mark,
			clientTime: clock.ms,
			waiting: 0,
			area: to,
			cursor: 1e9,
			serverEpoch: told!.serverEpoch
		});
		await phone.wire.pull(await signBody(await signingKey(phone.phone), body));
		expect((await handovers(s.as(s.thach), {})).filter(({ toArea }) => toArea === to)).toMatchObject([
			{ receivedAt: null }
		]);
		expect(await unsettled(s.as(s.thach), {})).toEqual([]);
	})
);
