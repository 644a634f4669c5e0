import { beforeAll, describe, expect, test } from 'vitest';
import { today } from '#capabilities/insights/today.server.ts';
import { withdraw } from '#capabilities/privacy/consents.server.ts';
import { publishText } from '#capabilities/privacy/publish-text.server.ts';
import {
	areaOf,
	atTheDoor,
	clockOf,
	homeOf,
	laterIn,
	listen,
	outcomeOf,
	phoneOf,
	sayOn,
	seenBy,
	syncNow,
	visit,
	yesTo,
	type Held
} from '#tests/support/field.ts';
import { beside, listener, NOW, scene, type Scene } from '#tests/support/scene.ts';
import { unsettled } from './box.server.ts';
import { makeEphemeral, makeSealer, sealParcel, signBody, signParcel } from './parcel.browser.ts';
import { SCHEMA } from './protocol.ts';
import { readState } from './state.browser.ts';
import { signingKey } from './vault.browser.ts';

// What phones say, against the server as it is.

beforeAll(listen);

const id = (): string => crypto.randomUUID();
const DAY = 86_400_000;
const stands = async (s: Scene, person: string): Promise<string | undefined> =>
	(
		await (await seenBy(s))<{ answer: string }[]>`
			select answer from consent where person_id = ${person} and purpose = 'campaign-visit' order by counts_at desc, id desc limit 1`
	)[0]?.answer;

describe('what goes up', () => {
	test(
		'a visit and a yes arrive as their author, once, with the door as where it was',
		scene(async (s) => {
			const { home, phone } = await atTheDoor(s);
			const { operation, sessionOf } = await visit(phone, home, [s.som], {
				taught: [{ person: s.som, topic: 'e-id', how: 'guided' }]
			});
			const about = { household: home, people: [s.som], session: sessionOf(s.som) };
			const yes = await sayOn(phone, 'privacy.ask-consent', yesTo(s.som), about, [operation]);
			expect(await syncNow(phone)).toMatchObject({ pushed: 2, acknowledged: 2, waiting: 0, box: 0, fault: null });
			expect([await outcomeOf(phone, operation), await outcomeOf(phone, yes)]).toEqual([
				['done', 'applied', null],
				['done', 'applied', null]
			]);
			const sat = await (await seenBy(s))`
				select s.channel, s.helper_id, s.person_id, s.end_reason, v.household_id, e.topic, e.how, e.channel as taught_at from assisted_session s
				join visit v on v.id = s.visit_id join encounter e on e.session_id = s.id`;
			expect(sat).toMatchObject([
				{
					channel: 'home',
					helperId: s.lua.id,
					personId: s.som,
					householdId: home,
					topic: 'e-id',
					how: 'guided',
					taughtAt: 'home'
				}
			]);
			expect(
				await (await seenBy(s))`select actor_kind, actor_id, session_id, about from journal where request = ${yes}`
			).toMatchObject([{ actorKind: 'phone', actorId: s.lua.id, sessionId: sessionOf(s.som) }]);
			// What the board says of the desk's week is of the desk.
			expect((await today(s.as(s.thach), {})).how).toEqual([]);
		})
	);

	test(
		'what was sent twice is done once, and answered the same',
		scene(async (s) => {
			const { home, phone } = await atTheDoor(s);
			const { operation } = await visit(phone, home, []);
			await syncNow(phone);
			await phone.phone.outbox.put({ ...(await phone.phone.outbox.get(operation))!, status: 'waiting' });
			await syncNow(phone);
			expect(await outcomeOf(phone, operation)).toEqual(['done', 'duplicate', null]);
			expect(await (await seenBy(s))`select count(*)::int from visit`).toEqual([{ count: 1 }]);
		})
	);

	test(
		'another phone carries it, reads nothing of it, and it counts as its author’s',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const carrier = await phoneOf(s, s.mai, clock.at);
			const { operation } = await visit(phone, home, [s.som]);
			const row = (await phone.phone.outbox.get(operation))!;
			const state = await readState(carrier.phone);
			const parcel = { id: row.id, device: phone.id, seq: row.seq, sealed: row.sealed, signature: row.signature };
			const body = { phone: carrier.id, mark: state.told!.mark, clientTime: clock.ms, waiting: 0, parcels: [parcel] };
			const said = await carrier.wire.push(await signBody(await signingKey(carrier.phone), JSON.stringify(body)));
			expect(said.outcomes).toMatchObject([{ id: operation, result: 'applied', final: true }]);
			expect(await (await seenBy(s))`select helper_id, phone_id from visit`).toEqual([
				{ helperId: s.lua.id, phoneId: phone.id }
			]);
			// Under another's name the same words are nobody's.
			const forged = { ...body, parcels: [{ ...parcel, id: id(), device: carrier.id }] };
			const refused = await carrier.wire.push(await signBody(await signingKey(carrier.phone), JSON.stringify(forged)));
			expect(refused.outcomes).toMatchObject([{ result: 'rejected', code: 'phone-signature' }]);
		})
	);

	test(
		'what is refused leaves nothing, is tried three times, and then lies before a person with the reason',
		scene(async (s) => {
			const { home, phone } = await atTheDoor(s);
			const input = { need: id(), helper: null, plan: 'home-visit', promisedOn: '2026-07-20' };
			const bad = await sayOn(phone, 'assistance.plan-need', input, { household: home, people: [s.som] });
			const { operation: good } = await visit(phone, home, []);
			for (const status of ['waiting', 'waiting', 'box']) {
				await syncNow(phone);
				expect(await outcomeOf(phone, bad)).toEqual([status, 'rejected', 'need-unknown']);
				expect(await (await seenBy(s))`select from request where id = ${bad}`).toHaveLength(0);
			}
			expect(await outcomeOf(phone, good)).toEqual(['done', 'applied', null]);
			expect(await unsettled(s.as(s.thach), {})).toMatchObject([
				{ id: bad, authorId: s.lua.id, command: 'assistance.plan-need', result: 'rejected', code: 'need-unknown' }
			]);
		})
	);

	test(
		'what builds on something that has not come waits for it, and is done when it comes',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const other = await phoneOf(s, s.lua, clock.at);
			const { operation, sessionOf } = await visit(other, home, [s.gia]);
			const about = { household: home, people: [s.gia], session: sessionOf(s.gia) };
			const yes = await sayOn(phone, 'privacy.ask-consent', yesTo(s.gia), about, [operation]);
			await syncNow(phone);
			expect(await outcomeOf(phone, yes)).toEqual(['waiting', 'held', 'dep-missing']);
			clock.days(1.1);
			expect(await unsettled(laterIn(s, clock.at)(s.thach), {})).toMatchObject([{ id: yes, result: 'held' }]);
			await syncNow(other);
			await syncNow(phone);
			expect(await outcomeOf(phone, yes)).toEqual(['done', 'duplicate', null]);
			expect(await unsettled(laterIn(s, clock.at)(s.thach), {})).toEqual([]);
		})
	);
});

describe('another release', () => {
	test(
		'what a newer app says waits for the house, what it says besides travels along, and what is too old is shown',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const { sealTo, phone: device, user, areas } = await readState(phone.phone);
			const sealer = await makeSealer(await makeEphemeral(), sealTo!);
			const said = async (seq: number, more: Record<string, unknown>) => {
				const named = { id: id(), device: device!, seq };
				const input = { id: id(), household: home, outcome: 'not-home', minutes: 1, met: [], taught: [] };
				const operation = {
					...{ user: user!, area: areas[0]!.id, areaEpoch: 1, command: 'assistance.record-visit', input },
					...{ about: { household: home, people: [], session: null }, deps: [], clientTime: clock.ms, skewMs: 0 },
					...{ appVersion: '9', schema: SCHEMA, weather: 'mưa rào', ...more }
				};
				const sealed = await sealParcel({ ...named, sealTo: sealer, operation });
				const key = await signingKey(phone.phone);
				return { ...named, sealed, signature: await signParcel(key, { ...named, sealed }) };
			};
			const ticket = { id: id(), person: null, caller: 'cô bán quán', own: false, phone: '482913', system: 'portal' };
			const input = { ...ticket, device: null, stuck: 'one', due: 'today', words: 'cổng quay mãi' };
			const secret = { command: 'support.open-at-door', input };
			const parcels = [
				await said(1, {}),
				await said(2, { schema: SCHEMA + 1 }),
				await said(3, { command: 'cases.submit' }),
				// A code is kept nowhere, whoever said it by whichever app.
				await said(4, { ...secret, schema: SCHEMA + 1 }),
				await said(5, { ...secret, user: s.mai.id })
			];
			const { told } = await readState(phone.phone);
			const body = JSON.stringify({ phone: phone.id, mark: told!.mark, clientTime: clock.ms, waiting: 3, parcels });
			const { outcomes } = await phone.wire.push(await signBody(await signingKey(phone.phone), body));
			expect(outcomes.map(({ result, code, final }) => [result, code, final])).toEqual([
				['applied', null, true],
				['held', 'app-newer', false],
				['rejected', 'not-allowed', true],
				...[4, 5].map(() => ['rejected', 'secret-typed', true])
			]);
			const held = await (await seenBy(s))`select seq from field_operation where sealed is not null order by seq`;
			expect(held.map((row) => Number(row['seq']))).toEqual([2, 3]);
		})
	);

	test(
		'a word that no rule foresaw stops no other, and one that no key opens is shown after three tries',
		scene(async (s) => {
			const { home, phone } = await atTheDoor(s);
			const about = { household: home, people: [s.som] };
			const odd = await sayOn(phone, 'residents.set-needs', { person: 'not an id', needs: 5 }, about);
			const { operation } = await visit(phone, home, []);
			const kept = s.base.keys.sealing;
			const closed = await sayOn(phone, 'residents.set-needs', { person: s.som, needs: ['big-print'], was: [] }, about);
			const row = (await phone.phone.outbox.get(closed))!;
			await phone.phone.outbox.put({ ...row, sealed: row.sealed.replace(/^s1/, 's9') });
			await resign(phone, closed);
			for (let n = 0; n < 3; n++) await syncNow(phone);
			expect(await outcomeOf(phone, operation)).toEqual(['done', 'applied', null]);
			expect(await outcomeOf(phone, odd)).toEqual(['box', 'rejected', 'wrong-input']);
			expect(await outcomeOf(phone, closed)).toEqual(['box', 'rejected', 'sealed-elsewhere']);
			expect((await unsettled(s.as(s.thach), {})).map((one) => [one.authorId, one.code]).toSorted()).toEqual([
				[s.lua.id, 'sealed-elsewhere'],
				[s.lua.id, 'wrong-input']
			]);
			expect(kept.length).toBe(1);
		})
	);
});

/** Signs a row anew, as a phone would that had sealed it to another key. */
async function resign({ phone, id: device }: Held, op: string): Promise<void> {
	const row = (await phone.outbox.get(op))!;
	const named = { id: row.id, device, seq: row.seq, sealed: row.sealed };
	await phone.outbox.put({ ...row, signature: await signParcel(await signingKey(phone), named) });
}

describe('when it was said', () => {
	test(
		'a promise that arrives after its day is late, and none that was past',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const need = id();
			const about = { household: home, people: [s.som] };
			const asked = { id: need, person: s.som, kind: 'e-id', urgency: 'this-week', source: 'door', note: null };
			const first = await sayOn(phone, 'assistance.record-need', asked, about);
			const promise = { need, helper: s.lua.id, plan: 'home-visit', promisedOn: '2026-07-16' };
			const promised = await sayOn(phone, 'assistance.plan-need', promise, about, [first]);
			clock.days(5);
			await syncNow(phone);
			expect(await outcomeOf(phone, promised)).toEqual(['done', 'applied', null]);
			expect(await (await seenBy(s))`select source, owner_id, promised_on from need where id = ${need}`).toEqual([
				{ source: 'door', ownerId: s.lua.id, promisedOn: '2026-07-16' }
			]);
		})
	);

	test(
		'a phone whose clock is two days wrong says the right day, once it has met the server',
		scene(async (s) => {
			const clock = clockOf();
			const area = await areaOf(s, 'Bến Gió', s.lua);
			const home = await homeOf(s, area, [s.som]);
			const phone = await phoneOf(s, s.lua, clock.at, { clock: () => clock.ms + 2 * DAY });
			clock.ms += 3_600_000;
			const { visit: made } = await visit(phone, home, []);
			clock.days(3);
			await syncNow(phone);
			const [row] = await (await seenBy(s))<{ endedAt: Date }[]>`select ended_at from visit where id = ${made}`;
			expect(row!.endedAt).toEqual(new Date(NOW.getTime() + 3_600_000));
		})
	);

	test(
		'a yes stays one to the words that were read, though others stand since',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const { operation, sessionOf } = await visit(phone, home, [s.som]);
			const about = { household: home, people: [s.som], session: sessionOf(s.som) };
			const yes = await sayOn(phone, 'privacy.ask-consent', yesTo(s.som), about, [operation]);
			clock.days(1);
			const may = listener(['privacy.publish-text']);
			await publishText(laterIn(s, clock.at)(may), {
				purpose: 'campaign-visit',
				version: 2,
				words: 'ask-campaign-visit-2'
			});
			clock.days(1);
			await syncNow(phone);
			expect(await outcomeOf(phone, yes)).toEqual(['done', 'applied', null]);
			expect(await (await seenBy(s))`select text_version from consent where answer = 'given'`).toEqual([
				{ textVersion: 1 }
			]);
		})
	);

	test(
		'a no beats a yes that had not heard of it, in whichever order they come',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const { operation, sessionOf } = await visit(phone, home, [s.som]);
			const about = { household: home, people: [s.som], session: sessionOf(s.som) };
			const first = yesTo(s.som);
			await sayOn(phone, 'privacy.ask-consent', first, about, [operation]);
			await syncNow(phone);
			// At the counter she takes it back, while the phone is away and she says yes there once more.
			clock.days(1);
			await withdraw(laterIn(s, clock.at)(beside(s, s.som)), { id: id(), purpose: 'campaign-visit' });
			clock.days(1);
			const late = await sayOn(phone, 'privacy.ask-consent', yesTo(s.som, first.id), about, [operation]);
			await syncNow(phone);
			expect(await outcomeOf(phone, late)).toEqual(['done', 'conflict', 'no-stands']);
			expect(await stands(s, s.som)).toBe('withdrawn');
		})
	);

	test(
		'a no at a door that comes before the yes it takes back is not undone by it',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const { operation, sessionOf } = await visit(phone, home, [s.som]);
			const about = { household: home, people: [s.som], session: sessionOf(s.som) };
			await syncNow(phone);
			const yes = await sayOn(phone, 'privacy.ask-consent', yesTo(s.som), about, [operation]);
			const no = await sayOn(phone, 'privacy.withdraw', { id: id(), purpose: 'campaign-visit' }, about, [operation]);
			const parted = (await phone.phone.outbox.get(yes))!;
			await phone.phone.outbox.drop(yes);
			await syncNow(phone);
			await phone.phone.outbox.put(parted);
			await syncNow(phone);
			expect(await outcomeOf(phone, no)).toEqual(['done', 'applied', null]);
			expect(await outcomeOf(phone, yes)).toEqual(['done', 'conflict', 'no-stands']);
			expect(await stands(s, s.som)).toBe('withdrawn');
			expect(clock.ms).toBe(NOW.getTime());
		})
	);
});
