import type { Topic } from '#capabilities/assistance/topics.ts';
import type { System } from './rules-systems.ts';
import type { Urgency } from './rules-clocks.ts';

// What a ticket leaves behind: help about a topic, and needs that go on elsewhere.

/** About which topic help with a system usually is; whoever writes it down may say another. */
export const topicOfSystem: Record<System, Topic> = {
	portal: 'public-services',
	'e-id': 'e-id',
	signature: 'public-services',
	payment: 'shopping-payment',
	health: 'medical-booking',
	message: 'self-protection',
	phone: 'public-services',
	computer: 'public-services',
	printer: 'public-services',
	network: 'public-services',
	'this-house': 'public-services',
	other: 'public-services'
};

/** How pressing a need is that a ticket leaves. */
export const needUrgency = {
	now: 'today',
	high: 'today',
	medium: 'this-week',
	low: 'this-month'
} as const satisfies Record<Urgency, string>;
