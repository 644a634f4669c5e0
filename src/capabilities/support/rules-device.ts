import type { System } from './rules-systems.ts';

// Which machine somebody is stuck with: one of theirs, or of a colleague one of the house.

export const theirDevices = ['own-phone', 'own-computer', 'none'] as const;
/** Those of the centre that can be paired with it: which one is said by its name. */
export const pairedKinds = ['kiosk', 'display', 'second-screen'] as const;
export const houseDevices = [
	'counter-computer',
	'printer',
	'scanner',
	...pairedKinds,
	'network',
	'field-phone'
] as const;
export const devices = [...theirDevices, ...houseDevices] as const;
export type Device = (typeof devices)[number];

/** The machines of whoever asks: `own`, a colleague of the house with one of its machines. */
export const devicesOf = (own: boolean): readonly Device[] => (own ? houseDevices : theirDevices);

const follows: Record<'own' | 'theirs', Partial<Record<System, Device>>> = {
	own: { computer: 'counter-computer', printer: 'printer', network: 'network' },
	theirs: { phone: 'own-phone', computer: 'own-computer' }
};

/** The machine as it was said, or as it follows from what does not work: nobody is asked the same twice. */
export const deviceOf = (said: Device | null, system: System, own: boolean): Device | null =>
	said ?? follows[own ? 'own' : 'theirs'][system] ?? null;

/** Which machine of the house is meant, by kind and name. */
export type Machine = { id: string; kind: string; name: string };

/** Why a machine cannot be the one that was said; null, it can. `here`: what is paired with the centre. */
export function deviceForbids(
	{ device, machine, own }: { device: Device | null; machine: string | null; own: boolean },
	here: readonly Machine[]
): 'support-device' | null {
	const known = device === null || devicesOf(own).includes(device);
	const named = machine === null || here.some(({ id, kind }) => id === machine && kind === device);
	return known && named ? null : 'support-device';
}
