import { readFileSync } from 'node:fs';
import { rightsOf } from '#program/roles.ts';
import { giveBadge } from '#capabilities/badges/badges.server.ts';
import { planCampaign } from '#capabilities/campaigns/campaigns.server.ts';
import { beginDivision, putDoors, staffPart } from '#capabilities/campaigns/divide.server.ts';
import { assign, handOver, openArea } from '#capabilities/field/areas.server.ts';
import { printSlips } from '#capabilities/visit-slips/print.server.ts';
import { keyRow } from '#capabilities/walk-lists/key-row.server.ts';
import { rowsOfList } from '#capabilities/walk-lists/lists.server.ts';
import { printList } from '#capabilities/walk-lists/print-list.server.ts';
import { hamlets } from '#capabilities/places/hamlets.server.ts';
import { foundHousehold, joinHousehold, placeDoor } from '#capabilities/residents/households.server.ts';
import { anyone } from '#kernel/actor.ts';
import { addDays, dayOf, timeOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import type { PersonSeed, StaffSeed } from './cast.ts';
import { hire, idOf, settle, staffId, type Base, type Hired } from './house.ts';

// One hamlet from door to door: its lanes on a made-up map, a team of four, and three areas of which one has nobody yet.

const HAMLET = 'thôn Gò Nắng';
/** Each lane begins somewhere and bends; the ground is made up, like everybody on it. */
const lanes = [
	{ name: 'ngõ Giếng', from: [105.7062, 19.6052], step: [0.00001, 0.00019], doors: 21 },
	{ name: 'ngõ Đa', from: [105.7082, 19.6049], step: [0.00007, 0.00018], doors: 17 },
	{ name: 'ngõ Đình', from: [105.7106, 19.6051], step: [-0.00003, 0.0002], doors: 12 }
] as const;

const families = ['Sóng', 'Bến', 'Đò', 'Rạ', 'Lúa', 'Ngô'];
const given = ['Hạ', 'Thu', 'Đông', 'Xuân', 'Rạng', 'Sương', 'Giang', 'Hà'];

const team = (hamlet: number): StaffSeed[] => [
	{ login: 'bien', name: 'Sóng Thị Biển', role: 'area-lead', place: 1, desk: null },
	{ login: 'dao', name: 'Sương Thị Đào', role: 'volunteer', place: hamlet, desk: null },
	{ login: 'man', name: 'Gió Thị Mận', role: 'volunteer', place: hamlet, desk: null },
	{ login: 'khebien', name: 'Suối Văn Khế', role: 'volunteer', place: hamlet, desk: null }
];

/** Who lives at a door, by lane and number. */
export const personAt = (lane: number, n: number): PersonSeed => ({
	name: `${families[(n + lane) % 6]!} ${n % 2 === 0 ? 'Thị' : 'Văn'} ${given[(n * 3 + lane) % 8]!} ${given[(n + lane * 2) % 8]!}`,
	birth: 1940 + ((n * 11 + lane * 5) % 60),
	gender: n % 2 === 0 ? 'female' : 'male',
	number: null,
	phone: null,
	hamlet: HAMLET,
	needs: []
});

/** Hires the team and lays the hamlet; answers whom it hired, for whoever writes down how they sign in. */
export async function seedField(base: Base, now: Date, password: (login: string) => string): Promise<Hired[]> {
	const as = (step: string): Context => ({
		...base,
		now,
		actor: { ...anyone(new Set(rightsOf.leader)), kind: 'staff', id: staffId('thach'), centres: [1] },
		request: idOf(`field ${step}`)
	});
	const hamlet = (await hamlets(as('hamlets'), {})).find(({ name }) => name === HAMLET)!.id;
	const hired: Hired[] = [];
	for (const one of team(hamlet)) hired.push(await hire(base, now, one, password(one.login)));
	const doors: string[][] = [];
	for (const [l, lane] of lanes.entries()) {
		doors.push([]);
		for (let n = 0; n < lane.doors; n++) {
			const household = idOf(`field door ${l} ${n}`);
			const person = await settle(base, now, personAt(l, n));
			const book = `2${l + 1}${String(n + 1).padStart(2, '0')}`;
			await foundHousehold(as(`found ${l} ${n}`), { id: household, person, dwelling: null, address: lane.name, book });
			if (n % 4 !== 0) {
				const other = await settle(base, now, { ...personAt(l, n + 40), birth: 1950 + ((n * 13) % 50) });
				await joinHousehold(as(`join ${l} ${n}`), { household, person: other, relation: 'other' });
			}
			// Odd numbers on one side, even ones on the other.
			const [lon, lat] = lane.from;
			const point = { lon: lon + lane.step[0] * (n >> 1) + (n % 2) * 0.00022, lat: lat + lane.step[1] * (n >> 1) };
			await placeDoor(as(`place ${l} ${n}`), { household, point });
			doors[l]!.push(household);
		}
	}
	await area(as, hamlet, 'Gò Nắng A', doors[0]!, ['dao']);
	await area(as, hamlet, 'Gò Nắng B', doors[1]!, ['man']);
	await area(as, hamlet, 'Gò Nắng C', doors[2]!.slice(0, 5), []);
	await thought(as, hamlet);
	await campaignOf(as, dayOf(now));
	for (const login of ['bien', 'dao', 'man']) await badgeOf(as, login, addDays(dayOf(now), 90));
	await printSlips(as('slips'), { id: idOf('field slips'), count: 40 });
	await paperOf(as, now);
	return hired;
}

/** A list on paper that came back: one row of it was keyed once. */
async function paperOf(as: (step: string) => Context, now: Date): Promise<void> {
	const list = idOf('field paper');
	const who = { area: idOf('field area Gò Nắng B'), walker: staffId('man') };
	await printList(as('paper'), { id: list, ...who, which: 'left' });
	const { rows } = await rowsOfList(as('paper rows'), { list });
	await keyRow(as('paper row'), {
		...{ row: rows[0]!.id, outcome: 'not-home', day: dayOf(now), from: timeOf(now), until: timeOf(now) },
		...{ met: [], taught: [], need: null }
	});
}

/** A badge with a drawn face. */
async function badgeOf(as: (step: string) => Context, login: string, validUntil: string): Promise<void> {
	const picture = readFileSync(new URL(`./faces/${login}.jpg`, import.meta.url)).toString('base64');
	await giveBadge(as(`badge ${login}`), { id: idOf(`badge ${login}`), staff: staffId(login), validUntil, picture });
}

async function area(
	as: (step: string) => Context,
	hamlet: number,
	name: string,
	households: string[],
	people: string[]
): Promise<void> {
	const id = idOf(`field area ${name}`);
	await openArea(as(`open ${name}`), { id, name, hamlet });
	await handOver(as(`hand ${name}`), { households, to: id });
	for (const login of people) await assign(as(`assign ${name} ${login}`), { area: id, staff: staffId(login) });
}

/** Somebody has begun to divide it anew: the last lane as a whole to the third area, which has somebody at last. */
async function thought(as: (step: string) => Context, hamlet: number): Promise<void> {
	const { division: id } = await beginDivision(as('begin'), { id: idOf('field division'), hamlet });
	await putDoors(as('put'), { division: id, rev: 1, which: { by: 'lane', lane: 'ngõ Đình' }, letter: 'C' });
	await staffPart(as('staff'), { division: id, rev: 2, letter: 'C', staff: [staffId('khebien')] });
}

/** A campaign that has gone on for half of its days. */
async function campaignOf(as: (step: string) => Context, today: string): Promise<void> {
	await planCampaign(as('campaign'), {
		...{ id: idOf('field campaign'), name: 'Đợt đi từng ngõ' },
		...{ from: addDays(today, 15), to: addDays(today, 45) },
		aims: [
			{ topic: 'public-services', whom: 'everyone' },
			{ topic: 'self-protection', whom: 'everyone' },
			{ topic: 'e-id', whom: 'in-need' },
			{ topic: 'medical-booking', whom: 'sixty' }
		],
		greeting:
			'Cháu ở tổ công nghệ số của thôn, đến hỏi bác có việc gì cần giúp trên mạng. Cháu không hỏi mã, không thu tiền.'
	});
}
