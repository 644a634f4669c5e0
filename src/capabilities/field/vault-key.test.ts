import { expect, test } from 'vitest';
import { NAME, deviceOf, paired } from '#tests/support/client-scene.ts';
import { randomBytes, type Bytes } from './bytes.ts';
import { openPhone } from './store.browser.ts';
import { addKey, dropKey, keyHere, lock, setPin, unlock, unlockByKey, type AskKey } from './vault.browser.ts';

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

test('what another tab does meanwhile stands: a lock that was set anew takes no old passkey, one that was dropped does not come back', async () => {
	const device = deviceOf();
	const { phone } = await paired(device);
	const { make, ask } = sensor();
	const other = await openPhone(device);
	// While somebody holds a finger to it, ten wrong PINs are typed beside it, and a new one is set.
	const meanwhile: AskKey = async (key) => {
		for (let at = 0; at < 10; at++) await unlock(other, '000000').catch(() => undefined);
		await setPin(other, '605214');
		return ask(key);
	};
	await expect(addKey(phone, '270514', make, meanwhile)).rejects.toMatchObject({ code: 'pin-gone' });
	expect(await keyHere(phone)).toBeNull();
	await addKey(phone, '605214', make, ask);
	const slow = await openPhone({
		...device,
		stretch: async (pin, salt) => {
			await dropKey(phone);
			return device.stretch!(pin, salt);
		}
	});
	await unlock(slow, '605214');
	expect(await keyHere(phone)).toBeNull();
});

test('nine wrong PINs are forgotten once a finger opened it; a lease that ends before the finger comes opens nothing', async () => {
	const device = deviceOf();
	const { phone } = await paired(device);
	const { make, ask } = sensor();
	await addKey(phone, '270514', make, ask);
	const wrong = () => unlock(phone, '000000').catch(({ code }: { code: string }) => code);
	for (let at = 0; at < 9; at++) await wrong();
	await unlockByKey(phone, ask);
	expect(await wrong()).toBe('pin-wrong');
	const late: AskKey = async (key) => {
		device.now += 80 * 3_600_000;
		return ask(key);
	};
	await expect(unlockByKey(phone, late)).rejects.toMatchObject({ code: 'lease-over' });
});

test('once it is dropped only the PIN opens', async () => {
	const { phone } = await paired();
	const { make, ask } = sensor();
	await addKey(phone, '270514', make, ask);
	await dropKey(phone);
	await expect(unlockByKey(phone, ask)).rejects.toMatchObject({ code: 'key-wrong' });
	await unlock(phone, '270514');
});
