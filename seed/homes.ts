import { only } from '#platform/dispatch.server.ts';
import { rightsOf } from '#program/roles.ts';
import { loadHamlets } from '#capabilities/places/hamlets.server.ts';
import { foundHousehold, joinHousehold } from '#capabilities/residents/households.server.ts';
import { notePaper } from '#capabilities/residents/papers.server.ts';
import { findTwins } from '#capabilities/residents/twins.server.ts';
import { anyone, system } from '#kernel/actor.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { hamlets, neighbours, quangBinh } from './cast.ts';
import { idOf, personId, settle, staffId, type Base } from './house.ts';

const LANES = ['ngõ Giếng', 'ngõ Đa', 'ngõ Đình'];

/** The hamlets of the commune with their lanes, who lives with whom, and two who stand in the register twice. */
export async function seedHomes(base: Base, now: Date): Promise<void> {
	const as = (step: string): Context => ({
		...base,
		now,
		actor: { ...anyone(new Set(rightsOf.leader)), kind: 'staff', id: staffId('thach'), centres: [1] },
		request: idOf(`homes ${step}`)
	});
	await loadHamlets(as('hamlets'), {
		text: ['thôn;ngõ', ...hamlets.map((name) => `${name};${LANES.join('|')}`)].join('\n')
	});
	for (const [h, hamlet] of hamlets.entries()) {
		const people = neighbours
			.filter((one) => one.hamlet === hamlet)
			.toSorted((a, b) => yearOf(a.birth) - yearOf(b.birth));
		for (let n = 0; n + 3 < people.length; n += 4)
			await home(as, people.slice(n, n + 4), `${h + 1}${String(n / 4 + 1).padStart(2, '0')}`, LANES[n % 3]!);
	}
	await notePapers(as, dayOf(now));
	await twice(base, now);
}

/** What a list of the commune said of papers: a card that ran out, insurance that will soon, and a card with years to go. */
async function notePapers(as: (step: string) => Context, today: string): Promise<void> {
	const noted = [
		[27, 'id-card', -90],
		[42, 'health-insurance', 20],
		[14, 'id-card', 2500]
	] as const;
	for (const [n, paper, days] of noted)
		await notePaper(as(`paper ${n}`), { person: idOfPerson(neighbours[n]!), paper, until: addDays(today, days) });
}

const yearOf = (birth: string | number): number => Number(String(birth).slice(0, 4));
const idOfPerson = ({ name, birth }: (typeof neighbours)[number]): string => personId(name + String(birth));

async function home(
	as: (step: string) => Context,
	people: typeof neighbours,
	book: string,
	address: string
): Promise<void> {
	const [head, ...others] = people;
	const { id } = await foundHousehold(as(`home ${book}`), {
		id: idOf(`home ${book}`),
		person: idOfPerson(head!),
		dwelling: null,
		address,
		book
	});
	for (const [n, one] of others.entries()) {
		const apart = yearOf(one.birth) - yearOf(head!.birth);
		const relation =
			apart < 14
				? n === 0 && one.gender !== head!.gender
					? 'spouse'
					: 'sibling'
				: apart < 45
					? 'child'
					: 'grandchild';
		await joinHousehold(as(`member ${book} ${n}`), { household: id, person: idOfPerson(one), relation });
	}
}

async function twice(base: Base, now: Date): Promise<void> {
	for (const n of [4, 23]) {
		const one = neighbours[n]!;
		const name = n === 4 ? one.name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd') : one.name;
		await settle(base, now, { ...one, name, birth: n === 4 ? one.birth : yearOf(one.birth), number: null, needs: [] });
	}
	const finder = system('twins', only(findTwins), null, [1]);
	await findTwins({ ...base, now, actor: finder, request: idOf('twins') }, { commune: quangBinh.commune.id });
}
