import { expect, test } from 'vitest';
import { NAME, deviceOf, paired } from '#tests/support/client-scene.ts';
import { randomBytes, type Bytes } from './bytes.ts';
import { openPhone } from './store.browser.ts';
import { addKey, dropKey, keyHere, lock, unlock, unlockByKey, type AskKey } from './vault.browser.ts';

/** A sensor that keeps one secret: of the same id and salt it gives the same. */
function sensor() {
	const secret = randomBytes(32);
	const id = randomBytes(16);
	const ask: AskKey = async (key) => {
		const whole = new Uint8Array([...secret, ...key.id, ...key.salt]);
		return new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
	};
	return { make: async (): Promise<Bytes> => id, ask };
}

test('whoever knows the PIN adds a passkey; then each opens what the other closed', async () => {
	const device = deviceOf();
	const { phone, unlocked } = await paired(device);
	const sealed = await unlocked.seal(NAME, 'here');
	const { make, ask } = sensor();
	await addKey(phone, '270514', make, ask);
	lock(phone);
	const again = await openPhone(device);
	expect(await (await unlockByKey(again, ask)).open(sealed, 'here')).toBe(NAME);
	lock(again);
	expect(await (await unlock(again, '270514')).open(sealed, 'here')).toBe(NAME);
	expect(await keyHere(again)).not.toBeNull();
});

test('nobody adds one without the PIN, and a wrong PIN counts there too', async () => {
	const { phone } = await paired();
	const { make, ask } = sensor();
	for (let at = 0; at < 9; at++)
		await expect(addKey(phone, '000000', make, ask)).rejects.toMatchObject({ code: 'pin-wrong' });
	await expect(addKey(phone, '000000', make, ask)).rejects.toMatchObject({ code: 'pin-gone' });
	expect(await keyHere(phone)).toBeNull();
});

test('where nobody touches the sensor nothing changes, and the PIN opens as before', async () => {
	const { phone } = await paired();
	const { make, ask } = sensor();
	const nobody = () => Promise.reject(new Error('NotAllowedError'));
	await expect(addKey(phone, '270514', nobody, ask)).rejects.toThrow('NotAllowedError');
	await expect(addKey(phone, '270514', make, nobody)).rejects.toThrow('NotAllowedError');
	expect(await keyHere(phone)).toBeNull();
	await addKey(phone, '270514', make, ask);
	await expect(unlockByKey(phone, nobody)).rejects.toMatchObject({ code: 'key-wrong' });
	await expect(unlockByKey(phone, sensor().ask)).rejects.toMatchObject({ code: 'key-wrong' });
	await unlock(phone, '270514');
});

test('without the half of the house no passkey opens, and ten wrong PINs take it away', async () => {
	const device = deviceOf();
	const { phone } = await paired(device);
	const { make, ask } = sensor();
	await addKey(phone, '270514', make, ask);
	for (let at = 0; at < 10; at++) await unlock(phone, '000000').catch(() => undefined);
	await expect(unlockByKey(phone, ask)).rejects.toMatchObject({ code: 'key-wrong' });
	const other = await paired(device).catch(() => null);
	expect(other).not.toBeNull();
	await addKey(other!.phone, '270514', make, ask);
	device.now += 80 * 3_600_000;
	await expect(unlockByKey(other!.phone, ask)).rejects.toMatchObject({ code: 'lease-over' });
});

test('once it is dropped only the PIN opens', async () => {
	const { phone } = await paired();
	const { make, ask } = sensor();
	await addKey(phone, '270514', make, ask);
	await dropKey(phone);
	await expect(unlockByKey(phone, ask)).rejects.toMatchObject({ code: 'key-wrong' });
	await unlock(phone, '270514');
});
