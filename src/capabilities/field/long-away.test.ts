import { beforeAll, expect, test } from 'vitest';
import {
	areaOf,
	clockOf,
	doorsOn,
	hearAll,
	laterIn,
	lineOf,
	listen,
	phoneOf,
	syncNow,
	visit,
	type Held
} from '#tests/support/field.ts';
import { laidHamlet } from '#tests/support/division.ts';
import { hired } from '#tests/support/accounts.ts';
import { scene } from '#tests/support/scene.ts';
import { handOver, handovers } from './areas.server.ts';
import { unsettled } from './box.server.ts';

// Takes a minute: three hundred households are moved five times.

// Stands alone: it fills its database with thousands of words.

beforeAll(listen);

const HOUSEHOLDS = 300;
const MOVES = 5;

const held = async (phone: Held): Promise<string[]> =>
	(await doorsOn(phone))
		.filter(({ kind }) => kind === 'household')
		.map(({ id }) => id)
		.toSorted();

test(
	'300 households are moved five times while the phone that held them is away for 14 days: nothing said is lost, nobody holds what is not theirs',
	scene(async (s) => {
		const clock = clockOf();
		const later = laterIn(s, clock.at);
		const { doors } = await laidHamlet(s, { 'ngõ Ao': 100, 'ngõ Chùa': 100, 'ngõ Đê': 100 }, { spots: false });
		const all = doors.map(({ household }) => household).toSorted();
		// Two go through each area: 150 households are the most for one.
		const team = await Promise.all(
			['tinh-mot', 'tinh-hai', 'tinh-ba', 'tinh-bon'].map((login) => hired(s, login, 'volunteer'))
		);
		const [here, there] = [await areaOf(s, 'Ngõ này', s.lua, team[0]!), await areaOf(s, 'Ngõ kia', team[1]!, team[2]!)];
		await handOver(later(s.thach), { households: all, to: here });
		const [away, other] = [await phoneOf(s, s.lua, clock.at), await phoneOf(s, team[1]!, clock.at)];
		expect([await held(away), await held(other)].map(({ length }) => length)).toEqual([HOUSEHOLDS, 0]);
		// Said on the first morning, and carried about for two weeks.
		const said = [];
		for (const household of all.slice(0, 40)) said.push((await visit(away, household, [])).operation);
		for (let n = 0; n < MOVES; n++) {
			clock.days(14 / MOVES);
			await handOver(later(s.thach), { households: all, to: n % 2 === 0 ? there : here });
			await hearAll(s, clock.at);
			await syncNow(other);
		}
		expect(await held(other)).toEqual(all);
		await syncNow(away);
		await hearAll(s, clock.at);
		await syncNow(away);
		expect(await held(away)).toEqual([]);
		expect(await held(other)).toEqual(all);
		// What was said there lies with whoever goes there now, with its author, and is settled or waits for a person.
		const box = await unsettled(later(s.thach), {});
		expect(box.map(({ id, author, areaId, result }) => [id, author, areaId, result]).toSorted()).toEqual(
			said.map((one) => [one, 'Hoa Thị Lúa', there, 'rerouted']).toSorted()
		);
		for (const one of said) expect((await lineOf(away, one))?.result ?? 'rerouted').toBe('rerouted');
		const moves = await handovers(later(s.thach), {});
		expect(moves).toHaveLength(HOUSEHOLDS * (MOVES + 1));
		// Nothing is still on its way: every move was received or came to be another's, and no phone holds what it was told to leave.
		expect(moves.filter(({ holding }) => holding > 0)).toEqual([]);
	}),
	60_000
);
