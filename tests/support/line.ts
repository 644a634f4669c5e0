import type { Actor } from '#kernel/actor.ts';
import type { Priority } from '#capabilities/counter/rules-matters.ts';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { device, type Scene } from './scene.ts';

export const kiosk = device('kiosk');

/** Somebody takes a number at the kiosk. */
export const take = ({ as }: Scene, minutes: number, priority: Priority = 'none', from: Actor = kiosk) =>
	takeTicket(as(from, minutes), {
		id: crypto.randomUUID(),
		centre: 1,
		matter: 'certification',
		procedure: null,
		priority
	});
