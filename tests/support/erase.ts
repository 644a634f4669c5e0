import { erasePerson } from '#capabilities/residents/erase-person.server.ts';
import type { Context } from '#platform/context.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Scene } from './scene.ts';

/** Somebody is erased from the register, as the command of the house does it when a request is carried out. */
export const eraseNow = (context: Context, person: string): Promise<void> =>
	inScope(context.db, context.actor, context.request, (db) => erasePerson({ ...context, db }, person));

export const eraseFor = (s: Scene, person: string): Promise<void> => eraseNow(s.as(s.thach, 2), person);
