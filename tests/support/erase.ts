import { erase } from '#capabilities/residents/erase-person.server.ts';
import type { Scene } from './scene.ts';

/** Somebody is erased, as the command of the house does it when a request is carried out. */
export const eraseFor = (s: Scene, person: string): Promise<unknown> =>
	erase(s.as({ ...s.thach, may: new Set(['residents.erase']) }, 2), { person });
