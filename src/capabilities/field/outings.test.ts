import { beforeAll, expect, test } from 'vitest';
import { acting, granted } from '#tests/support/accounts.ts';
import { laidHamlet } from '#tests/support/division.ts';
import { atTheDoor, laterIn, listen, outcomeOf, sayOn, syncNow, type Held } from '#tests/support/field.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { waitingOf } from '#platform/asks.server.ts';
import { assign, withdrawFrom } from './areas.server.ts';
import { missed, toldCards } from './asks.server.ts';
import { cardReports, seeCard } from './card-reports.server.ts';
import { outings, settleOuting } from './outings.server.ts';
import { lentHere } from './lent.browser.ts';
import { Mates } from './taken.ts';

// By when whoever goes to doors is safe, and who is looked for.

beforeAll(listen);

const id = (): string => crypto.randomUUID();
const nowhere = { household: null, people: [] };
const out = (phone: Held, outing: string, minutes: number, mate: string | null = null) =>
	sayOn(phone, 'field.set-out', { id: outing, with: mate, minutes }, nowhere);
const seen = async (s: Scene, at: () => Date) =>
	(await outings(laterIn(s, at)(s.thach), {})).map(({ name, mate, late, alarmAt }) => [
		...[name, mate],
		...[late, alarmAt !== null]
	]);
const wanted = async (s: Scene, at: () => Date) => (await waitingOf(laterIn(s, at)(s.thach), [missed])).get(missed);

test(
	'whoever does not say by their hour that they are safe is looked for, until they say so or somebody has reached them',
	scene(async (s) => {
		const { clock, area, phone } = await atTheDoor(s);
		await assign(s.as(s.thach), { area, staff: s.mai.id });
		await syncNow(phone);
		expect((await lentHere(phone.phone, phone.unlocked, 'mates', Mates))?.mates.map(({ name }) => name)).toEqual([
			'Nắng Thị Mai'
		]);
		const outing = id();
		const set = await out(phone, outing, 60, s.mai.id);
		await syncNow(phone);
		expect(await outcomeOf(phone, set)).toEqual(['done', 'applied', null]);
		expect(await seen(s, clock.at)).toEqual([['Hoa Thị Lúa', 'Nắng Thị Mai', false, false]]);
		expect(await wanted(s, clock.at)).toBe(0);
		clock.ms += 61 * 60_000;
		expect(await seen(s, clock.at)).toEqual([['Hoa Thị Lúa', 'Nắng Thị Mai', true, false]]);
		expect(await wanted(s, clock.at)).toBe(1);
		// It takes longer: half an hour from now.
		await sayOn(phone, 'field.stay-longer', { outing, minutes: 30 }, nowhere);
		await syncNow(phone);
		expect(await wanted(s, clock.at)).toBe(0);
		clock.ms += 31 * 60_000;
		expect(await wanted(s, clock.at)).toBe(1);
		await sayOn(phone, 'field.say-home', { outing }, nowhere);
		await syncNow(phone);
		expect([await seen(s, clock.at), await wanted(s, clock.at)]).toEqual([[], 0]);
		// What was over stays over, and nobody settles it once more.
		expect(await refusalOf(settleOuting(laterIn(s, clock.at)(s.thach), { outing }))).toBe('outing-settled');
	})
);

test(
	'somebody who goes on with another hour is one person on the board, and the hour said last is theirs',
	scene(async (s) => {
		const { clock, phone } = await atTheDoor(s);
		const [first, second] = [id(), id()];
		await out(phone, first, 60);
		clock.ms += 5 * 60_000;
		await out(phone, second, 120);
		await syncNow(phone);
		expect(await seen(s, clock.at)).toEqual([['Hoa Thị Lúa', null, false, false]]);
		clock.ms += 61 * 60_000;
		expect([await seen(s, clock.at), await wanted(s, clock.at)]).toEqual([[['Hoa Thị Lúa', null, false, false]], 0]);
		// The alarm of the first hour is never covered by the second.
		await sayOn(phone, 'field.raise-alarm', { id: id(), outing: first }, nowhere);
		await syncNow(phone);
		expect(await wanted(s, clock.at)).toBe(1);
		expect((await seen(s, clock.at))[0]).toEqual(['Hoa Thị Lúa', null, true, true]);
	})
);

test(
	'a quiet alarm stands first, also of somebody who had not set out, and also after somebody said on that phone that all is well',
	scene(async (s) => {
		const { clock, phone } = await atTheDoor(s);
		const [outing, alarm] = [id(), id()];
		await out(phone, outing, 90);
		await sayOn(phone, 'field.raise-alarm', { id: alarm, outing }, nowhere);
		await sayOn(phone, 'field.say-home', { outing }, nowhere);
		await syncNow(phone);
		expect(await seen(s, clock.at)).toEqual([['Hoa Thị Lúa', null, false, true]]);
		expect(await wanted(s, clock.at)).toBe(1);
		await settleOuting(laterIn(s, clock.at)(s.thach), { outing });
		expect(await seen(s, clock.at)).toEqual([]);
		await sayOn(phone, 'field.raise-alarm', { id: id(), outing: null }, nowhere);
		await syncNow(phone);
		expect(await seen(s, clock.at)).toEqual([['Hoa Thị Lúa', null, false, true]]);
	})
);

test(
	'whoever leads one hamlet sees those who go there alone; nobody speaks for another who is out',
	scene(async (s) => {
		const { clock, phone } = await atTheDoor(s);
		const { hamlet } = await laidHamlet(s, { 'ngõ Ao': 1 });
		await granted(s, s.mai.id, hamlet, 'area-lead');
		const lead = acting(s, 'mai', 'area-lead');
		const outing = id();
		await out(phone, outing, 60);
		await syncNow(phone);
		expect(await outings(laterIn(s, clock.at)(lead), {})).toEqual([]);
		expect(await refusalOf(settleOuting(laterIn(s, clock.at)(lead), { outing }))).toBe('outing-settled');
		await sayOn(phone, 'field.report-card', { id: id(), card: 'book-visit', version: 1, words: null }, nowhere);
		await syncNow(phone);
		// Nor does that one see to what others said of a card.
		expect(await cardReports(laterIn(s, clock.at)(lead), {})).toEqual([]);
		expect(await refusalOf(seeCard(laterIn(s, clock.at)(lead), { card: 'book-visit', version: 1 }))).toBe('card-seen');
		expect(await cardReports(laterIn(s, clock.at)(s.thach), {})).toHaveLength(1);
		expect((await waitingOf(laterIn(s, clock.at)(lead), [toldCards])).get(toldCards)).toBe(0);
		const unknown = await sayOn(phone, 'field.say-home', { outing: id() }, nowhere);
		await syncNow(phone);
		expect(await outcomeOf(phone, unknown)).toEqual(['waiting', 'rejected', 'outing-unknown']);
	})
);

test(
	'an alarm and an hour are of no door: they arrive also where the area is somebody else’s by now; whoever goes on after they were reached is waited for again',
	scene(async (s) => {
		const { clock, area, phone } = await atTheDoor(s);
		const outing = id();
		await out(phone, outing, 30);
		await syncNow(phone);
		clock.ms += 40 * 60_000;
		await settleOuting(laterIn(s, clock.at)(s.thach), { outing });
		const more = await sayOn(phone, 'field.stay-longer', { outing, minutes: 30 }, nowhere);
		await withdrawFrom(laterIn(s, clock.at)(s.thach), { area, staff: s.lua.id });
		const alarm = await sayOn(phone, 'field.raise-alarm', { id: id(), outing }, nowhere);
		await syncNow(phone);
		expect([await outcomeOf(phone, more), await outcomeOf(phone, alarm)]).toEqual([
			['done', 'applied', null],
			['done', 'applied', null]
		]);
		expect(await seen(s, clock.at)).toEqual([['Hoa Thị Lúa', null, false, true]]);
	})
);
