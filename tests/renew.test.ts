import { expect, test } from 'vitest';
import { listOldSecrets, updateSecret } from '#capabilities/access/sql-renew.server.ts';
import { listSlips, updateSlipHash } from '#capabilities/cases/sql-renew.server.ts';
import { listOldNumbers, updateHashes } from '#capabilities/residents/sql-renew.server.ts';
import { everyKey } from '#capabilities/picture-keys/rules-pictures.ts';
import { keysAnew } from '#capabilities/picture-keys/renew.server.ts';
import { cardHash, picturesHash } from '#capabilities/picture-keys/shared.server.ts';
import { insertKey, updateHashes as updatePictures } from '#capabilities/picture-keys/sql.server.ts';
import { lookupHash, newKeys } from '#platform/keys.server.ts';
import { connect, type Db } from '#platform/db.server.ts';
import { listOldSubjectKeys, updateSubjectKey } from '#platform/sql-subject-keys.server.ts';
import { rooms } from '#program/rooms.ts';
import { commitHouse } from './support/committed.ts';
import { copyAnswers, fill, sayYes, sitDown } from './support/story.ts';
import { sceneOf } from './support/committed.ts';

// What `npm run keys` finds and renews, statement by statement, as the owner of the tables; the journey of new keys runs the whole.

const MANY = 1_000_000;
const undo = Symbol('undo');
/** Works past every policy, and leaves no trace. */
async function asOwner(work: (db: Db) => Promise<void>): Promise<void> {
	const pool = connect(process.env['TEST_DATABASE_OWNER_URL']!, { max: 1, province: process.env['PROVINCE'] } as never);
	await pool
		.begin(async (db) => {
			await work(db);
			throw undo;
		})
		.catch((reason: unknown) => {
			if (reason !== undo) throw reason;
		});
	await pool.end();
}

test('every room that seals or hashes under the keys of the house renews its own', () => {
	const renewed = rooms.filter(({ renews }) => renews.length > 0).map(({ name }) => name);
	expect(renewed.toSorted()).toEqual(['access', 'cases', 'picture-keys', 'platform', 'residents']);
});

test('what stands under an older key is found, renewed once, and found no more', async () => {
	const house = await commitHouse();
	const sitting = await sitDown(sceneOf(house), '2.000635');
	await fill(sceneOf(house), sitting, copyAnswers);
	await sayYes(sceneOf(house), sitting);
	const keys = newKeys();
	await asOwner(async (db) => {
		const person = async () => (await listOldNumbers(db, 'l2', MANY)).find(({ id }) => id === house.person);
		const { number, wrapped } = (await person())!;
		expect(number).not.toBeNull();
		await updateHashes(db, { id: house.person, key: 'l2', number: lookupHash(keys, 'id-number', 'x'), phone: null });
		expect(await person()).toBeUndefined();

		const own = async () => (await listOldSubjectKeys(db, 'm2', MANY)).find(({ subject }) => subject === house.person);
		expect((await own())!.wrapped).toBe(wrapped);
		await updateSubjectKey(db, house.person, 'somebody else was faster', 'm2:x');
		expect(await own()).toBeDefined();
		await updateSubjectKey(db, house.person, wrapped, 'm2:x');
		expect(await own()).toBeUndefined();

		const slips = await listSlips(db, '00000000-0000-0000-0000-000000000000', MANY);
		expect(slips.map(({ id }) => id)).toContain(sitting.case);
		expect((await updateSlipHash(db, sitting.case, lookupHash(keys, 'slip', 'x'))).count).toBe(1);

		const [secret] = await listOldSecrets(db, 'm2', 1);
		expect((await updateSecret(db, secret!.id, secret!.sealed, Buffer.from('m2:x'))).count).toBe(1);
		expect((await listOldSecrets(db, 'm2', MANY)).map(({ id }) => id)).not.toContain(secret!.id);
	});
	await house.db.end();
}, 60_000);

test('cards and pictures of people who learn are found under the newest key alone, and what was changed meanwhile is left', async () => {
	const house = await commitHouse();
	const { lua } = sceneOf(house);
	const old = newKeys();
	const both = { ...old, lookup: [...old.lookup, ...newKeys().lookup.map(({ key }) => ({ id: 'l2', key }))] };
	const alone = { ...both, lookup: both.lookup.slice(1) };
	const [key, pictures] = [crypto.randomUUID(), everyKey[7]!];
	await asOwner(async (db) => {
		const [{ centre }] = (await db<[{ centre: number }]>`select min(id) as centre from centre`) as [{ centre: number }];
		const row = { id: key, centre, person: house.person, by: lua.id, at: new Date() };
		await insertKey(db, {
			...row,
			card: cardHash({ keys: old }, key),
			pictures: picturesHash({ keys: old }, centre, pictures)
		});
		expect(await keysAnew().batch(db, both, MANY)).toBeGreaterThan(0);
		const [found] = await db<{ id: string }[]>`
			select id from picture_key where card_hash = ${cardHash({ keys: alone }, key)} and pictures_hash = ${picturesHash({ keys: alone }, centre, pictures)}`;
		expect(found).toEqual({ id: key });
		const was = picturesHash({ keys: old }, centre, pictures);
		expect((await updatePictures(db, key, was, was, was)).count).toBe(0);
	});
	await house.db.end();
}, 60_000);
