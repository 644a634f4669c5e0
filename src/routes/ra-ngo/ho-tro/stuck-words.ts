import type { Standing } from '#capabilities/field/rules-trouble.ts';
import type { System } from '#capabilities/support/rules-systems.ts';
import type { theirDevices } from '#capabilities/support/rules-device.ts';
import type { Due, Stuck } from '#capabilities/support/rules-urgency.ts';
import { m } from 'virtual:stuck-words';

// What a ticket is about, in the words of the counter's form.

type Words = () => string;

export const systems = {
	portal: m['support.system-portal'],
	'e-id': m['support.system-e-id'],
	signature: m['support.system-signature'],
	payment: m['support.system-payment'],
	health: m['support.system-health'],
	message: m['support.system-message'],
	phone: m['support.system-phone'],
	computer: m['support.system-computer'],
	printer: m['support.system-printer'],
	network: m['support.system-network'],
	'this-house': m['support.system-this-house'],
	other: m['support.system-other']
} satisfies Record<System, Words>;

export const devices = {
	'own-phone': m['support.device-own-phone'],
	'own-computer': m['support.device-own-computer'],
	none: m['support.device-none']
} satisfies Record<(typeof theirDevices)[number], Words>;

export const stuck = {
	'money-running': m['support.stuck-money-running'],
	many: m['support.stuck-many'],
	one: m['support.stuck-one'],
	asks: m['support.stuck-asks']
} satisfies Record<Stuck, Words>;

export const dues = {
	today: m['support.due-today'],
	'this-week': m['support.due-this-week'],
	later: m['support.due-later']
} satisfies Record<Due, Words>;

/** Where a ticket stands that was written here. */
export const standWords: Record<Standing, Words> = {
	mine: m['field.trouble-refused'],
	held: m['field.trouble-held'],
	others: m['field.trouble-two'],
	queue: m['field.mark-kept'],
	moved: m['field.mark-moved'],
	arrived: m['field.mark-arrived']
};
