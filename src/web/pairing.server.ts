import type { RequestEvent } from '@sveltejs/kit';
import { redirect } from '@sveltejs/kit';
import { askPairing, pairing } from '#capabilities/access/devices.server.ts';
import type { DeviceKind } from '#capabilities/access/rules-roles.ts';
import { newToken, tokenHash } from '#platform/keys.server.ts';
import { cookieOf, deviceAddress, deviceOf, doorOf, newId, setCookie, type Device } from './door.server.ts';
import { paths } from '#web/paths.ts';

const YEAR = 60 * 60 * 24 * 365;

/** The address of a device is also the name of its cookie. */
const deviceKinds: readonly DeviceKind[] = ['kiosk', 'display', 'second-screen'];
export const kindAt = (address: string): DeviceKind | null =>
	deviceKinds.find((kind) => deviceAddress[kind] === address) ?? null;

/** The paired device behind this browser, or the way to its pairing code. */
export async function pairedOf(event: RequestEvent, kind: DeviceKind, request = newId()): Promise<Device> {
	return (await deviceOf(event, kind, request)) ?? redirect(303, paths.machines.pairing(deviceAddress[kind]));
}

const hashOf = (token: string): string => tokenHash(token).toString('hex');

/** The six digits that an unpaired screen shows. Its secret stays in its cookie; a code that ran out is replaced with a new secret. */
export async function pairingCodeOf(event: RequestEvent, kind: DeviceKind): Promise<string | null> {
	const door = (): ReturnType<typeof doorOf> => doorOf(event, [askPairing, pairing]);
	const held = event.cookies.get(cookieOf[kind]);
	const live = held ? await pairing(door(), { keyHash: hashOf(held) }) : null;
	if (live?.kind === kind) return live.code;
	const token = newToken();
	await askPairing(door(), { kind, keyHash: hashOf(token), address: event.getClientAddress() });
	setCookie(event.cookies, cookieOf[kind], token, YEAR);
	return (await pairing(door(), { keyHash: hashOf(token) }))?.code ?? null;
}
