import { expect, test } from 'vitest';
import { rightsOf } from '#program/roles.ts';
import { end } from '#capabilities/assistance/end.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { erase } from '#capabilities/data-rights/erase.server.ts';
import { makeRequest } from '#capabilities/data-rights/requests.server.ts';
import { correctPerson } from '#capabilities/residents/correct-person.server.ts';
import { foundHousehold, joinHousehold } from '#capabilities/residents/households.server.ts';
import { notePaper } from '#capabilities/residents/papers.server.ts';
import { anyone, type Actor } from '#kernel/actor.ts';
import { connect } from '#platform/db.server.ts';
import { commitHouse, sceneOf, type House } from './support/committed.ts';
import { copyAnswers, fill, sitDown } from './support/story.ts';

// What is left of somebody in the whole database after she was erased: every table is read by its owner, past every policy.

async function everywhere(words: readonly string[]): Promise<string[]> {
	const db = connect(process.env['TEST_DATABASE_OWNER_URL']!, { max: 1, province: process.env['PROVINCE'] } as never);
	try {
		const tables = await db<{ name: string }[]>`
			select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = current_schema() and c.relkind in ('r', 'p') and not c.relispartition`;
		expect(tables.length).toBeGreaterThan(40);
		const found: string[] = [];
		for (const { name } of tables) {
			const rows = await db<{ row: string }[]>`select t::text as row from ${db(name)} t`;
			for (const word of words)
				if (rows.some(({ row }) => row.toLowerCase().includes(word.toLowerCase()))) found.push(`${name}: ${word}`);
		}
		return found;
	} finally {
		await db.end();
	}
}

/** Everything that names her, written down in a house of its own; the words are found nowhere else. */
async function told(house: House): Promise<string[]> {
	const tag = String(house.centre).slice(-5);
	const [name, hamlet, note] = ['Sương Thị Khuất Bần', `thôn Mây Bưởi ${tag}`, `cuối ngõ bưởi ${tag}`];
	const [number, phone] = [`0971990${tag}`, `09000${tag}`];
	const actor = {
		...house.officer,
		may: new Set([...house.officer.may, 'residents.correct']),
		...{ session: crypto.randomUUID(), subject: house.person }
	};
	const card = `${number}||${name}|14031950|Nữ||`;
	const facts = { name, hamlet, elsewhere: true, number, phone, birthYear: 1950, birthDate: '1950-03-14' } as const;
	await correctPerson(house.as(actor), { ...facts, gender: 'female', person: house.person, source: 'card', card });
	const until = `2061-07-${10 + (house.centre % 18)}`;
	await notePaper(house.as(house.guide), { person: house.person, paper: 'id-card', until });
	const sitting = await sitDown(sceneOf(house), '2.000635');
	await fill(sceneOf(house), sitting, { ...copyAnswers, 'registered-at': `xã Mây Trắng ${tag}` });
	const need = {
		id: crypto.randomUUID(),
		person: null,
		kind: 'phone',
		urgency: 'today',
		source: 'counter',
		note
	} as const;
	await recordNeed(house.as(sitting.guide), need);
	const home = await foundHousehold(house.as(house.guide), {
		id: crypto.randomUUID(),
		person: house.person,
		dwelling: null,
		address: `nhà bà ${name} cuối ngõ`,
		book: null
	});
	await joinHousehold(house.as(house.guide), { household: home.id, person: house.namesake, relation: 'sibling' });
	await end(house.as(sitting.guide), { session: sitting.session, reason: 'done' });
	return [name, hamlet, note, number, phone, until, `xã Mây Trắng ${tag}`, 'suong thi khuat'];
}

test('after the erasure no table of the house holds a word, number or phone of hers; before it, the register does', async () => {
	const house = await commitHouse();
	try {
		const words = await told(house);
		expect((await everywhere(words)).map((found) => found.split(':')[0])).toContain('person');
		const request = crypto.randomUUID();
		const her: Actor = {
			...anyone(new Set(rightsOf.resident)),
			kind: 'resident',
			id: house.person,
			subject: house.person
		};
		await makeRequest(house.as(her), { id: request, kind: 'deletion', purpose: null, words: words[2]! });
		const leader: Actor = { ...house.officer, may: new Set(rightsOf.leader) };
		expect(await erase(house.as(leader), { request })).toMatchObject({ kept: 0, readable: 0 });
		expect(await everywhere(words)).toEqual([]);
	} finally {
		await house.db.end();
	}
}, 60_000);
