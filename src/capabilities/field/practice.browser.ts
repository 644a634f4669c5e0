import * as v from 'valibot';
import { newId, toBase64url } from './bytes.ts';
import { readState, saveState, type State } from './state.browser.ts';
import { atOnce, openPhone, type Device, type Phone } from './store.browser.ts';
import type { TakenHousehold } from './taken.ts';
import { bind, dataKey, makePhone, unlockedBy } from './vault.browser.ts';

// A hamlet that is none, in a store of its own, in which somebody practises with the very pages of the day. It has a key that nobody holds the
// other half of, and nothing of it is ever sent.

/** The name of its store; by it a page knows that nothing goes out. */
export const PRACTICE = 'ra-ngo-tap';
export const isPractice = ({ device }: Pick<Phone, 'device'>): boolean => device.name === PRACTICE;

const Key = v.object({ name: v.literal('practice'), key: v.instance(CryptoKey) });

const person = (name: string, year: number, relation: string): TakenHousehold['people'][number] => ({
	...{ id: newId(0), name, year, relation, gender: null, needs: [], verified: true, step: null },
	...{ open: [], again: [], consents: {}, versions: {} }
});

/** Nobody of these lives anywhere. */
const doors = (): TakenHousehold[] =>
	[
		[person('Mây Văn Thử', 1944, 'head'), person('Gió Thị Thử', 1949, 'spouse')],
		[person('Nắng Thị Tập', 1952, 'head')],
		[person('Mưa Văn Nháp', 1961, 'head'), person('Sương Thị Nháp', 1990, 'child')],
		[person('Sấm Thị Mẫu', 1947, 'head')],
		[person('Trăng Văn Mẫu', 1970, 'head'), person('Sao Thị Mẫu', 2001, 'child')]
	].map((people, n) => ({
		...{ id: newId(0), book: String(n + 1), hamlet: 'Thôn Tập', lane: 'ngõ Tập', floor: null, point: null },
		...{ address: 'ngõ Tập', people, visited: null, lastBy: null, visits: 0 }
	}));

/** Opens the hamlet, made on the first time; the words by which somebody is asked are those of the real phone. */
export async function openPractice(device: Omit<Device, 'name'>, { texts }: Pick<State, 'texts'>): Promise<Phone> {
	const phone = await openPhone({ ...device, name: PRACTICE });
	const known = v.safeParse(Key, await phone.keys.get('practice'));
	const key = known.success ? known.output.key : await dataKey();
	const unlocked = unlockedBy(key);
	if (!known.success) {
		await makePhone(phone);
		await bind(phone, { user: newId(device.clock()) });
		await phone.keys.put({ name: 'practice', key } as { name: string });
		await settle(phone, unlocked);
	}
	const state = await readState(phone);
	await saveState(phone, state, { texts });
	phone.memory.unlocked = unlocked;
	return phone;
}

/** Somebody to seal to whom nobody is: the other half is thrown away here. */
async function nobody(): Promise<{ id: string; key: string }> {
	const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
	return { id: 'practice', key: toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))) };
}

async function settle(phone: Phone, unlocked: NonNullable<Phone['memory']['unlocked']>): Promise<void> {
	const [area, sealTo] = [newId(0), await nobody()];
	const rows = await Promise.all(
		doors().map(async (door) => ({
			...{ area, id: door.id, kind: 'household' as const, household: door.id, n: 1 },
			sealed: await unlocked.seal(JSON.stringify(door), `row|${area}|${door.id}`)
		}))
	);
	await atOnce(phone, 'rw', ['rows', 'state'], async (tables) => {
		await tables.rows.put(...rows);
		const areas = [{ id: area, name: 'Thôn Tập', epoch: 1, cursor: 0, gone: false }];
		await saveState(tables, await readState(tables), { areas, sealTo });
	});
}
