import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Db } from './db.server.ts';
import { Found } from './answers.ts';
import { query } from './dispatch.server.ts';
import { log } from './log.server.ts';
import type { Settings } from './settings.server.ts';

// What a room knows of whether its part of the house is ready: pages, `npm run doctor` and the first hour read the same.

/** `why` tells apart what has one state for several reasons; `about` fills the slots of its sentence. */
type Finding = { state: Found['state']; why?: string; about?: Record<string, string | number> };

type LookedAt = { centre: number; now: Date; settings: Settings };

/**
 * One thing that is looked at. `name` is `room.what`: its title is the word `check-what`, its sentence `check-what-` with the reason, or
 * else the state. What `reads` the database does so as whoever asks; what `feels` for disks and other houses holds no connection.
 */
export type Check = { name: `${string}.${string}`; of: 'centre' | 'outside' | 'machine' } & (
	{ reads: (sql: Db, at: LookedAt) => Promise<Finding> } | { feels: (at: LookedAt) => Promise<Finding> }
);

let checks: readonly Check[] = [];
let settings: Settings | null = null;

/** Called once at the start by whoever wires the program. */
export function registerChecks(rooms: readonly { checks: readonly Check[] }[], with_: Settings): void {
	checks = rooms.flatMap((room) => room.checks);
	settings = with_;
}

const unseen =
	(name: string) =>
	(fault: unknown): Finding => {
		log.warn({ check: name, fault: String(fault) }, 'could not be looked at');
		return { state: 'unseen' };
	};

const told = ({ name, of }: Check, { state, why, about = {} }: Finding): Found => ({
	name,
	of,
	state,
	why: why ?? null,
	about
});

/** How everything stands by which a house runs: what is set, what is missing, what is at fault. */
export const howItStands = query(
	{
		name: 'platform.how-it-stands',
		group: 'run-house',
		input: Nothing,
		answer: v.array(Found),
		look: 'holds no name',
		before: async ({ actor, now }): Promise<ReadonlyMap<Check, Finding>> => {
			const at = { centre: centreOf(actor), now, settings: settings! };
			const felt = checks.flatMap((check) =>
				'feels' in check
					? [
							check
								.feels(at)
								.catch(unseen(check.name))
								.then((found) => [check, found] as const)
						]
					: []
			);
			return new Map(await Promise.all(felt));
		}
	},
	async ({ db, actor, now }, _, felt) => {
		const at = { centre: centreOf(actor), now, settings: settings! };
		const all: Found[] = [];
		for (const check of checks) all.push(told(check, 'reads' in check ? await check.reads(db, at) : felt.get(check)!));
		return all;
	}
);
