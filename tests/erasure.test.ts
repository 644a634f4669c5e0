import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseCase } from '#capabilities/assistance/keyboard.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { answer } from '#capabilities/cases/answer.server.ts';
import { startCase } from '#capabilities/cases/start.server.ts';
import { inSession } from '#capabilities/cases/views.server.ts';
import { erase } from '#capabilities/residents/erase-person.server.ts';
import { sealJournal, verifyJournal } from '#platform/journal.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { commitHouse, type House } from './support/committed.ts';

let house: House;
const owner = postgres(process.env['TEST_DATABASE_OWNER_URL']!, { max: 1, connection: { search_path: 'thanh_hoa,public' }, onnotice: () => {} });

beforeAll(async () => {
	house = await commitHouse();
});
afterAll(() => Promise.all([house.db.end(), owner.end()]));

/** Every row of every table, as text, as a thief of the database would read it. */
async function dump(): Promise<string> {
	const tables = await owner<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'thanh_hoa'`;
	const parts = await Promise.all(tables.map(({ name }) => owner`select to_jsonb(t)::text as row from ${owner(name)} t`));
	return parts.flat().map((one) => one['row'] as string).join('\n');
}

test('a stolen database shows no number and no answer; erasing one key leaves a journal that verifies and no word of her', async () => {
	const [session, file] = [crypto.randomUUID(), crypto.randomUUID()];
	await start(house.as(house.guide), { id: session, person: house.person, ticket: null });
	const guide: Actor = { ...house.guide, session, subject: house.person };
	await startCase(house.as(guide), { id: file, session, procedure: '2.000635', byCard: true });
	await chooseCase(house.as(guide), { session, case: file });
	await answer(house.as(guide), { case: file, question: 'registered-at', raw: 'xã Mây Trắng Xa Lắm' });
	const number = (await inSession(house.as(guide), {}))!.asked.find(({ question }) => question.kind === 'id-number')!.answer!.value;

	const before = await dump();
	expect(before).toContain('Sương Thị Sớm');
	expect(before).not.toContain(number);
	expect(before).not.toContain('Mây Trắng Xa Lắm');

	await sealJournal(house.db, new Date());
	const eraser: Actor = { ...house.officer, may: new Set(['residents.erase']) };
	await erase(house.as(eraser), { person: house.person });
	expect((await inSession(house.as(guide), {}))!.asked.every(({ answer: said }) => said === null)).toBe(true);
	const [row] = await owner`select name, name_plain, number_sealed, phone_sealed, hamlet from person where id = ${house.person}`;
	expect(Object.values(row!)).toEqual([null, null, null, null, null]);
	expect(await owner`select 1 from subject_key where subject = ${house.person}`).toHaveLength(0);
	await sealJournal(house.db, new Date());
	expect((await verifyJournal(house.db)).broken).toBeNull();
});
