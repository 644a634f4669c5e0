import { erase } from '#capabilities/residents/erase-person.server.ts';
import { rightsOf } from '#capabilities/access/rules-roles.ts';
import { staffId } from '../../seed/house.ts';
import type { Scene } from './scene.ts';

/** The administrator of our place erases somebody. */
export const eraseFor = (s: Scene, person: string): Promise<unknown> =>
	erase(s.as({ ...s.thach, id: staffId('khoi'), may: new Set(rightsOf.administrator) }, 2), { person });
