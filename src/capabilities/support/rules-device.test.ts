import fc from 'fast-check';
import { expect, test } from 'vitest';
import { systems } from './rules-systems.ts';
import { deviceForbids, deviceOf, devices, devicesOf, houseDevices, theirDevices } from './rules-device.ts';

const anyDevice = fc.constantFrom(...devices);

test('a machine is theirs or of the house, each in one list; what follows from a system is one that whoever asks has', () => {
	expect(theirDevices.filter((one) => (houseDevices as readonly string[]).includes(one))).toEqual([]);
	fc.assert(
		fc.property(fc.constantFrom(...systems), fc.boolean(), fc.option(anyDevice), (system, own, said) => {
			const device = deviceOf(said, system, own);
			if (said !== null) expect(device).toBe(said);
			else if (device !== null) expect(devicesOf(own)).toContain(device);
		})
	);
	expect([deviceOf(null, 'phone', false), deviceOf(null, 'printer', true)]).toEqual(['own-phone', 'printer']);
	expect([deviceOf(null, 'phone', true), deviceOf(null, 'printer', false)]).toEqual([null, null]);
});

test('a machine of somebody else, of another kind than was said, or of another centre is refused', () => {
	const here = [
		{ id: 'a', kind: 'kiosk', name: 'Máy lấy số' },
		{ id: 'b', kind: 'display', name: 'Bảng gọi' }
	];
	const id = fc.option(fc.constantFrom('a', 'b', 'elsewhere'));
	fc.assert(
		fc.property(fc.option(anyDevice), id, fc.boolean(), (device, machine, own) => {
			const mine = device === null || own === (houseDevices as readonly string[]).includes(device);
			const named =
				machine === null || (machine === 'a' && device === 'kiosk') || (machine === 'b' && device === 'display');
			expect(deviceForbids({ device, machine, own }, here)).toBe(mine && named ? null : 'support-device');
		})
	);
});
